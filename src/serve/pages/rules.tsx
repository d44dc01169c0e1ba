import { type Severity, severityLabels } from '../../catalog/report.js';
import { Breadcrumb, Codes, type Fact, Facts, ForPrograms, type Link, SearchForm, SearchResults, SeverityMark } from './components.js';
import { type Language, type Page, readableNumber, say } from './page.js';
import { aboveProfile } from './schemes.js';

/** One rule as people read it. */
export interface RuleView {
  readonly name: string;
  /** Its place on the page of its file. */
  readonly id: string;
  readonly iri: string;
  readonly href: string;
  readonly severity: Severity;
  readonly description: string;
  readonly message: string;
  readonly remedy: string;
  readonly basis: string;
  readonly fields: readonly string[];
  readonly columns: readonly string[];
  /** Class that the rule looks at, property and condition, in terms of SHACL. */
  readonly target: readonly string[];
  readonly path: string;
  readonly condition: string;
}

export interface RuleFile extends Link {
  readonly description: string;
  readonly counts: Readonly<Record<Severity, number>>;
}

export interface ShapesView {
  readonly search: string;
  readonly found: readonly RuleView[];
  readonly more: boolean;
  readonly guideline: readonly RuleFile[];
  readonly dcatAp: readonly RuleFile[];
}

/** All rules by file, with a search over their words and fields. */
export function shapesPage(view: ShapesView, language: Language): Page {
  return {
    title: say(language, 'กฎการตรวจ', 'Rules'),
    alternates: '/shapes',
    section: 'profile',
    body: (
      <div class="stack">
        <div>
          <Breadcrumb links={[aboveProfile(language)]} language={language} />
          <h1>{say(language, 'กฎการตรวจคำอธิบายข้อมูล', 'Rules for metadata')}</h1>
          <p class="lead">
            {say(
              language,
              'คำอธิบายข้อมูลที่ไม่ผ่านกฎ “ต้องแก้ไข” จะถูกส่งคืนหน่วยงาน ส่วน “ข้อแนะนำ” และ “ข้อสังเกต” ไม่ขวางการเผยแพร่',
              'What “must be mended” returns a description to its agency; the other two never hold it back.',
            )}
          </p>
        </div>
        <SearchForm
          action="/shapes"
          value={view.search}
          label={say(language, 'ค้นกฎด้วยคำหรือชื่อช่อง เช่น license_id', 'Search rules by words or field, such as license_id')}
          button={say(language, 'ค้นหา', 'Search')}
        />
        {view.search === '' ? null : (
          <SearchResults
            words={view.search}
            rows={view.found.map((rule) => (
              <li>
                <span>
                  <a href={rule.href}>{rule.name}</a>
                  <span class="small soft"> {rule.message}</span>
                </span>
                <SeverityMark severity={rule.severity} language={language} />
              </li>
            ))}
            more={view.more}
            language={language}
          />
        )}
        <Files heading={say(language, 'มาตรฐานคำอธิบายข้อมูลภาครัฐ', 'The national guideline')} files={view.guideline} language={language} />
        <Files heading="DCAT-AP 3.0.1" files={view.dcatAp} language={language} />
        <ForPrograms path="/shapes" language={language} />
      </div>
    ),
  };
}

function Files({ heading, files, language }: { heading: string; files: readonly RuleFile[]; language: Language }) {
  return (
    <section class="block">
      <h2>{heading}</h2>
      <table class="sheet">
        <thead>
          <tr>
            <th scope="col">{say(language, 'กลุ่มกฎ', 'Group')}</th>
            <th scope="col" class="number">
              {severityLabels.violation[language]}
            </th>
            <th scope="col" class="number">
              {severityLabels.warning[language]}
            </th>
            <th scope="col" class="number wide">
              {severityLabels.info[language]}
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ href, name, description, counts }) => (
            <tr>
              <th scope="row">
                <a href={href}>{name}</a>
                <div class="small soft">{description}</div>
              </th>
              <td class="number">{readableNumber(counts.violation)}</td>
              <td class="number">{readableNumber(counts.warning)}</td>
              <td class="number wide">{readableNumber(counts.info)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export interface RuleFileView {
  readonly path: string;
  readonly iri: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly rules: readonly RuleView[];
}

/** One file of shapes, rule by rule. @param parts the files that an index is made of. */
export function ruleFilePage(view: RuleFileView, parts: readonly RuleFile[], language: Language): Page {
  return {
    title: view.title,
    alternates: view.path,
    section: 'profile',
    description: view.description,
    body: (
      <div class="stack">
        <div>
          <Breadcrumb
            links={[aboveProfile(language), { href: '/shapes', name: say(language, 'กฎการตรวจ', 'Rules') }]}
            language={language}
          />
          <h1>{view.title}</h1>
          <p class="lead">{view.description}</p>
        </div>
        <Facts
          facts={[
            ['IRI', <code>{view.iri}</code>],
            [say(language, 'รุ่น', 'Version'), view.version],
          ]}
          language={language}
        />
        {parts.length === 0 ? null : <Files heading={say(language, 'ประกอบด้วย', 'Made of')} files={parts} language={language} />}
        {view.rules.length === 0 ? null : (
          <section class="block">
            <h2>{say(language, `${view.rules.length} กฎ`, view.rules.length === 1 ? '1 rule' : `${view.rules.length} rules`)}</h2>
            {view.rules.map((rule) => (
              <Rule rule={rule} language={language} />
            ))}
          </section>
        )}
        <ForPrograms path={view.path} language={language} />
      </div>
    ),
  };
}

function Rule({ rule, language }: { rule: RuleView; language: Language }) {
  const facts: Fact[] = [
    [say(language, 'ข้อความแจ้ง', 'Message'), rule.message],
    [say(language, 'วิธีแก้ไข', 'How to mend'), rule.remedy],
    [say(language, 'ที่มาของกฎ', 'Basis'), rule.basis],
    [say(language, 'ช่องใน CKAN', 'CKAN field'), rule.fields.length > 0 && <Codes all={rule.fields} />],
    [say(language, 'คอลัมน์ในแบบฟอร์ม', 'Template column'), rule.columns.length > 0 && <Codes all={rule.columns} />],
    [say(language, 'ใช้กับ', 'Applies to'), rule.target.length > 0 && <Codes all={rule.target} />],
    [
      say(language, 'เงื่อนไข', 'Condition'),
      <code>
        {rule.path} {rule.condition}
      </code>,
    ],
  ];
  return (
    <article class="term" id={rule.id}>
      <h3>
        {rule.name} <SeverityMark severity={rule.severity} language={language} />
      </h3>
      <p>{rule.description}</p>
      <Facts facts={facts} language={language} />
    </article>
  );
}
