import type { Problem, ProblemKind } from '../../catalog/problem.js';
import type { Link } from './components.js';
import { type Language, type Page, pick, say } from './page.js';

/** What is wrong, where, what to do, and where to go from here. */
export function problemPage(problem: Problem, language: Language): Page {
  const [main, ...others] = waysOn(problem, language);
  return {
    title: pick(language, problem.title),
    body: (
      <section class="problem">
        <div>
          <p class="status">{say(language, `รหัสสถานะ ${problem.status}`, `Status ${problem.status}`)}</p>
          <h1>{pick(language, problem.title)}</h1>
        </div>
        <Detail problem={problem} language={language} />
        {problem.remedy === undefined ? null : <p class="remedy">{pick(language, problem.remedy)}</p>}
        <p class="actions">
          <a class="button main-action" href={main.href}>
            {main.name}
          </a>
          {others.map(({ href, name }) => (
            <a href={href}>{name}</a>
          ))}
        </p>
      </section>
    ),
  };
}

/** A parser's answer points with its columns and ends in all the words it would have taken: kept in shape, the rest folded. */
function Detail({ problem, language }: { problem: Problem; language: Language }) {
  const detail = pick(language, problem.detail);
  if (problem.kind !== 'bad-query') return <p class="lead">{detail}</p>;
  const [place = '', expected] = detail.split(/\n(?=Expecting )/);
  return (
    <>
      <pre>{place}</pre>
      {expected === undefined ? null : (
        <details>
          <summary>{say(language, 'คำที่ใช้ในตำแหน่งนี้ได้', 'What could stand here')}</summary>
          <p lang="en">{expected}</p>
        </details>
      )}
      <p class="remedy">
        {say(
          language,
          'โปรดย้อนกลับในเบราว์เซอร์เพื่อแก้ไขคำสั่งที่พิมพ์ไว้ หรือเริ่มจากตัวอย่าง',
          'Go back in your browser to mend the query as you typed it, or begin with an example.',
        )}
      </p>
    </>
  );
}

/** What is wrong with a document that somebody wanted checked. */
const ofDocuments: ReadonlySet<ProblemKind> = new Set([
  'malformed',
  'no-dataset',
  'too-complex',
  'unprocessable',
  'unsupported-media-type',
]);

/** The likeliest next step first: a bad query leads back to the form, what is gone to what is there. */
function waysOn({ kind }: Problem, language: Language): [Link, ...Link[]] {
  const home: Link = { href: '/', name: say(language, 'กลับหน้าแรก', 'Back to the home page') };
  const datasets: Link = { href: '/datasets', name: say(language, 'ชุดข้อมูลทั้งหมด', 'All datasets') };
  const agencies: Link = { href: '/agencies', name: say(language, 'หน่วยงานทั้งหมด', 'All agencies') };
  const sparql: Link = { href: '/sparql', name: say(language, 'ไปที่แบบฟอร์ม SPARQL', 'To the SPARQL form') };
  if (kind === 'bad-query' || kind === 'query-timeout') return [sparql, home];
  if (ofDocuments.has(kind)) return [{ href: '/validate', name: say(language, 'กลับไปตรวจอีกครั้ง', 'Back to the validator') }, home];
  if (kind === 'not-found' || kind === 'gone' || kind === 'bad-request') return [datasets, agencies, home];
  return [home];
}
