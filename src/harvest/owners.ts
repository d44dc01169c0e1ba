import type { Agency } from '../catalog/agency.js';
import type { Owner } from './harvested-record.js';

/** Whose record it is, as far as the source may say so (process.md §1). */
export type Ownership =
  /** The source's own agency, or a part of it. */
  | { readonly state: 'own' }
  /** Another agency, which gave the source a mandate. */
  | { readonly state: 'mandated'; readonly agencyId: string }
  /** An agency without a mandate, or one that nobody knows; with the registered agencies it may mean, the nearest first. */
  | { readonly state: 'stranger'; readonly named: string; readonly nearest: readonly Agency[] };

/** Agencies proposed for an owner that may not hand over through this source. */
const proposed = 3;

/**
 * Judges the owners that a source names. One that nobody knows is a part of the source's own agency (a division has an
 * organisation of its own in CKAN) unless the source carries the records of others: then it is a stranger.
 * @param mandated ids of the agencies whose mandate holds today.
 */
export function ownersOf(
  agencies: readonly Agency[],
  ownId: string,
  mandated: ReadonlySet<string>,
): (owner: Owner | undefined) => Ownership {
  const known = new Map<string, Agency>();
  for (const agency of agencies)
    for (const name of [agency.id, agency.code, agency.name.th, agency.name.en]) known.set(plain(name), agency);
  const judged = new Map<string, Ownership>();

  function judge(names: readonly string[]): Ownership {
    const agency = names.map((name) => known.get(plain(name))).find((one) => one !== undefined);
    if (agency?.id === ownId || (agency === undefined && mandated.size === 0)) return { state: 'own' };
    if (agency !== undefined && mandated.has(agency.id)) return { state: 'mandated', agencyId: agency.id };
    const named = names.at(-1) ?? '';
    return { state: 'stranger', named, nearest: agency === undefined ? nearest(named, agencies) : [agency] };
  }

  return (owner) => {
    const names = [owner?.id, owner?.name, owner?.title].filter((name) => name !== undefined && name.trim() !== '') as string[];
    if (names.length === 0) return { state: 'own' };
    const key = names.join('\n');
    const before = judged.get(key);
    if (before !== undefined) return before;
    const ownership = judge(names);
    judged.set(key, ownership);
    return ownership;
  };
}

function nearest(name: string, agencies: readonly Agency[]): Agency[] {
  const wanted = pairsOf(name);
  const likeness = (agency: Agency): number =>
    Math.max(...[agency.name.th, agency.name.en, agency.id].map((one) => overlap(wanted, pairsOf(one))));
  return agencies
    .map((agency) => ({ agency, likeness: likeness(agency) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, proposed)
    .map(({ agency }) => agency);
}

/** Share of letter pairs that two names have in common (Dice’s coefficient). */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}

function pairsOf(name: string): Set<string> {
  const letters = [...plain(name).slice(0, 200)];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
