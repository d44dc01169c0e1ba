import { z } from 'zod';
import { messageOf } from '../../catalog/problem.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import { ckanDoor } from '../ckan-door.js';
import { fingerprintOf, type HarvestedRecord, type Owner } from '../harvested-record.js';

/** The least a package must have to be followed from run to run. */
const packageSchema = z.looseObject({ id: z.string().min(1).max(200), name: z.string().optional().catch(undefined) });

const word = z.string().min(1).max(500).optional().catch(undefined);
const organizationSchema = z.object({ id: word, name: word, title: word });

/** One bad record is set aside by itself; it never ends the walk (lessons.md A5). `position` names one that has no id. */
export function toRecord(given: unknown, position: number, vocabulary: Vocabulary): HarvestedRecord {
  const parsed = packageSchema.safeParse(given);
  if (!parsed.success) return unusable(nameless(position), 'it has no usable id', 'ไม่มีรหัส (id) ที่ใช้ได้');
  const { id, name } = parsed.data;
  try {
    return {
      nativeId: id,
      name,
      mediaType: 'application/json',
      bytes: JSON.stringify(given),
      fingerprint: fingerprintOf(given),
      door: ckanDoor(parsed.data, vocabulary),
      owner: ownerOf(parsed.data),
    };
  } catch (error) {
    // Nested so deep that it cannot be walked; under its id, so that it is not missing.
    return unusable(id, `it cannot be read: ${messageOf(error)}`, `อ่านไม่ได้ โครงสร้างข้อมูลซ้อนกันลึกเกินไป (${messageOf(error)})`);
  }
}

/** True of a record without an id of its own. */
export function isNameless({ nativeId }: HarvestedRecord): boolean {
  return nativeId.startsWith('unusable:');
}

function nameless(position: number): string {
  return `unusable:${position + 1}`;
}

/** `metadata_modified` of a package, cut to the millisecond as CKAN's index has it; undefined when it has none. */
export function modifiedOf(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null || !('metadata_modified' in given)) return undefined;
  const [, whole, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(String(given.metadata_modified)) ?? [];
  return whole === undefined ? undefined : `${whole}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

/** The organization that CKAN says it belongs to, in full or as its id alone. */
function ownerOf({ organization, owner_org: id }: Readonly<Record<string, unknown>>): Owner | undefined {
  const parsed = organizationSchema.safeParse(organization);
  if (parsed.success) return parsed.data;
  return typeof id === 'string' && id !== '' && id.length <= 500 ? { id } : undefined;
}

function unusable(nativeId: string, reason: string, reasonTh: string): HarvestedRecord {
  return {
    nativeId,
    name: undefined,
    mediaType: 'application/json',
    bytes: '',
    fingerprint: '',
    door: { state: 'left-out', reason, reasonTh },
  };
}
