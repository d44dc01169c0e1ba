import { Breadcrumb, Empty, Facts, ForPrograms, type Link, SearchForm, SearchResults } from './components.js';
import type { ConceptLine } from './concepts.js';
import { type Language, type Page, pick, readableNumber, say, tongue } from './page.js';

export interface SchemeLine extends Link {
  readonly description: string;
  readonly concepts: number;
}

/** What the list of vocabularies shows. */
export interface SchemesView {
  readonly search: string;
  readonly found: readonly { readonly scheme: Link; readonly line: ConceptLine }[];
  /** True when more was found than is shown. */
  readonly more: boolean;
  readonly schemes: readonly SchemeLine[];
  readonly external: readonly SchemeLine[];
}

/** The way up that all pages of the profile share. */
export function aboveProfile(language: Language): Link {
  return { href: '/vocab/profile', name: say(language, 'มาตรฐาน DCAT-AP-TH', 'The DCAT-AP-TH standard') };
}

export function schemesPage(view: SchemesView, language: Language): Page {
  return {
    title: say(language, 'ชุดคำศัพท์ควบคุม', 'Controlled vocabularies'),
    alternates: '/vocab',
    section: 'profile',
    body: (
      <div class="stack">
        <div>
          <Breadcrumb links={[aboveProfile(language)]} language={language} />
          <h1>{say(language, 'ชุดคำศัพท์ควบคุม', 'Controlled vocabularies')}</h1>
          <p class="lead">
            {say(
              language,
              'คำที่เลือกใช้ได้ในคำอธิบายข้อมูล พร้อมรหัส คำพ้อง และคำที่ตรงกันในมาตรฐานสากล',
              'The choices that metadata are made of, with codes, synonyms and their matches in international standards.',
            )}
          </p>
        </div>
        <SearchForm
          action="/vocab"
          value={view.search}
          label={say(language, 'ค้นคำในทุกชุด', 'Search all vocabularies')}
          button={say(language, 'ค้นหา', 'Search')}
        />
        {view.search === '' ? null : (
          <SearchResults
            words={view.search}
            rows={view.found.map(({ scheme, line }) => (
              <li>
                <a href={line.href}>{pick(language, line.label)}</a>
                <a class="small soft" href={scheme.href}>
                  {scheme.name}
                </a>
              </li>
            ))}
            more={view.more}
            language={language}
          />
        )}
        <section class="block">
          <h2>{say(language, 'ชุดคำศัพท์ของมาตรฐานนี้', 'Vocabularies of this standard')}</h2>
          <SchemeSheet schemes={view.schemes} language={language} />
        </section>
        <section class="block">
          <h2>{say(language, 'ชุดคำศัพท์สากลที่อ้างถึง', 'International vocabularies referred to')}</h2>
          <SchemeSheet schemes={view.external} language={language} />
        </section>
        <ForPrograms path="/vocab" language={language} />
      </div>
    ),
  };
}

function SchemeSheet({ schemes, language }: { schemes: readonly SchemeLine[]; language: Language }) {
  return (
    <table class="sheet">
      <thead>
        <tr>
          <th scope="col">{say(language, 'ชุดคำศัพท์', 'Vocabulary')}</th>
          <th scope="col" class="number">
            {say(language, 'คำ', 'Concepts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {schemes.map(({ href, name, description, concepts }) => (
          <tr>
            <th scope="row">
              <a href={href} {...tongue(language, name)}>
                {name}
              </a>
              <div class="small soft" {...tongue(language, description)}>
                {description}
              </div>
            </th>
            <td class="number">{readableNumber(concepts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface SchemeView {
  readonly path: string;
  readonly iri: string;
  readonly title: string;
  readonly description: string;
  readonly note: string;
  readonly version: string;
  readonly total: number;
  readonly search: string;
  readonly groups: readonly { readonly above: Link | undefined; readonly lines: readonly ConceptLine[] }[];
}

/** One vocabulary with all its concepts. */
export function schemePage(view: SchemeView, language: Language): Page {
  const shown = view.groups.reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    title: view.title,
    alternates: view.path,
    section: 'profile',
    description: view.description,
    body: (
      <div class="stack">
        <div>
          <Breadcrumb
            links={[aboveProfile(language), { href: '/vocab', name: say(language, 'ชุดคำศัพท์ควบคุม', 'Controlled vocabularies') }]}
            language={language}
          />
          <h1>{view.title}</h1>
          <div class="prose">
            <p>{view.description}</p>
            {view.note === '' ? null : <p class="small soft">{view.note}</p>}
          </div>
        </div>
        <Facts
          facts={[
            ['IRI', <code>{view.iri}</code>],
            [say(language, 'รุ่น', 'Version'), view.version],
          ]}
          language={language}
        />
        {view.total > 12 ? (
          <SearchForm
            action={view.path}
            value={view.search}
            label={say(language, 'ค้นในชุดนี้', 'Search this vocabulary')}
            button={say(language, 'ค้นหา', 'Search')}
          />
        ) : null}
        <section class="block">
          <h2>
            {say(language, `${readableNumber(shown)} คำ`, `${readableNumber(shown)} ${shown === 1 ? 'concept' : 'concepts'}`)}
            {shown === view.total ? null : <span class="soft">{say(language, ` จาก ${view.total}`, ` of ${view.total}`)}</span>}
          </h2>
          {shown === 0 ? (
            <Empty what={say(language, 'ไม่พบคำนี้ในชุด', 'Nothing was found in this vocabulary.')}>
              <a href={view.path}>{say(language, 'แสดงทุกคำ', 'Show all concepts')}</a>
            </Empty>
          ) : (
            view.groups.map(({ above, lines }) => <Group above={above} lines={lines} language={language} />)
          )}
        </section>
        <ForPrograms path={view.path} language={language} />
      </div>
    ),
  };
}

function Group({ above, lines, language }: { above: Link | undefined; lines: readonly ConceptLine[]; language: Language }) {
  const hasNotation = lines.some(({ notation }) => notation !== undefined);
  const other: Language = language === 'th' ? 'en' : 'th';
  return (
    <div class="group">
      {above === undefined ? null : (
        <h3>
          <a href={above.href}>{above.name}</a>
        </h3>
      )}
      <table class="sheet concepts">
        <thead>
          <tr>
            <th scope="col">{say(language, 'คำ', 'Concept')}</th>
            <th scope="col" class="wide">
              {say(language, 'ภาษาอังกฤษ', 'In Thai')}
            </th>
            {hasNotation ? <th scope="col">{say(language, 'รหัสมาตรฐาน', 'Notation')}</th> : null}
            <th scope="col" class="wide">
              {say(language, 'รหัส', 'Code')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ href, code, notation, label, others, depth }) => (
            <tr>
              <th scope="row" class={`depth-${Math.min(depth, 3)}`}>
                <a href={href} {...tongue(language, label[language])}>
                  {label[language]}
                </a>
                <Synonyms words={others} language={language} />
              </th>
              <td class="wide" lang={other}>
                {label[other]}
              </td>
              {hasNotation ? <td class="code">{notation}</td> : null}
              <td class="code wide">
                <code>{code}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const mostSynonyms = 4;

function Synonyms({ words, language }: { words: readonly string[]; language: Language }) {
  if (words.length === 0) return null;
  const more = words.length - mostSynonyms;
  return (
    <div class="small soft">
      {words.slice(0, mostSynonyms).join(' · ')}
      {more > 0 ? say(language, ` และอีก ${more} คำ`, ` and ${more} more`) : ''}
    </div>
  );
}
