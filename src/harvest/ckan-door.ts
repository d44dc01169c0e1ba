import type { Vocabulary } from '../rdf/vocabulary.js';
import { codeOf } from '../rdf/vocabulary.js';
import type { Door } from './harvested-record.js';

type Package = Readonly<Record<string, unknown>>;

const secretCategories: ReadonlySet<string> = new Set(['security', 'official-secret']);
const secretClasses: ReadonlySet<string> = new Set(['confidential', 'secret', 'top-secret']);

/** Judges a CKAN package at the door, the strictest rule first (process.md §2). */
export function ckanDoor(ckanPackage: Package, vocabulary: Vocabulary): Door {
  const field = (name: string): string => fieldOf(ckanPackage, name);
  if (ckanPackage.type === 'harvest' || String(ckanPackage.name).startsWith('harvest-')) {
    return { state: 'left-out', reason: 'a harvest source of the portal, not a dataset', reasonTh: 'เป็นแหล่งที่ระบบใช้รวบรวมข้อมูล ไม่ใช่ชุดข้อมูล' };
  }
  if (isSecret(field('data_category'), field('data_classification'), vocabulary)) {
    return { state: 'refused', reason: 'security or secret data is not taken', reasonTh: 'ไม่รับคำอธิบายข้อมูลความมั่นคงหรือข้อมูลที่มีชั้นความลับ' };
  }
  if (ckanPackage.state !== undefined && ckanPackage.state !== 'active')
    return withdrawn(`state is ${String(ckanPackage.state)}`, 'ชุดข้อมูลถูกลบที่ต้นทาง');
  if (ckanPackage.private === true || /^true$/i.test(field('private')))
    return withdrawn('private at its source', 'ต้นทางกำหนดให้เป็นชุดข้อมูลส่วนตัว (private)');
  if (/^(?:false|0|no)$/i.test(field('allow_harvest')))
    return withdrawn('allow_harvest is False', 'หน่วยงานไม่ยินยอมให้รวบรวม (allow_harvest เป็น False)');
  return { state: 'open' };
}

function withdrawn(reason: string, reasonTh: string): Door {
  return { state: 'withdrawn', reason, reasonTh };
}

/** A label that is in no list still tells: anything that speaks of security or secrecy is refused. */
function isSecret(category: string, classification: string, vocabulary: Vocabulary): boolean {
  const categoryConcept = vocabulary.find('data-category', category)?.concept.value;
  const classConcept = vocabulary.find('classification', classification)?.concept.value;
  if (categoryConcept !== undefined ? secretCategories.has(codeOf(categoryConcept)) : /ความมั่นคง|ความลับ|secret/i.test(category)) return true;
  return classConcept !== undefined ? secretClasses.has(codeOf(classConcept)) : /ลับ|secret/i.test(classification);
}

function fieldOf(ckanPackage: Package, name: string): string {
  const own = ckanPackage[name];
  if (own !== undefined && own !== null && own !== '') return tidy(own);
  if (!Array.isArray(ckanPackage.extras)) return '';
  const extra = ckanPackage.extras.find((one) => typeof one === 'object' && one !== null && 'key' in one && one.key === name);
  return extra === undefined ? '' : tidy(extra.value ?? '');
}

/** Without white space at the ends and without invisible characters, which must not carry a secret past the door. */
function tidy(value: unknown): string {
  return String(value)
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .trim();
}
