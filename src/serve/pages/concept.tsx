import type { ComponentChildren } from 'preact';
import type { Text } from '../../catalog/text.js';
import { Breadcrumb, type Fact, Facts, ForPrograms, type Link, Links } from './components.js';
import { type Language, type Page, say, tongue } from './page.js';
import { aboveProfile } from './schemes.js';

export interface ConceptView {
  readonly path: string;
  readonly iri: string;
  readonly code: string;
  readonly scheme: Link;
  readonly label: Text;
  readonly others: Readonly<Record<Language, readonly string[]>>;
  readonly definition: string | undefined;
  readonly note: string | undefined;
  readonly notation: readonly string[];
  readonly broader: readonly Link[];
  readonly narrower: readonly Link[];
  readonly related: readonly Link[];
  readonly themes: readonly Link[];
  readonly matches: readonly (Link & { readonly kind: 'exact' | 'close' | 'broad' })[];
  readonly extent: string | undefined;
  readonly centre: string | undefined;
}

/** One concept: what it is called, where it stands, what it equals elsewhere. */
export function conceptPage(view: ConceptView, language: Language): Page {
  const { label } = view;
  const facts: Fact[] = [
    [say(language, 'ภาษาไทย', 'In Thai'), <span lang="th">{label.th}</span>],
    [say(language, 'ภาษาอังกฤษ', 'In English'), <span lang="en">{label.en}</span>],
    [say(language, 'คำพ้องภาษาไทย', 'Thai synonyms'), view.others.th.length > 0 && <span lang="th">{view.others.th.join(' · ')}</span>],
    [say(language, 'คำพ้องภาษาอังกฤษ', 'English synonyms'), view.others.en.length > 0 && <span lang="en">{view.others.en.join(' · ')}</span>],
    [say(language, 'รหัส', 'Code'), <code>{view.code}</code>],
    [say(language, 'รหัสมาตรฐาน', 'Notation'), view.notation.join(' · ')],
    [say(language, 'คำที่กว้างกว่า', 'Broader'), view.broader.length > 0 && <Links all={view.broader} />],
    [say(language, 'คำที่แคบกว่า', 'Narrower'), view.narrower.length > 0 && <Links all={view.narrower} />],
    [say(language, 'คำที่เกี่ยวข้อง', 'Related'), view.related.length > 0 && <Links all={view.related} />],
    [say(language, 'อยู่ในหมวดหมู่', 'Under the theme'), view.themes.length > 0 && <Links all={view.themes} />],
    [say(language, 'ตรงกับ', 'Same as'), matched(view, 'exact')],
    [say(language, 'ใกล้เคียงกับ', 'Close to'), matched(view, 'close')],
    [say(language, 'อยู่ในความหมายของ', 'Within'), matched(view, 'broad')],
    [say(language, 'กรอบพื้นที่โดยประมาณ', 'Approximate extent'), view.extent && <code>{view.extent}</code>],
    [say(language, 'จุดกลางโดยประมาณ', 'Approximate centre'), view.centre && <code>{view.centre}</code>],
    ['IRI', <code>{view.iri}</code>],
  ];
  return {
    title: `${label[language]} · ${view.scheme.name}`,
    alternates: view.path,
    section: 'profile',
    body: (
      <div class="stack">
        <div>
          <Breadcrumb
            links={[
              aboveProfile(language),
              { href: '/vocab', name: say(language, 'ชุดคำศัพท์ควบคุม', 'Controlled vocabularies') },
              view.scheme,
            ]}
            language={language}
          />
          <h1 {...tongue(language, label[language])}>{label[language]}</h1>
          {view.definition === undefined ? null : <p class="lead">{view.definition}</p>}
          {view.note === undefined ? null : <p class="soft">{view.note}</p>}
        </div>
        <Facts facts={facts} language={language} />
        <ForPrograms path={view.path} language={language} />
      </div>
    ),
  };
}

function matched({ matches }: ConceptView, kind: 'exact' | 'close' | 'broad'): ComponentChildren {
  const all = matches.filter((one) => one.kind === kind);
  return all.length > 0 && <Links all={all} />;
}
