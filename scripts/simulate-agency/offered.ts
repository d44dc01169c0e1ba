/** A CKAN package as it is offered. */
export interface SimulatedPackage {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** What the portal looks at when it searches; the rest is kept as the bytes it sends. */
export interface Offered {
  readonly id: string;
  readonly name: string;
  /** `metadata_modified` to the millisecond, as its index compares it. */
  readonly modified: string;
  readonly state: string;
  readonly isPrivate: boolean;
  readonly bytes: Buffer;
}

const never = '2026-01-01T00:00:00.000';

/** Packages as bytes, so that a page of many is put together without writing any of them again. */
export function offer(packages: Iterable<SimulatedPackage>): readonly Offered[] {
  return Array.from(packages, (one) => ({
    id: String(one?.id),
    name: String(one?.name ?? ''),
    modified: typeof one?.metadata_modified === 'string' ? toIndex(one.metadata_modified) : never,
    state: String(one?.state ?? 'active'),
    isPrivate: one?.private === true,
    bytes: Buffer.from(JSON.stringify(one)),
  }));
}

/** A moment as CKAN’s index has it: to the millisecond, without a zone. */
export function toIndex(moment: string): string {
  const [, whole = never.slice(0, 19), fraction = ''] = /^([\d-]+T[\d:]+)(?:\.(\d+))?/.exec(moment) ?? [];
  return `${whole}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}

/** The package again, for failures that change it. */
export function packageOf({ bytes }: Offered): SimulatedPackage {
  return JSON.parse(bytes.toString('utf8')) as SimulatedPackage;
}
