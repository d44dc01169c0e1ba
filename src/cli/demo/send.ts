import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { print } from '../run.js';
import { type DemoAgency, demoFile } from './agencies.js';

/** What the answer to a sent record tells. */
interface Answer {
  readonly outcome: string;
  readonly state: { readonly th: string; readonly en: string };
}

/** Address under which a document of the demo is sent, by the name of its file. */
export function addressOf(serving: string, { id }: DemoAgency, file: string): string {
  return `${serving}/api/agencies/${id}/records/${basename(file, '.jsonld')}`;
}

/** Files of an agency that sends, in order. */
export function documentsOf(agency: DemoAgency): string[] {
  return readdirSync(demoFile(agency.file))
    .filter((name) => name.endsWith('.jsonld'))
    .sort()
    .map((name) => demoFile(join(agency.file, name)));
}

/**
 * Sends an agency's documents one by one, as its own program would, and the first once more: nothing changes then.
 * @throws Error when one is refused.
 */
export async function sendAll(agency: DemoAgency, serving: string, token: string): Promise<void> {
  const files = documentsOf(agency);
  for (const file of [...files, ...files.slice(0, 1)]) {
    const response = await fetch(addressOf(serving, agency, file), {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/ld+json' },
      body: readFileSync(file),
    });
    if (!response.ok) throw new Error(`${file}: ${response.status} ${await response.text()}`);
    const { outcome, state } = (await response.json()) as Answer;
    print(`  PUT ${basename(file).padEnd(24)} ${response.status} ${outcome}: ${state.th} · ${state.en}`);
  }
}
