import type { ComponentChildren } from 'preact';
import { dcat, dct, foaf, gdc, rdfs, vcard } from '../../rdf/terms.js';
import { type Language, type Page, readableDate, readableNumber, say } from './page.js';
import type { View } from './view.js';

/** A dataset for a person: what it is, how to get it, whose it is, the rest as facts. */
export function datasetPage(view: View, dataset: string, language: Language): Page {
  const title = view.text(dataset, dct.title) ?? dataset;
  const path = new URL(dataset).pathname;
  const publisher = view.nodes(dataset, dct.publisher)[0];
  return {
    title,
    alternates: path,
    body: (
      <article class="dataset">
        <p class="breadcrumb">
          <a href="/datasets">{say(language, 'ชุดข้อมูล', 'Datasets')}</a>
        </p>
        <h1>{title}</h1>
        {publisher === undefined ? null : (
          <p class="owner">
            <a href={new URL(publisher).pathname}>{view.text(publisher, foaf.name) ?? publisher}</a>
          </p>
        )}
        {(view.text(dataset, dct.description) ?? '').split('\n\n').map((paragraph) => (
          <p class="lead">{paragraph}</p>
        ))}
        <ul class="tags">
          {view.texts(dataset, dcat.keyword).map((keyword) => (
            <li>{keyword}</li>
          ))}
        </ul>
        <section>
          <h2>{say(language, 'ทรัพยากรข้อมูล', 'Distributions')}</h2>
          <Distributions view={view} dataset={dataset} language={language} />
        </section>
        <section>
          <h2>{say(language, 'คำอธิบายข้อมูล', 'Metadata')}</h2>
          <Facts view={view} dataset={dataset} language={language} />
        </section>
        <p class="formats">
          {say(language, 'รูปแบบสำหรับโปรแกรม', 'For programs')}: <a href={`${path}.jsonld`}>JSON-LD</a> · <a href={`${path}.ttl`}>Turtle</a>{' '}
          · <a href={`${path}.nt`}>N-Triples</a>
        </p>
      </article>
    ),
  };
}

function Distributions({ view, dataset, language }: { view: View; dataset: string; language: Language }) {
  const distributions = view.nodes(dataset, dcat.distribution);
  if (distributions.length === 0)
    return <p class="empty">{say(language, 'หน่วยงานยังไม่ได้ให้ทรัพยากรข้อมูล', 'The agency has given no distribution yet.')}</p>;
  return (
    <ul class="distributions">
      {distributions.map((node) => {
        const href = view.nodes(node, dcat.accessURL)[0] ?? node;
        const size = Number(view.text(node, dcat.byteSize) ?? 0);
        const modified = view.text(node, dct.modified);
        return (
          <li>
            <span class="format">{view.labels(node, dct.format)[0] ?? say(language, 'ไม่ระบุรูปแบบ', 'No format')}</span>
            <div>
              <a href={href} rel="nofollow noopener">
                {view.text(node, dct.title) ?? href}
              </a>
              <p class="small">
                {[view.text(node, dct.description), size > 0 ? readableSize(size) : undefined, modified && readableDate(language, modified)]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function readableSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${readableNumber(Math.ceil(bytes / 1024))} KB`;
  return `${readableNumber(Math.round(bytes / 1024 / 102.4) / 10)} MB`;
}

function Facts({ view, dataset, language }: { view: View; dataset: string; language: Language }) {
  const contact = view.nodes(dataset, dcat.contactPoint)[0];
  const mail = contact === undefined ? undefined : view.nodes(contact, vcard.hasEmail)[0];
  const every = view.text(dataset, gdc.updateEvery);
  const labels = (property: typeof dct.type): string => view.labels(dataset, property).join(', ');
  const part = (property: typeof dct.type): string =>
    view
      .nodes(dataset, property)
      .map((node) => view.text(node, rdfs.label) ?? '')
      .join(', ');
  const rows: [string, ComponentChildren][] = [
    [say(language, 'ประเภทข้อมูล', 'Type'), labels(dct.type)],
    [
      say(language, 'ผู้ติดต่อ', 'Contact'),
      contact && (
        <>
          {view.text(contact, vcard.fn)} {mail && <a href={mail}>{mail.replace('mailto:', '')}</a>}
        </>
      ),
    ],
    [
      say(language, 'วัตถุประสงค์', 'Objective'),
      [labels(gdc.objective), ...view.texts(dataset, gdc.objectiveNote)].filter(Boolean).join(', '),
    ],
    [
      say(language, 'ความถี่ของการปรับปรุงข้อมูล', 'Update frequency'),
      [every && every !== '1' ? say(language, `ทุก ${every}`, `every ${every}`) : '', labels(gdc.updateUnit)].filter(Boolean).join(' '),
    ],
    [
      say(language, 'วันที่ปรับปรุงข้อมูลล่าสุด', 'Last updated'),
      view.text(dataset, dct.modified) && <Day language={language} day={view.text(dataset, dct.modified) ?? ''} />,
    ],
    [
      say(language, 'ขอบเขตเชิงพื้นที่', 'Spatial level'),
      [labels(gdc.spatialLevel), ...view.texts(dataset, gdc.spatialLevelNote)].filter(Boolean).join(', '),
    ],
    [say(language, 'แหล่งที่มา', 'Source'), part(dct.provenance)],
    [say(language, 'รูปแบบการเก็บข้อมูล', 'Storage format'), labels(gdc.storageFormat)],
    [say(language, 'หมวดหมู่ตามธรรมาภิบาลข้อมูล', 'Governance category'), labels(gdc.dataCategory)],
    [say(language, 'สิทธิการเข้าถึง', 'Access rights'), labels(dct.accessRights)],
    [say(language, 'เงื่อนไขในการเข้าถึง', 'Condition of access'), part(gdc.accessCondition)],
    [say(language, 'สัญญาอนุญาต', 'Licence'), [labels(gdc.licence), ...view.texts(dataset, gdc.licenceNote)].filter(Boolean).join(', ')],
    [say(language, 'หน้าเว็บต้นทาง', 'Landing page'), view.nodes(dataset, dcat.landingPage).map((href) => <a href={href}>{href}</a>)],
    [say(language, 'เอกสารประกอบ', 'Documentation'), view.nodes(dataset, foaf.page).map((href) => <a href={href}>{href}</a>)],
    ['IRI', <code>{dataset}</code>],
  ];
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value && (!Array.isArray(value) || value.length > 0))
        .map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Day({ day, language }: { day: string; language: Language }) {
  return <time dateTime={day}>{readableDate(language, day)}</time>;
}
