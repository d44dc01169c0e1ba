import { hostOf } from './addresses.js';
import { Breadcrumb, Day, type Fact, Facts, ForPrograms, hasValue } from './components.js';
import { Glance } from './dataset-glance.js';
import { type DatasetView, readDataset } from './dataset-view.js';
import { Distributions } from './distributions.js';
import { type Language, type Page, say, tongue } from './page.js';
import { shorten } from './shorten.js';
import type { View } from './view.js';

const longestDescription = 200;

/** A dataset for a person: what it is, whether and how fresh it can be used, how to get it, then the rest as facts. */
export function datasetPage(view: View, dataset: string, language: Language): Page {
  const one = readDataset(view, dataset);
  return {
    title: one.title,
    alternates: one.path,
    section: 'datasets',
    description: shorten(one.description.join(' '), longestDescription),
    body: (
      <article class="dataset columns">
        <div class="top block">
          <Top one={one} language={language} />
        </div>
        <Glance one={one} language={language} />
        <div class="rest stack">
          <section class="block">
            <h2>{say(language, 'ทรัพยากรข้อมูล', 'Distributions')}</h2>
            <Distributions distributions={one.distributions} language={language} />
          </section>
          {groups(one, language).map(([name, facts]) => (
            <section class="block">
              <h2>{name}</h2>
              <Facts facts={facts} language={language} />
            </section>
          ))}
          <ForPrograms path={one.path} language={language} />
        </div>
      </article>
    ),
  };
}

function Top({ one, language }: { one: DatasetView; language: Language }) {
  const up = { href: '/datasets', name: say(language, 'ชุดข้อมูล', 'Datasets') };
  return (
    <>
      <div>
        <Breadcrumb links={one.owner === undefined ? [up] : [up, one.owner]} language={language} />
        <h1 {...tongue(language, one.title)}>{one.title}</h1>
      </div>
      <div class="prose">
        {one.description.map((paragraph) => (
          <p {...tongue(language, paragraph)}>{paragraph}</p>
        ))}
      </div>
      {one.keywords.length === 0 ? null : (
        <ul class="tags" aria-label={say(language, 'คำสำคัญ', 'Keywords')}>
          {one.keywords.map((keyword) => (
            <li {...tongue(language, keyword)}>{keyword}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The facts by the question they answer; a group of which nothing is known does not stand. */
function groups(one: DatasetView, language: Language): (readonly [string, readonly Fact[]])[] {
  const day = (value: string | undefined) => value && <Day day={value} language={language} length="long" />;
  const list = (values: readonly string[]) => values.join(', ');
  const all: (readonly [string, readonly Fact[]])[] = [
    [
      say(language, 'เกี่ยวกับข้อมูล', 'About the data'),
      [
        [say(language, 'ประเภทชุดข้อมูล', 'Type'), list(one.types)],
        [say(language, 'หมวดหมู่เนื้อหา', 'Themes'), list(one.themes)],
        [say(language, 'ขอบเขตเชิงพื้นที่', 'Spatial level'), list(one.spatialLevels)],
        [say(language, 'พื้นที่', 'Place'), list(one.places)],
        [say(language, 'แหล่งที่มา', 'Source'), list(one.origins)],
        [say(language, 'วัตถุประสงค์', 'Objective'), list(one.objectives)],
        [say(language, 'รูปแบบการเก็บข้อมูล', 'Storage format'), list(one.storageFormats)],
        [say(language, 'วันที่เริ่มต้นสร้าง', 'Created'), day(one.created)],
        [say(language, 'วันที่เผยแพร่ข้อมูล', 'Data released'), day(one.issued)],
        [say(language, 'วันที่กำหนดเผยแพร่ข้อมูล', 'Release calendar'), day(one.nextRelease)],
        [say(language, 'เอกสารประกอบ', 'Documentation'), one.documents.map(({ href, name }) => <Document href={href} name={name} />)],
      ],
    ],
    [
      say(language, 'ธรรมาภิบาลข้อมูล', 'Data governance'),
      [
        [say(language, 'หมวดหมู่ข้อมูล', 'Data category'), list(one.categories)],
        [say(language, 'ระดับชั้นข้อมูล', 'Classification'), list(one.classifications)],
      ],
    ],
    [
      say(language, 'ในบัญชีข้อมูลนี้', 'In this catalogue'),
      [
        [say(language, 'เผยแพร่ในบัญชีข้อมูลนี้เมื่อ', 'Published here'), day(one.published)],
        [say(language, 'แก้ไขในบัญชีข้อมูลนี้ล่าสุดเมื่อ', 'Last changed here'), day(one.changed === one.published ? undefined : one.changed)],
        [say(language, 'หน่วยงานแก้ไขคำอธิบายข้อมูลล่าสุดเมื่อ', 'Metadata changed by the agency'), day(one.changedAtSource)],
        [say(language, 'รหัสของหน่วยงาน', 'The agency’s identifier'), one.identifiers.map((identifier) => <code>{identifier}</code>)],
        [say(language, 'ที่อยู่ถาวร (IRI)', 'Permanent address (IRI)'), <code>{one.iri}</code>],
      ],
    ],
  ];
  return all.filter(([, facts]) => facts.some(hasValue));
}

function Document({ href, name }: { href: string; name: string }) {
  return (
    <div>
      <a href={href} rel="nofollow noopener">
        {name}
      </a>{' '}
      <span class="small soft">{hostOf(href)}</span>
    </div>
  );
}
