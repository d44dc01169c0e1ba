import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { type SimulatedAgency, type SimulatedPackage, simulateAgency } from '../../scripts/simulate-agency.js';
import type { Level } from '../catalog/agency.js';
import type { Text } from '../catalog/text.js';
import { type App, compose } from '../compose.js';
import { type Config, environmentConfig } from '../config.js';
import { consoleReporter } from './progress.js';
import { command, print } from './run.js';
import { untilStopped } from './serve.js';

/** An invented agency of data/demo: who it is, what its portal offers, and its registrar if one confirms. */
interface DemoAgency {
  readonly id: string;
  readonly name: Text;
  readonly level: Level;
  readonly ministry: string;
  readonly province?: string;
  readonly packages: string;
  readonly registrar?: { readonly name: string; readonly fullName: string };
}

const demoer = '<demo>';

export function demoCommand(): Command {
  return command('demo', 'ทดลองใช้กับหน่วยงานสมมติสามแห่ง · Try it with three invented agencies')
    .option('--exit', 'end when the demo is published, instead of serving it')
    .addHelpText('after', '\nUses $BANCHI_DATA/demo, which is wiped at start.')
    .action((options: { exit?: boolean }) => runDemo(options.exit === true));
}

/** The demo is the program itself over simulated portals on loopback. */
async function runDemo(exit: boolean): Promise<void> {
  const own = environmentConfig();
  const dataDir = join(own.dataDir, 'demo');
  await rm(dataDir, { recursive: true, force: true });
  const file = agenciesFile();
  const agencies = JSON.parse(readFileSync(file, 'utf8')) as DemoAgency[];
  const portals = await Promise.all(
    agencies.map((agency) => simulateAgency(JSON.parse(readFileSync(join(dirname(file), agency.packages), 'utf8')) as SimulatedPackage[])),
  );
  const config: Config = {
    ...own,
    dataDir,
    logLevel: 'warn',
    harvest: { ...own.harvest, loopback: portals.map((portal) => portal.address), pageSize: 10 },
  };
  const app = compose(config, { reporter: consoleReporter({ to: process.stdout }) });
  try {
    const serving = await app.serve();
    for (const [index, agency] of agencies.entries()) await playAgency(app, agency, portals[index] as SimulatedAgency);
    print('\nบริการ · Serving: กำลังเตรียมข้อมูลที่เผยแพร่… preparing what is published…');
    await serving.caughtUp();
    await printEnd(app, config, agencies);
    if (!exit) await untilStopped();
  } finally {
    await app.stop();
    await Promise.all(portals.map((portal) => portal.close()));
  }
}

async function playAgency(app: App, agency: DemoAgency, portal: SimulatedAgency): Promise<void> {
  print(`\n${agency.name.th} · ${agency.name.en}`);
  await app.flow.registerAgency(
    {
      id: agency.id,
      code: agency.id,
      name: agency.name,
      level: agency.level,
      ministry: agency.ministry,
      parentId: undefined,
      province: agency.province,
    },
    demoer,
  );
  await app.flow.registerSource(
    { agencyId: agency.id, key: 'ckan', kind: 'ckan', url: portal.url, policy: 'manual', policyBy: undefined, everyMinutes: 60 },
    demoer,
  );
  await app.flow.approveSource(`${agency.id}/ckan`, demoer);
  await app.flow.harvest(`${agency.id}/ckan`, demoer);
  if (agency.registrar === undefined) return print('  ยืนยัน confirm     รอนายทะเบียนของหน่วยงาน · waits for its registrar');
  const { name, fullName } = agency.registrar;
  await app.registry.transact((stores) =>
    stores.accounts.ensure({ name, fullName, kind: 'agency', agencyId: agency.id }, new Date().toISOString()),
  );
  print(`  ยืนยัน confirm     โดย by ${name} (${fullName})`);
  await app.flow.confirm({ agencyId: agency.id, records: 'all', audience: undefined, by: name });
}

async function printEnd(app: App, config: Config, agencies: readonly DemoAgency[]): Promise<void> {
  const records = await app.flow.records();
  const [published, returned, awaiting] = (['published', 'returned', 'awaiting'] as const).map((state) =>
    records.filter((one) => one.state === state),
  );
  const hidden = published?.filter(({ record }) => record.audience !== 'public').length;
  const example = published?.find(({ record }) => record.audience === 'public' && /[a-z]/.test(record.slug));
  const faulty = returned?.[0];
  print(
    `\nเผยแพร่ ${published?.length} (ไม่เปิดสาธารณะ ${hidden}) ส่งกลับแก้ไข ${returned?.length} รอยืนยัน ${awaiting?.length} · ${published?.length} published (${hidden} of them not public), ${returned?.length} returned, ${awaiting?.length} awaiting confirmation\n`,
  );
  const query = encodeURIComponent(
    'SELECT ?d ?t { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> ?t } LIMIT 10',
  );
  for (const path of [
    '/',
    `/datasets/${example?.record.segment}/${example?.record.slug}`,
    `/datasets/${example?.record.segment}/${example?.record.slug}.ttl`,
    '/datasets.jsonld',
    `/sparql?format=csv&query=${query}`,
  ])
    print(`  ${config.baseUrl}${path}`);
  const data = relative(process.cwd(), config.dataDir) || '.';
  print('\nลองใช้ในอีกหน้าต่างหนึ่ง · Try in another terminal:');
  const env = `${config.port === 3000 ? '' : `PORT=${config.port} `}BANCHI_DATA=${data}`;
  print(`  ${env} npx banchi report ${faulty?.record.agencyId} ${faulty?.record.slug}`);
  print(`  ${env} npx banchi confirm ${agencies.at(-1)?.id} --all`);
  print('\nหยุดด้วย Ctrl-C · Stop with Ctrl-C');
}

function agenciesFile(): string {
  return fileURLToPath(new URL('../../../data/demo/agencies.json', import.meta.url));
}
