import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compose } from '../../compose.js';
import { type Config, environmentConfig } from '../../config.js';
import { consoleReporter } from '../progress.js';
import { print } from '../run.js';
import { untilStopped } from '../serve.js';
import { type DemoAgency, demoer, readDemoAgencies } from './agencies.js';
import { printEnd } from './end.js';
import { type HandedOver, type HandingOver, handOver } from './hand-over.js';
import { simulate } from './simulated.js';

/** The demo is the program itself over simulated agencies on loopback, which hand over in every way there is. */
export async function runDemo(exit: boolean): Promise<void> {
  const own = environmentConfig();
  const dataDir = join(own.dataDir, 'demo');
  await rm(dataDir, { recursive: true, force: true });
  const agencies = readDemoAgencies();
  const simulated = await Promise.all(agencies.map(simulate));
  const loopback = simulated.flatMap((one) => one?.address ?? []);
  const config: Config = { ...own, dataDir, logLevel: 'warn', harvest: { ...own.harvest, loopback, pageSize: 10 } };
  const app = compose(config, { reporter: consoleReporter({ to: process.stdout }) });
  try {
    const serving = await app.serve();
    const left = new Map<DemoAgency, HandedOver>();
    for (const [index, agency] of agencies.entries()) {
      const url = simulated[index]?.url ?? '';
      left.set(agency, await playAgency({ app, agency, url, serving: serving.url, dataDir }));
    }
    print('\nบริการ · Serving: กำลังเตรียมข้อมูลที่เผยแพร่… preparing what is published…');
    await serving.caughtUp();
    await printEnd({ app, config, left });
    if (!exit) await untilStopped();
  } finally {
    await app.stop();
    await Promise.all(simulated.map((one) => one?.close()));
  }
}

async function playAgency(handing: HandingOver): Promise<HandedOver> {
  const { app, agency } = handing;
  const { id, name, level, ministry, province, registrar } = agency;
  print(`\n${name.th} · ${name.en}`);
  await app.flow.registerAgency({ id, code: id, name, level, ministry, parentId: undefined, province }, demoer);
  if (registrar === undefined) {
    const left = await handOver(handing);
    print('  ยืนยัน confirm     รอนายทะเบียนของหน่วยงาน · waits for its registrar');
    return left;
  }
  const account = { name: registrar.name, fullName: registrar.fullName, kind: 'agency', agencyId: id } as const;
  await app.registry.transact((stores) => stores.accounts.ensure(account, new Date().toISOString()));
  const left = await handOver(handing);
  print(`  ยืนยัน confirm     โดย by ${registrar.name} (${registrar.fullName})`);
  await app.flow.confirm({ agencyId: id, records: 'all', audience: undefined, by: registrar.name });
  return left;
}
