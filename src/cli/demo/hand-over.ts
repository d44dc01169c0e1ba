import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SourceKind } from '../../catalog/source.js';
import type { App } from '../../compose.js';
import type { RunResult } from '../../flow/harvest-source.js';
import { print } from '../run.js';
import { type DemoAgency, demoer, demoFile, sourceOf } from './agencies.js';
import { sendAll } from './send.js';
import { writeFilledIn } from './workbook.js';

/** What handing over takes. */
export interface HandingOver {
  readonly app: App;
  readonly agency: DemoAgency;
  /** Where the agency is harvested; empty for one that uploads or sends. */
  readonly url: string;
  /** Where the catalogue answers. */
  readonly serving: string;
  readonly dataDir: string;
}

/** What was left behind for the visitor to try. */
export interface HandedOver {
  /** `host:port` on loopback where the agency is harvested. */
  readonly address?: string;
  /** API key of a program that sends. */
  readonly token?: string;
}

/** How an agency of each kind hands its catalogue over. */
const ways: Readonly<Record<SourceKind, (handing: HandingOver) => Promise<HandedOver>>> = {
  ckan: harvested,
  dcat: harvested,
  sparql: harvested,
  template: uploaded,
  push: sent,
};

export function handOver(handing: HandingOver): Promise<HandedOver> {
  return ways[handing.agency.kind](handing);
}

async function harvested(handing: HandingOver): Promise<HandedOver> {
  print(`  ต้นทาง source      ${handing.agency.kind} ${handing.url}`);
  await register(handing);
  tellAside(await handing.app.flow.harvest(sourceOf(handing.agency), demoer));
  return { address: new URL(handing.url).host };
}

/** The workbook of an agency, and the same with what to mend in it, once it has been given back. */
export function workbooks(dataDir: string, { id }: DemoAgency): { sent: string; returned: string } {
  return { sent: join(dataDir, 'workbooks', `${id}.xlsx`), returned: join(dataDir, 'workbooks', `${id}-returned.xlsx`) };
}

async function uploaded(handing: HandingOver): Promise<HandedOver> {
  const { app, agency, dataDir } = handing;
  const files = workbooks(dataDir, agency);
  const bytes = await writeFilledIn(JSON.parse(readFileSync(demoFile(agency.file), 'utf8')), agency.name.th);
  await mkdir(dirname(files.sent), { recursive: true });
  await writeFile(files.sent, bytes);
  print(`  ต้นทาง source      template ${files.sent}`);
  await register(handing);
  // The template has no column for consent: the agency gives it once for the source.
  const by = agency.registrar?.name ?? demoer;
  await app.flow.setOptions(sourceOf(agency), { consent: { by, at: new Date().toISOString() } }, by);
  const document = { bytes, mediaType: undefined, name: `${agency.id}.xlsx` };
  tellAside(await app.flow.harvest(sourceOf(agency), demoer, { document }));
  await writeFile(files.returned, await app.flow.returned(agency.id));
  await tellCells(handing);
  print(`  ส่งกลับ returned   ${files.returned}`);
  return {};
}

async function sent({ app, agency, serving }: HandingOver): Promise<HandedOver> {
  const { token } = await app.flow.createKey(
    { agencyId: agency.id, scopes: ['submit', 'confirm', 'manage'], name: 'โปรแกรมสาธิต', days: 1 },
    demoer,
  );
  print('  ต้นทาง source      push กุญแจ API หนึ่งวัน · an API key for one day');
  await sendAll(agency, serving, token);
  return { token };
}

async function register({ app, agency, url }: HandingOver): Promise<void> {
  const { id: agencyId, kind } = agency;
  // What is uploaded comes when the agency sends it; the others are read each hour.
  const everyMinutes = url === '' ? undefined : 60;
  await app.flow.registerSource({ agencyId, key: kind, kind, url, policy: 'manual', policyBy: undefined, everyMinutes }, demoer);
  await app.flow.approveSource(sourceOf(agency), demoer);
}

/** Records that were not taken, told one by one. */
const mostTold = 3;

/** @throws Error for a harvest that did not come to its end: the demo is of no use then. */
function tellAside({ run, aside }: RunResult): void {
  if (run.state !== 'succeeded' && run.state !== 'partial') throw new Error(`${run.state}: ${run.reason}`);
  for (const { reason, reasonTh } of aside.slice(0, mostTold)) print(`  ไม่รับเข้า aside     ${reasonTh} · ${reason}`);
}

/** What is to be mended in the workbook, by its cells. */
async function tellCells({ app, agency }: HandingOver): Promise<void> {
  for (const { summary, assessment } of await app.flow.reports(agency.id)) {
    const { findings } = assessment.report;
    for (const { cell, severity, message } of findings.filter((finding) => finding.severity === 'violation').slice(0, mostTold)) {
      if (cell === undefined) continue;
      print(`  ${cell.sheet}!${cell.column ?? ''}${cell.row} ${severity} (${summary.record.slug}): ${message.th} · ${message.en}`);
    }
  }
}
