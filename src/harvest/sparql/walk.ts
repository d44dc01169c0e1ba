import { Problem } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { readSelect, type SelectQuery } from '../../rdf/select-query.js';
import type { HarvestedRecord } from '../harvested-record.js';
import type { HarvestPage, Walk, Walked } from '../walk.js';
import { countOf, Describer, isTooMuch } from './describer.js';
import { Endpoint, type StartThread, startThread } from './endpoint.js';
import { isAskable } from './links.js';
import { countDatasets, countNameless, everyDataset, nextDatasets } from './queries.js';
import { toRecord, unusable } from './record.js';

/** Longest IRI after which the next page can be asked for. */
const longestPlace = 16_000;
/** Most triples of what is described at once: 10,000 distributions are some 100,000. */
const mostTriples = 250_000;

/**
 * Walks the datasets of a SPARQL endpoint by IRI, page by page, and ends only when as many came as it counts.
 * @throws Problem `source-failed` for an error, an answer that is no result or a part of one, a repeated page, a count that does
 * not agree; `bad-query` for a query of its own that cannot be used.
 */
export async function* walkSparql(walk: Walk, start: StartThread = startThread): AsyncGenerator<HarvestPage, Walked> {
  const { query } = walk.source.options;
  const datasets = query === undefined ? everyDataset : readSelect(query, 'dataset');
  const endpoint = new Endpoint(walk, start);
  try {
    return yield* walkPages(walk, endpoint, datasets);
  } finally {
    await endpoint.end();
  }
}

async function* walkPages(walk: Walk, endpoint: Endpoint, datasets: SelectQuery): AsyncGenerator<HarvestPage, Walked> {
  const { url } = endpoint;
  const pageSize = walk.source.options.pageSize ?? walk.limits.pageSize;
  const describer = new Describer((query) => endpoint.ask(query), url, mostTriples);
  const total = await count(endpoint, countDatasets(datasets));
  if (total > walk.limits.maxRecords)
    throw failed(url, `มีชุดข้อมูลมากกว่า ${walk.limits.maxRecords} ชุด`, `more than ${walk.limits.maxRecords} datasets`);
  const nameless = await count(endpoint, countNameless(datasets));
  const seen = new Set<string>();
  let { brought, last } = placeOf(walk.resume);
  // A page is short wherever an endpoint cuts it; only an empty one is the end.
  for (;;) {
    walk.signal.throwIfAborted();
    const page = await pageOf(endpoint, nextDatasets(datasets, last, pageSize), pageSize, seen);
    if (page.length === 0) break;
    for (const dataset of page) seen.add(dataset);
    brought += page.length;
    last = page.at(-1);
    if (brought > walk.limits.maxRecords)
      throw failed(url, `ส่งชุดข้อมูลมากกว่า ${walk.limits.maxRecords} ชุด`, `it sent more than ${walk.limits.maxRecords} datasets`);
    yield { records: await recordsOf(walk, describer, page), total, checkpoint: `${brought} ${last}` };
  }
  // Counted once more: what came or went meanwhile must not leave one out.
  const after = await count(endpoint, countDatasets(datasets));
  if (after !== brought)
    throw failed(url, `แจ้งว่ามี ${after} ชุดข้อมูล แต่ส่งมา ${brought}`, `it counts ${after} datasets but brought ${brought}`);
  return { mode: 'full', marks: { fullAt: walk.clock().toISOString() }, advice: nameless === 0 ? [] : [namelessAdvice(nameless)] };
}

/** Where a walk goes on: how many came, and the last of them. */
function placeOf(checkpoint: string | undefined): { brought: number; last: string | undefined } {
  const [, brought, last] = /^(\d+) (.+)$/s.exec(checkpoint ?? '') ?? [];
  return { brought: Number(brought ?? 0), last };
}

/** @throws Problem when the answer is no count. */
async function count(endpoint: Endpoint, query: string): Promise<number> {
  const number = countOf(await endpoint.ask(query));
  if (number === undefined) throw failed(endpoint.url, 'ตอบคำสั่งนับจำนวนไม่ได้', 'it did not answer a query that counts with a number');
  return number;
}

/** The IRIs of a page. @throws Problem for a page that was there before, is too long, or binds none. */
async function pageOf(endpoint: Endpoint, query: string, pageSize: number, seen: ReadonlySet<string>): Promise<string[]> {
  const rows = await endpoint.ask(query);
  if (rows.length > pageSize)
    throw failed(
      endpoint.url,
      `ขอ ${pageSize} ชุดข้อมูล แต่ส่งมา ${rows.length}`,
      `it was asked for ${pageSize} datasets and sent ${rows.length}`,
    );
  const page = rows.map(({ dataset }) => {
    if (dataset?.termType !== 'NamedNode') throw failed(endpoint.url, 'ส่งแถวที่ไม่มี IRI ของชุดข้อมูล', 'a row has no dataset’s IRI');
    if (dataset.value.length > longestPlace)
      throw failed(endpoint.url, `IRI ของชุดข้อมูลยาวเกิน ${longestPlace} อักขระ`, `a dataset’s IRI has more than ${longestPlace} characters`);
    return dataset.value;
  });
  if (new Set(page).size !== page.length || page.some((dataset) => seen.has(dataset)))
    throw failed(endpoint.url, 'ส่งข้อมูลหน้าเดิมซ้ำ', 'the same datasets came again');
  return page;
}

/** Describes datasets together; when that is more than the endpoint answers or a bound allows, in halves, down to one that is set aside. */
async function recordsOf(walk: Walk, describer: Describer, page: readonly string[]): Promise<HarvestedRecord[]> {
  const askable = page.filter(isAskable);
  const strange = page.filter((dataset) => !isAskable(dataset));
  const aside = strange.map((dataset) => unusable(dataset, 'its IRI cannot be asked for', 'IRI ของชุดข้อมูลใช้สอบถามไม่ได้'));
  if (askable.length === 0) return aside;
  try {
    const graph = await describer.describe(askable);
    return [...askable.map((dataset) => toRecord(graph, dataset, walk.vocabulary)), ...aside];
  } catch (error) {
    if (!isTooMuch(error) || !(error instanceof Problem)) throw error;
    const [only, ...more] = askable;
    if (only !== undefined && more.length === 0) return [unusable(only, error.detail.en, error.detail.th), ...aside];
    const half = Math.ceil(askable.length / 2);
    const [first, second] = [askable.slice(0, half), askable.slice(half)];
    return [...(await recordsOf(walk, describer, first)), ...(await recordsOf(walk, describer, second)), ...aside];
  }
}

function namelessAdvice(nameless: number): Text {
  return text(
    `มี ${nameless} ชุดข้อมูลที่ไม่มี IRI (blank node) จึงรวบรวมไม่ได้ โปรดกำหนด IRI ให้ทุกชุดข้อมูล`,
    `${nameless} datasets have no IRI (blank nodes) and cannot be harvested. Give every dataset an IRI.`,
  );
}

function failed(url: string, th: string, en: string): Problem {
  return new Problem('source-failed', text(`${url}: ${th}`, `${url}: ${en}`), {
    remedy: text(
      'ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล ระบบจะรวบรวมใหม่ในรอบถัดไป หรือโปรดสั่งรวบรวมใหม่เมื่อระบบต้นทางพร้อม',
      'Nothing was changed in the catalogue; it is harvested again at the next turn, or by hand once the source is well.',
    ),
  });
}
