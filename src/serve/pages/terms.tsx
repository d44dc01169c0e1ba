import { Breadcrumb, Codes, type Fact, Facts, ForPrograms, type Link, Links } from './components.js';
import { type Language, type Page, say } from './page.js';
import { aboveProfile } from './schemes.js';

/** One class or property of the ontology. */
export interface TermView {
  readonly iri: string;
  /** Its name after the #, which is its place on the page as well. */
  readonly name: string;
  readonly label: string;
  readonly otherLabel: string;
  readonly comment: string;
  readonly fields: readonly string[];
  readonly columns: readonly string[];
  readonly parents: readonly Link[];
  readonly range: readonly Link[];
  readonly alike: readonly Link[];
}

export interface TermsView {
  readonly title: string;
  readonly description: string;
  readonly namespace: string;
  readonly version: string;
  readonly classes: readonly TermView[];
  readonly properties: readonly TermView[];
}

/** The ontology: every class and property of the profile's namespace. */
export function termsPage(view: TermsView, language: Language): Page {
  return {
    title: view.title,
    alternates: '/ns',
    section: 'profile',
    description: view.description,
    body: (
      <div class="stack">
        <div>
          <Breadcrumb links={[aboveProfile(language)]} language={language} />
          <h1>{view.title}</h1>
          <p class="lead">{view.description}</p>
        </div>
        <Facts
          facts={[
            [say(language, 'เนมสเปซ', 'Namespace'), <code>{view.namespace}</code>],
            [say(language, 'คำนำหน้า', 'Prefix'), <code>gdc</code>],
            [say(language, 'รุ่น', 'Version'), view.version],
          ]}
          language={language}
        />
        <Terms heading={say(language, 'คลาส', 'Classes')} terms={view.classes} language={language} />
        <Terms heading={say(language, 'คุณสมบัติ', 'Properties')} terms={view.properties} language={language} />
        <ForPrograms path="/ns" language={language} />
      </div>
    ),
  };
}

function Terms({ heading, terms, language }: { heading: string; terms: readonly TermView[]; language: Language }) {
  return (
    <section class="block">
      <h2>
        {heading} <span class="soft">{terms.length}</span>
      </h2>
      <p class="index">
        {terms.map(({ name }) => (
          <a href={`#${name}`}>{name}</a>
        ))}
      </p>
      {terms.map((term) => (
        <Term term={term} language={language} />
      ))}
    </section>
  );
}

function Term({ term, language }: { term: TermView; language: Language }) {
  const facts: Fact[] = [
    [say(language, 'ภาษาอังกฤษ', 'In Thai'), <span lang={language === 'th' ? 'en' : 'th'}>{term.otherLabel}</span>],
    [say(language, 'ช่องใน CKAN', 'CKAN field'), term.fields.length > 0 && <Codes all={term.fields} />],
    [say(language, 'คอลัมน์ในแบบฟอร์ม', 'Template column'), term.columns.length > 0 && <Codes all={term.columns} />],
    [say(language, 'เป็นส่วนหนึ่งของ', 'Sub-term of'), term.parents.length > 0 && <Links all={term.parents} />],
    [say(language, 'ชนิดของค่า', 'Range'), term.range.length > 0 && <Links all={term.range} />],
    [say(language, 'ดูเพิ่มเติม', 'See also'), term.alike.length > 0 && <Links all={term.alike} />],
  ];
  return (
    <article class="term" id={term.name}>
      <h3>
        {term.label} <code>gdc:{term.name}</code>
      </h3>
      <p>{term.comment}</p>
      <Facts facts={facts} language={language} />
    </article>
  );
}
