import { type Agency, agencyIdPattern } from '../catalog/agency.js';
import { Problem } from '../catalog/problem.js';
import { type NewSource, type Source, sourceKeyPattern, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { standingUntil } from '../confirm/policy.js';
import { checkOwnQuery } from '../harvest/sparql/own-query.js';
import { checkHeaders } from './check-headers.js';
import { checkPlace, checkPolicy, placeOf } from './check-source.js';
import type { FlowParts } from './parts.js';
import { publishReferences } from './references.js';

/**
 * Registers an agency.
 * @throws Problem `bad-request` for an id that cannot stand in an IRI or an unknown parent, `conflict` for a taken one.
 */
export async function registerAgency(parts: FlowParts, agency: Agency, by: string): Promise<void> {
  if (!agencyIdPattern.test(agency.id)) {
    throw new Problem('bad-request', text(`รหัสหน่วยงาน “${agency.id}” ใช้ไม่ได้`, `“${agency.id}” cannot be an agency’s code.`), {
      remedy: text(
        'โปรดใช้ตัวเลข 0-9 ตัวอักษร a-z และยัติภังค์ (-) รวม 2–40 ตัว เช่น 99070100',
        'Use 2 to 40 of 0-9, a-z and hyphen, such as 99070100.',
      ),
    });
  }
  await parts.registry.transact(async (stores) => {
    if (agency.parentId !== undefined && (await stores.agencies.find(agency.parentId)) === undefined) throw unknownAgency(agency.parentId);
    const at = parts.clock().toISOString();
    await stores.agencies.add(agency, at);
    await stores.audit.add([{ at, by, act: 'register-agency', subject: `agency:${agency.id}` }]);
  });
  // Once something is published, an agency's page and graph are public as soon as it is registered.
  if ((await parts.registry.read.settings.get('base-url')) !== undefined) await publishReferences(parts);
}

/** What is said of a source when it is registered. */
export type SourceToRegister = Omit<NewSource, 'state' | 'policyUntil' | 'nextRunAt' | 'replacesId'> & {
  /** Secret headers for fetching, such as an API token; kept sealed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Key of the agency's source that this one takes the place of. */
  readonly replaces?: string | undefined;
};

/**
 * Registers a source of an agency; it waits for the centre's approval.
 * @throws Problem `not-found` for an unknown agency, `bad-request` for a wrong key, address or policy, `bad-query` for a
 * query that cannot be used, `conflict` for a taken key.
 */
export async function registerSource(parts: FlowParts, source: SourceToRegister, by: string): Promise<Source> {
  if (!sourceKeyPattern.test(source.key))
    throw new Problem('bad-request', text(`ชื่อแหล่งข้อมูล “${source.key}” ใช้ไม่ได้`, `“${source.key}” cannot be a source’s name.`), {
      remedy: text('โปรดใช้ตัวเลข 0-9 ตัวอักษร a-z และยัติภังค์ (-) เช่น ckan', 'Use 0-9, a-z and hyphen, such as ckan.'),
    });
  checkPlace(parts, source);
  checkOwnQuery(source.kind, source.options?.query);
  checkHeaders(source.headers);
  checkPolicy(source);
  const now = parts.clock();
  return parts.registry.transact(async (stores) => {
    if ((await stores.agencies.find(source.agencyId)) === undefined) throw unknownAgency(source.agencyId);
    const at = now.toISOString();
    // What is sent to /api/agencies/{agency}/records must lead to one source.
    const pushing = source.kind === 'push' ? (await stores.sources.list(source.agencyId)).find(isPushing) : undefined;
    if (pushing !== undefined)
      throw new Problem(
        'conflict',
        text(`หน่วยงานส่งข้อมูลเข้าที่ ${sourceName(pushing)} อยู่แล้ว`, `The agency sends its records to ${sourceName(pushing)} already.`),
      );
    const replaced = source.replaces === undefined ? undefined : await stores.sources.find(source.agencyId, source.replaces);
    if (source.replaces !== undefined && replaced === undefined) throw unknownSource(source.agencyId, source.replaces);
    const added = await stores.sources.add({
      ...source,
      // Its pages are linked to from what is published, so the portal's own address is kept.
      url: placeOf(source),
      replacesId: replaced?.id,
      state: 'pending',
      policyUntil: source.policy === 'manual' ? undefined : standingUntil(now),
    });
    if (source.headers !== undefined) await stores.sources.setSecret(added.id, parts.vault.seal(JSON.stringify(source.headers)));
    await stores.audit.add([{ at, by, act: 'register-source', subject: `source:${added.id}`, to: source.policy, why: sourceName(added) }]);
    return added;
  });
}

/** A source that takes what an agency sends. */
function isPushing({ kind, state }: Source): boolean {
  return kind === 'push' && state !== 'retired';
}

/** The source that `AGENCY/KEY` names. @throws Problem `not-found` saying which part is unknown. */
export async function findSource(parts: FlowParts, name: string): Promise<Source> {
  const [agencyId = '', key = ''] = name.split('/');
  const source = await parts.registry.read.sources.find(agencyId, key);
  if (source !== undefined) return source;
  if ((await parts.registry.read.agencies.find(agencyId)) === undefined) throw unknownAgency(agencyId);
  throw unknownSource(agencyId, key);
}

function unknownSource(agencyId: string, key: string): Problem {
  return new Problem('not-found', text(`หน่วยงาน ${agencyId} ไม่มีแหล่งข้อมูลชื่อ “${key}”`, `Agency ${agencyId} has no source “${key}”.`), {
    remedy: text(`โปรดดูรายการด้วยคำสั่ง banchi source list ${agencyId}`, `See “banchi source list ${agencyId}”.`),
  });
}

export function unknownAgency(id: string): Problem {
  return new Problem('not-found', text(`ไม่มีหน่วยงานรหัส ${id}`, `There is no agency ${id}.`), {
    remedy: text('โปรดดูรายการด้วยคำสั่ง banchi agency list', 'See “banchi agency list”.'),
  });
}
