/** How agencies write telephone numbers: in Thai digits too, with any separators, a label before and an extension after. */
const digit = '[0-9๐-๙]';
const apart = '[\\s().–-]{0,3}';
const phone = new RegExp(
  [
    '(?:(?:เบอร์)?(?:โทรศัพท์|โทรสาร|โทร|มือถือ|telephone|tel|phone|mobile|fax)[\\s.:]*)?',
    `(?<!${digit})(?:\\(?\\+66\\)?(?:${apart}${digit}){8,10}|\\(?[0๐](?:${apart}${digit}){8,9})(?!${digit})`,
    `(?:\\s?[-–,/]\\s?${digit}{1,4}(?!${digit}))*`,
    `(?:\\s*(?:ต่อ|ext\\.?|#)\\s*${digit}[0-9๐-๙,/–-]*)?`,
  ].join(''),
  'gi',
);

/** A name follows a title: a consonant or a leading vowel, so that นายูง and นางาม are places. */
const name = '(?=[\\s.]*[ก-ฮเ-ไ])';
/** Titles before a person's name. The exceptions are offices and words that begin alike. */
const titles = [
  `นาย(?!กเทศมนตรี|กองค์การ|กรัฐมนตรี|กสมาคม|ก\\s+อบ|ทะเบียน)${name}`,
  `นางสาว${name}`,
  `นาง(?!รอง)${name}`,
  `คุณ(?!ภาพ|วุฒิวิชา|ธรรม|ค่า|ลักษณ|สมบัติ|ประโยชน์)${name}`,
  'น\\.ส\\.',
  'ดร\\.',
  'ว่าที่\\s?(?:ร\\.|ร้อย|พัน)',
  'mr\\.?\\s',
  'mrs\\.?\\s',
  'ms\\.?\\s',
  'miss\\s',
  'dr\\.?\\s',
];
/** Abbreviations that are ranks only where nothing stands before them; elsewhere units have them in their names. */
const ranks = ['ผศ\\.', 'รศ\\.', 'ศ\\.', 'ว่าที่', 'พล\\.', 'พ\\.[ตจสทอ]\\.', 'ร\\.[ตจสทอ]\\.', 'ส\\.[ตจสทอ]\\.', 'จ\\.ส\\.'];
const person = new RegExp(`(?:^(?:${[...titles, ...ranks].join('|')})|[\\s(,:;/](?:${titles.join('|')}))[\\s\\S]*$`, 'i');

const loose = /[\s(,:;/–-]+$/;

/** The text without telephone numbers; as it was when there is none. */
export function withoutPhones(value: string): string {
  const rest = value.replace(phone, ' ');
  return rest === value
    ? value
    : rest
        .replace(/\(\s*\)/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .replace(loose, '');
}

/** What stands before the first person's name; as it was when there is none. */
export function withoutPersons(value: string): string {
  const rest = value.replace(person, '');
  return rest === value ? value : rest.replace(loose, '');
}

/** What a report may show of a person: the first two characters. */
export function masked(value: string): string {
  return value === '' ? '' : `${value.slice(0, 2)}…`;
}
