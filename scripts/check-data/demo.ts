import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceKinds } from '../../src/catalog/source.js';

interface Agency {
  readonly id: string;
  readonly kind: string;
  readonly file: string;
}

/** Hosts of vocabularies and lists that descriptions refer to; every other host of the demo must be one that cannot exist. */
const known =
  /(?:^|\.)(?:example|w3\.org|w3id\.org|purl\.org|xmlns\.com|opengis\.net|iana\.org|creativecommons\.org|publications\.europa\.eu)$/;

/** What is wrong with the demo's agencies (`folder`/agencies.json) and with what they hand over. */
export function demoFaults(folder: string): string[] {
  const agencies = JSON.parse(readFileSync(join(folder, 'agencies.json'), 'utf8')) as readonly Agency[];
  const faults = [...repeated(agencies.map(({ id }) => id))].map((id) => `agencies.json: ${id} stands twice`);
  for (const { id, file } of agencies)
    if (!existsSync(join(folder, file))) faults.push(`agencies.json: ${id} names ${file}, which is not there`);
  for (const kind of sourceKinds)
    if (!agencies.some((agency) => agency.kind === kind)) faults.push(`agencies.json: no agency hands over as ${kind}`);
  for (const { kind, file } of agencies) {
    if (kind !== 'ckan' || !existsSync(join(folder, file))) continue;
    const packages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly { readonly id: string }[];
    faults.push(...[...repeated(packages.map(({ id }) => id))].map((id) => `${file}: ${id} stands twice`));
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file)))
    for (const [, host = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/https?:\/\/([^/"\s?#:>]+)/g))
      if (!known.test(host)) faults.push(`${name}: ${host} is not an .example host`);
  return faults.map((fault) => `${folder}/${fault}`);
}

function repeated(values: readonly string[]): Set<string> {
  return new Set(values.filter((value, index) => values.indexOf(value) !== index));
}
