import type { Partition } from '../../catalog/directory.js';
import { prefixed } from '../../rdf/terms.js';
import { Facts, ForPrograms } from './components.js';
import { type Language, type Page, readableNumber, say } from './page.js';

export interface VoidView {
  readonly datasets: number;
  readonly agencies: number;
  readonly partitions: readonly Partition[];
}

/** How much is published, of what kinds, and every way for a program to get it. */
export function voidPage({ datasets, agencies, partitions }: VoidView, language: Language): Page {
  const triples = partitions.filter(({ kind }) => kind === 'property').reduce((sum, { count }) => sum + count, 0);
  const classes = partitions.filter(({ kind }) => kind === 'class').sort((a, b) => b.count - a.count);
  const title = say(language, 'ข้อมูลที่เผยแพร่สำหรับโปรแกรม', 'What is published, for programs');
  return {
    title,
    alternates: '/.well-known/void',
    body: (
      <div class="stack">
        <section class="block">
          <h1>{title}</h1>
          <Facts
            language={language}
            facts={[
              [say(language, 'ชุดข้อมูล', 'Datasets'), readableNumber(datasets)],
              [say(language, 'หน่วยงาน', 'Agencies'), readableNumber(agencies)],
              [say(language, 'ทริปเปิล (triples)', 'Triples'), readableNumber(triples)],
            ]}
          />
        </section>
        <section class="block">
          <h2>{say(language, 'ช่องทางเข้าถึง', 'Ways to get it')}</h2>
          <ul class="ledger">
            {ways(language).map(([href, words]) => (
              <li>
                <a href={href}>{href}</a> <span class="soft">{words}</span>
              </li>
            ))}
          </ul>
        </section>
        <section class="block">
          <h2>{say(language, 'จำนวนตามคลาส', 'Nodes by class')}</h2>
          <table class="sheet">
            <caption class="hidden">{say(language, 'จำนวนโหนดของแต่ละคลาส', 'How many nodes have each class')}</caption>
            <thead>
              <tr>
                <th scope="col">{say(language, 'คลาส', 'Class')}</th>
                <th scope="col" class="number">
                  {say(language, 'จำนวน', 'Nodes')}
                </th>
              </tr>
            </thead>
            <tbody>
              {classes.map(({ iri, count }) => (
                <tr>
                  <th scope="row">
                    <code>{prefixed(iri)}</code>
                  </th>
                  <td class="number">{readableNumber(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <ForPrograms path="/.well-known/void" language={language} />
      </div>
    ),
  };
}

function ways(language: Language): readonly (readonly [string, string])[] {
  return [
    ['/sparql', say(language, 'สืบค้นด้วย SPARQL', 'query with SPARQL')],
    ['/catalog.ttl', say(language, 'บัญชีข้อมูลทั้งหมดทีละหน้า (DCAT, Hydra)', 'the whole catalogue page by page (DCAT, Hydra)')],
    ['/changes', say(language, 'การเปลี่ยนแปลงตามลำดับ (LDES)', 'changes in their order (LDES)')],
    ['/feed.atom', say(language, 'ฟีด Atom ของการเปลี่ยนแปลง', 'changes as an Atom feed')],
    ['/dumps', say(language, 'ข้อมูลทั้งหมดในไฟล์เดียว (N-Quads)', 'everything in one file (N-Quads)')],
    ['/data.json', 'DCAT-US 3.0'],
    ['/sitemap.xml', say(language, 'แผนผังเว็บไซต์', 'sitemap')],
    ['/.well-known/api-catalog', say(language, 'รายการ API', 'catalogue of APIs')],
  ];
}
