import { readFileSync } from 'node:fs';
import { type SimulatedPackage, simulateAgency } from '../../../scripts/simulate-agency.js';
import { simulateLinkedData } from '../../../scripts/simulate-linked-data.js';
import type { SourceKind } from '../../catalog/source.js';
import { type DemoAgency, demoFile } from './agencies.js';

/** What an agency of the demo runs on loopback, to be harvested. */
export interface Simulated {
  /** Where its source is read. */
  readonly url: string;
  /** `host:port` for the guarded client's setting. */
  readonly address: string;
  close(): Promise<void>;
}

/** Agencies of the other kinds run nothing: they upload and send. */
const simulators: Readonly<Partial<Record<SourceKind, (file: string) => Promise<Simulated>>>> = {
  ckan: (file) => simulateAgency(JSON.parse(read(file)) as SimulatedPackage[]),
  dcat: (file) => linkedData(file, 'document'),
  sparql: (file) => linkedData(file, 'endpoint'),
};

/** Starts what an agency runs; undefined for one that runs nothing. */
export async function simulate({ kind, file }: DemoAgency): Promise<Simulated | undefined> {
  return simulators[kind]?.(file);
}

async function linkedData(file: string, face: 'document' | 'endpoint'): Promise<Simulated> {
  const { [face]: url, address, close } = await simulateLinkedData({ name: file, text: read(file) });
  return { url, address, close };
}

function read(file: string): string {
  return readFileSync(demoFile(file), 'utf8');
}
