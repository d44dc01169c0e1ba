import { type SimulatedAgency, type SimulatedPackage, simulateAgency, type Traits } from '../../scripts/simulate-agency.js';
import type { SourceMarks, SourceOptions } from '../../src/catalog/source.js';
import { walkCkan } from '../../src/harvest/ckan.js';
import { createGuardedClient } from '../../src/harvest/client/client.js';
import type { HarvestedRecord } from '../../src/harvest/harvested-record.js';
import type { HarvestPage, Walk, Walked } from '../../src/harvest/walk.js';
import { settings } from './fetching.js';
import { testSource, testWalk } from './walk.js';

/** What a walk over a portal brought until it ended or failed. */
export interface Brought {
  readonly records: HarvestedRecord[];
  readonly pages: HarvestPage[];
  readonly end: Walked | undefined;
  readonly error: unknown;
  /** Path and query of each request. */
  readonly asked: readonly string[];
}

export interface PortalWalk extends Partial<Pick<Walk, 'mode' | 'resume' | 'headers' | 'signal'>> {
  readonly marks?: SourceMarks;
  readonly options?: SourceOptions;
  /** In place of the portal's own address. */
  readonly url?: string;
  /** Another `host:port` that may be reached. */
  readonly also?: string;
  readonly limits?: Partial<Walk['limits']>;
  /** Leaves the walk after so many pages, as a crash would. */
  readonly pages?: number;
}

/** A simulated portal for as long as `work` runs. */
export async function withPortal(
  packages: Iterable<SimulatedPackage>,
  traits: Partial<Traits>,
  work: (portal: SimulatedAgency, walk: (changes?: PortalWalk) => Promise<Brought>) => Promise<void>,
): Promise<void> {
  const portal = await simulateAgency(packages, 0, traits);
  const loopback = [portal.address];
  const client = createGuardedClient({ ...settings, answerBytes: 8_000_000, unpackedBytes: 16_000_000, loopback });
  try {
    await work(portal, async (changes = {}) => {
      const { marks = {}, options = {}, url = portal.url, limits, also, pages: most = Number.POSITIVE_INFINITY, ...rest } = changes;
      if (also !== undefined) loopback.push(also);
      const base = testWalk('ckan', client, rest);
      const walk = walkCkan({ ...base, source: { ...testSource, url, marks, options }, limits: { ...base.limits, ...limits } });
      const before = portal.requests;
      const pages: HarvestPage[] = [];
      let [end, error]: [Walked | undefined, unknown] = [undefined, undefined];
      try {
        for (let next = await walk.next(); pages.length < most; next = await walk.next()) {
          if (next.done === true) {
            end = next.value;
            break;
          }
          pages.push(next.value);
        }
      } catch (thrown) {
        error = thrown;
      }
      const asked = portal.asked.slice(before - portal.requests);
      return { records: pages.flatMap(({ records }) => records), pages, end, error, asked };
    });
  } finally {
    await client.close();
    await portal.close();
  }
}

/** The message of what a walk failed with. */
export function messageIn({ error }: Brought): string {
  return error instanceof Error ? error.message : '';
}
