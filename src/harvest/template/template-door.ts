import type { TemplateLine, TemplateRow } from '../../catalog/template-row.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import { ckanDoor } from '../ckan-door.js';
import { type Door, fingerprintOf, type HarvestedRecord } from '../harvested-record.js';

/** Judges a row at the door, by the rules that hold for CKAN's packages; who gave consent for the source, gave it for all rows. */
export function templateDoor({ cells }: TemplateRow, vocabulary: Vocabulary, hasConsent: boolean): Door {
  const { data_category, data_classification, allow_harvest } = cells;
  const door = ckanDoor({ data_category, data_classification, allow_harvest }, vocabulary);
  if (door.state !== 'open' || hasConsent || /^(?:true|1|yes|ใช่|ยินยอม)$/i.test(allow_harvest ?? '')) return door;
  return {
    state: 'withdrawn',
    reason:
      'nobody has consented to its harvest: the template has no such flag, so consent is given once for the source, by whoever registers it (option “consent”), or in a column allow_harvest with True',
    reasonTh:
      'ยังไม่มีผู้ให้ความยินยอมในการรวบรวม แบบฟอร์มไม่มีช่องยินยอม จึงต้องให้ความยินยอมหนึ่งครั้งสำหรับทั้งแหล่งข้อมูลเมื่อลงทะเบียน (ตัวเลือก consent) หรือเพิ่มคอลัมน์ allow_harvest แล้วระบุ True',
  };
}

/** A row as a harvest brings it. Where it stands in the file is no part of its fingerprint: a row that was moved has not changed. */
export function toHarvested(row: TemplateRow, vocabulary: Vocabulary, hasConsent: boolean): HarvestedRecord {
  const { owner_org } = row.cells;
  return {
    nativeId: row.nativeId,
    name: row.cells.name,
    mediaType: 'application/vnd.banchi.template-row+json',
    bytes: JSON.stringify(row),
    fingerprint: fingerprintOf({ kind: row.kind, ...contentOf(row), resources: row.resources.map(contentOf) }),
    door: templateDoor(row, vocabulary, hasConsent),
    owner: owner_org === undefined ? undefined : { id: owner_org, name: owner_org, title: owner_org },
  };
}

function contentOf({ cells, unknown }: TemplateLine) {
  return { cells, unknown: unknown.map(({ header, value }) => [header, value]) };
}
