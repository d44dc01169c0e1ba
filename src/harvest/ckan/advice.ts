import { z } from 'zod';
import { FetchProblem } from '../../catalog/guarded-client.js';
import { type Text, text } from '../../catalog/text.js';
import type { Portal } from './portal.js';
import { PortalProblem } from './portal-problem.js';

/** Fields of the guideline that plain CKAN or an old thai_gdc does not have: key, label in Thai and English. */
const fields = [
  ['data_type', 'ประเภทข้อมูล', 'data type'],
  ['maintainer', 'ชื่อผู้ติดต่อ', 'contact'],
  ['maintainer_email', 'อีเมลผู้ติดต่อ', 'contact e-mail'],
  ['objective', 'วัตถุประสงค์', 'objective'],
  ['update_frequency_unit', 'หน่วยความถี่ของการปรับปรุงข้อมูล', 'unit of update frequency'],
  ['update_frequency_interval', 'ค่าความถี่ของการปรับปรุงข้อมูล', 'interval of update frequency'],
  ['geo_coverage', 'ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่', 'geographic coverage'],
  ['data_source', 'แหล่งที่มา', 'data source'],
  ['data_format', 'รูปแบบการเก็บข้อมูล', 'storage format'],
  ['data_category', 'หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ', 'data category'],
  ['data_classification', 'ระดับชั้นข้อมูล', 'data classification'],
  ['license_id', 'สัญญาอนุญาตให้ใช้ข้อมูล', 'licence'],
] as const;

/** A field that fewer of the records have is the software's lack, not a person's. */
const share = 0.05;

export const tallySchema = z.object({ records: z.number().int().min(0), having: z.array(z.number().int().min(0)).length(fields.length) });
/** How many records came, and how many of them have each field, filled in or not. */
export type Tally = z.infer<typeof tallySchema>;

export const emptyTally: Tally = { records: 0, having: fields.map(() => 0) };

/** The tally with some more packages. */
export function tallied({ records, having }: Tally, packages: readonly unknown[]): Tally {
  const keys = packages.map(keysOf);
  return {
    records: records + packages.length,
    having: fields.map(([key], at) => (having[at] ?? 0) + keys.filter((one) => one.has(key)).length),
  };
}

function keysOf(given: unknown): ReadonlySet<string> {
  if (typeof given !== 'object' || given === null) return new Set();
  const keys = new Set(Object.keys(given));
  if ('extras' in given && Array.isArray(given.extras)) for (const extra of given.extras.slice(0, 200)) keys.add(String(extra?.key));
  return keys;
}

/** Tells an agency whose software lacks fields of the guideline which these are, and what to do; nothing when it lacks none. */
export async function softwareAdvice(portal: Portal, { records, having }: Tally): Promise<readonly Text[]> {
  if (records === 0) return [];
  const lacking = fields.filter((_, at) => (having[at] ?? 0) < records * share);
  if (lacking.length === 0) return [];
  const isGdc = (await extensionsOf(portal))?.some((name) => /^(?:thai[_-]?gdc|gdc)$/i.test(name)) ?? lacking.length < fields.length / 2;
  const names = (language: 1 | 2): string => lacking.map((field) => `${field[0]} (${field[language]})`).join(', ');
  const software = isGdc
    ? text('ระบบใช้ส่วนขยาย thai_gdc รุ่นเก่า โปรดปรับรุ่นเป็น 2.2.4 หรือใหม่กว่า', 'The portal has an old thai_gdc: upgrade it to 2.2.4 or newer.')
    : text(
        'ระบบเป็น CKAN ที่ยังไม่มีส่วนขยาย thai_gdc โปรดติดตั้ง หรือเพิ่มช่องเหล่านี้เป็น extras หรือส่งคำอธิบายข้อมูลด้วยแม่แบบ Excel หรือ DCAT',
        'The portal is CKAN without thai_gdc: install it, add these fields as extras, or hand the metadata over by the Excel template or DCAT.',
      );
  return [
    text(
      `ไม่พบช่องข้อมูลตามแนวทางในชุดข้อมูลของระบบต้นทาง ${lacking.length} ช่อง: ${names(1)} ${software.th}`,
      `The portal’s datasets lack ${lacking.length} fields of the guideline: ${names(2)}. ${software.en}`,
    ),
  ];
}

/** Extensions that a portal names; undefined when it does not tell. */
async function extensionsOf(portal: Portal): Promise<readonly string[] | undefined> {
  try {
    const parsed = z.object({ extensions: z.array(z.string()).max(500) }).safeParse(await portal.ask('status_show'));
    return parsed.success ? parsed.data.extensions : undefined;
  } catch (error) {
    // Advice is no reason to fail a walk that is complete.
    if (error instanceof PortalProblem || (error instanceof FetchProblem && error.reason !== 'cancelled')) return undefined;
    throw error;
  }
}
