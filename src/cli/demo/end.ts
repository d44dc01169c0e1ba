import { relative } from 'node:path';
import type { RecordSummary } from '../../catalog/record.js';
import type { SourceKind } from '../../catalog/source.js';
import type { App } from '../../compose.js';
import type { Config } from '../../config.js';
import { print } from '../run.js';
import { type DemoAgency, sourceOf } from './agencies.js';
import { type HandedOver, workbooks } from './hand-over.js';
import { addressOf, documentsOf } from './send.js';

/** What the demo has come to. */
interface Played {
  readonly app: App;
  readonly config: Config;
  /** What each agency left behind, in the order they were played. */
  readonly left: ReadonlyMap<DemoAgency, HandedOver>;
}

/** Tells what was published, where to look at it, and what to try next. */
export async function printEnd(played: Played): Promise<void> {
  const records = await played.app.flow.records();
  printCounts(records);
  printAddresses(played, records);
  printCommands(played, records);
  print('\nหยุดด้วย Ctrl-C · Stop with Ctrl-C');
}

function printCounts(records: readonly RecordSummary[]): void {
  const count = (state: RecordSummary['state']): number => records.filter((one) => one.state === state).length;
  const [published, returned, awaiting] = [count('published'), count('returned'), count('awaiting')];
  const hidden = records.filter(({ state, record }) => state === 'published' && record.audience !== 'public').length;
  print(
    `\nเผยแพร่ ${published} (ไม่เปิดสาธารณะ ${hidden}) ส่งกลับแก้ไข ${returned} รอยืนยัน ${awaiting} · ${published} published (${hidden} of them not public), ${returned} returned, ${awaiting} awaiting confirmation\n`,
  );
}

function printAddresses({ config, left }: Played, records: readonly RecordSummary[]): void {
  // One whose address tells something: a name with letters.
  const isExample = ({ state, record }: RecordSummary): boolean =>
    state === 'published' && record.audience === 'public' && /[a-z]{3}/.test(record.slug);
  const examples = [...left.keys()].flatMap(({ id }) => records.find((one) => isExample(one) && one.record.agencyId === id) ?? []);
  const paths = examples.map(({ record }) => `/datasets/${record.segment}/${record.slug}`);
  const query = encodeURIComponent(
    'SELECT ?d ?t { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> ?t } LIMIT 10',
  );
  for (const path of ['/', ...paths, `${paths[0]}.ttl`, '/datasets.jsonld', `/sparql?format=csv&query=${query}`])
    print(`  ${config.baseUrl}${path}`);
}

function printCommands({ config, left }: Played, records: readonly RecordSummary[]): void {
  const agencies = [...left.keys()];
  const of = (kind: SourceKind): DemoAgency | undefined => agencies.find((agency) => agency.kind === kind);
  const faulty = (agency: DemoAgency | undefined): RecordSummary | undefined =>
    records.find(({ state, record }) => state === 'returned' && record.agencyId === agency?.id);
  const env = `${config.port === 3000 ? '' : `PORT=${config.port} `}BANCHI_DATA=${shown(config.dataDir)}`;
  const [template, document, pushing] = [of('template'), of('dcat'), of('push')];
  const waiting = agencies.find(({ registrar }) => registrar === undefined);

  print('\nลองใช้ในอีกหน้าต่างหนึ่ง · Try in another terminal:');
  if (document !== undefined)
    run('ดูก่อนว่ารอบถัดไปจะเปลี่ยนอะไร · Preview the next harvest', [
      `HARVEST_LOOPBACK=${left.get(document)?.address} ${env} npx banchi harvest ${sourceOf(document)} --dry-run`,
    ]);
  if (template !== undefined) {
    const { sent } = workbooks(config.dataDir, template);
    run('สิ่งที่ต้องแก้ไขในไฟล์ Excel ทีละเซลล์ แล้วส่งไฟล์อีกครั้ง · What to mend in the workbook, cell by cell; then upload it again', [
      `${env} npx banchi report ${template.id} ${faulty(template)?.record.slug}`,
      `${env} npx banchi harvest ${sourceOf(template)} --file ${shown(sent)}`,
    ]);
  }
  const token = pushing === undefined ? undefined : left.get(pushing)?.token;
  if (pushing !== undefined && token !== undefined)
    run(
      'ส่งชุดข้อมูลหนึ่งชุดจากโปรแกรม กุญแจนี้ใช้ได้เฉพาะกับการทดลองนี้ · Send one dataset as a program does; the key is for this demo only',
      documentsOf(pushing)
        .slice(0, 1)
        .map(
          (file) =>
            `curl -X PUT -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/ld+json' --data-binary @${shown(file)} ${addressOf(config.baseUrl, pushing, file)}`,
        ),
    );
  if (waiting !== undefined)
    run('ยืนยันแทนหน่วยงานที่รออยู่ · Confirm for the agency that waits', [`${env} npx banchi confirm ${waiting.id} --all`]);
}

function run(title: string, commands: readonly string[]): void {
  print(`  # ${title}`);
  for (const command of commands) print(`  ${command}`);
}

/** A path as one would type it here. */
function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}
