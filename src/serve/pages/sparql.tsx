import { text } from '../../catalog/text.js';
import { prefixes } from '../../rdf/terms.js';
import { type Language, type Page, pick, say } from './page.js';
import { editorScripts, editorStyles } from './sparql-assets.js';
import { examples } from './sparql-examples.js';
import { editorWords } from './sparql-words.js';

const resultFormats = [
  ['text/csv', 'CSV'],
  ['application/sparql-results+json', 'JSON'],
  ['application/sparql-results+xml', 'XML'],
  ['text/tab-separated-values', 'TSV'],
] as const;

const graphFormats = [
  ['text/turtle', 'Turtle'],
  ['application/ld+json', 'JSON-LD'],
] as const;

/** What stands in the editor at first: an example by its name, or a query. */
export interface Draft {
  readonly example: string | undefined;
  readonly query: string | undefined;
}

const words = {
  own: {
    heading: text('สืบค้นด้วย SPARQL', 'Query with SPARQL'),
    lead: text(
      'สืบค้นทั้งบัญชีข้อมูลด้วยคำสั่ง SPARQL 1.1 และรับผลลัพธ์เป็นตารางหรือข้อมูลสำหรับโปรแกรม',
      'Ask the whole catalogue in SPARQL 1.1 and get a table, or data for programs.',
    ),
  },
  federated: {
    heading: text('สืบค้นร่วมกับบริการ SPARQL ของหน่วยงาน', 'Query together with agencies’ endpoints'),
    lead: text(
      'สืบค้นบัญชีข้อมูลร่วมกับบริการ SPARQL ของหน่วยงานที่ลงทะเบียนไว้ โดยระบุที่อยู่ของบริการใน SERVICE',
      'Ask the catalogue together with SPARQL endpoints of registered agencies, which the query names in SERVICE.',
    ),
  },
} as const;

/** A form over the endpoint, plain without scripts; with them an editor that shows results as a table. */
export function sparqlPage(at: { readonly base: string; readonly path: string }, language: Language, draft: Draft): Page {
  const query = draft.query ?? (examples.find(({ name }) => name === draft.example) ?? examples[0]).query;
  const { heading, lead } = at.path === '/sparql' ? words.own : words.federated;
  return {
    title: 'SPARQL',
    section: 'sparql',
    assets: { styles: editorStyles, scripts: editorScripts },
    body: (
      <>
        <div class="head">
          <h1>{pick(language, heading)}</h1>
          <p class="lead">{pick(language, lead)}</p>
        </div>
        <div class="columns">
          <QueryForm action={at.path} query={query} language={language} />
          <div class="stack">
            <Examples language={language} />
            <Endpoint endpoint={`${at.base}${at.path}`} federated={`${at.base}/sparql/federated`} language={language} />
          </div>
        </div>
      </>
    ),
  };
}

function QueryForm({ action, query, language }: { action: string; query: string; language: Language }) {
  return (
    <form class="query" action={action} method="get" data-prefixes={JSON.stringify(prefixes)} data-words={editorWords(language)}>
      <div class="field">
        <label for="query">{say(language, 'คำสั่ง', 'Query')}</label>
        <textarea id="query" name="query" rows={16} spellcheck={false} autocapitalize="off" autocomplete="off" required>
          {query}
        </textarea>
      </div>
      <div class="actions">
        <div class="field">
          <label for="format">{say(language, 'รูปแบบผลลัพธ์', 'Result format')}</label>
          <select id="format" name="format">
            {resultFormats.map(([type, name]) => (
              <option value={type}>{name}</option>
            ))}
          </select>
        </div>
        <button class="button main-action" type="submit">
          {say(language, 'สืบค้น', 'Run')}
        </button>
      </div>
    </form>
  );
}

function Examples({ language }: { language: Language }) {
  return (
    <section class="block">
      <h2>{say(language, 'ตัวอย่าง', 'Examples')}</h2>
      <ul class="examples">
        {examples.map(({ name, title, about, query }) => (
          <li>
            <a href={`/sparql?example=${name}`} data-query={query}>
              {pick(language, title)}
            </a>
            <span class="small">{pick(language, about)}</span>
            <span class="small soft inline">
              <span>{say(language, 'ดูผลลัพธ์', 'See the result')}</span>
              {(query.includes('CONSTRUCT {') ? graphFormats : resultFormats).slice(0, 2).map(([type, label]) => (
                <a href={`/sparql?${new URLSearchParams({ format: type, query })}`}>
                  {label}
                  <span class="hidden"> {pick(language, title)}</span>
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Endpoint({ endpoint, federated, language }: { endpoint: string; federated: string; language: Language }) {
  return (
    <section class="block">
      <h2>{say(language, 'ที่อยู่สำหรับเรียกใช้จากโปรแกรม', 'Endpoint for programs')}</h2>
      <p>
        <code>{endpoint}</code>
      </p>
      <p class="small soft">
        {say(
          language,
          'รับ GET และ POST ตาม SPARQL 1.1 Protocol อ่านได้อย่างเดียว เลือกรูปแบบผลลัพธ์ด้วย Accept หรือพารามิเตอร์ format',
          'GET and POST after the SPARQL 1.1 Protocol; read only. Choose the result format by Accept or the parameter “format”.',
        )}
      </p>
      <p class="small soft">
        {say(
          language,
          'คำสั่งที่มี SERVICE ซึ่งเรียกบริการ SPARQL ของหน่วยงานที่ลงทะเบียนไว้ ให้ส่งไปที่',
          'Queries with SERVICE, for SPARQL endpoints of registered agencies, go to',
        )}{' '}
        <code>{federated}</code>
      </p>
      <pre>{`curl -H 'Accept: text/csv' \\\n  --data-urlencode query@query.rq \\\n  ${endpoint}`}</pre>
    </section>
  );
}
