/** How agencies write telephone numbers: in Thai digits too, with any separators, a label before and an extension after. */
const digit = '[0-9๐-๙]';
const apart = '[\\s()./\\u2010-\\u2015-]{0,3}';
const phone = new RegExp(
  [
    '(?:(?:เบอร์)?(?:โทรศัพท์|โทรสาร|โทร|มือถือ|telephone|tel|phone|mobile|fax)[\\s.:]*)?',
    `(?<!${digit})(?:\\(?\\+?66\\)?(?:${apart}${digit}){8,10}|\\(?[0๐](?:${apart}${digit}){8,9})(?!${digit})`,
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
  `นส\\.${name}`,
  `ดร[.\\s]${name}`,
  `(?:นพ|พญ|ทพ|ทพญ|ภก|ภญ|สพ\\.ญ)\\.${name}`,
  'ม\\.(?:ล|ร\\.ว)\\.',
  `(?:แพทย์หญิง|ทันตแพทย์หญิง|เภสัชกรหญิง)${name}`,
  `(?:พัน|ร้อย)(?:ตำรวจ)?(?:เอก|โท|ตรี)${name}`,
  `(?:จ่า|สิบ)(?:สิบ)?(?:ตำรวจ)?(?:เอก|โท|ตรี)${name}`,
  `พล(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี)${name}`,
  `ดาบตำรวจ${name}`,
  'ว่าที่\\s?(?:ร\\.|ร้อย|พัน)',
  '(?:mr|mrs|ms|miss|dr|prof)(?:\\.\\s*|\\s+)(?=\\S)',
];
/** Abbreviations that are ranks only where nothing stands before them; elsewhere units have them in their names. */
const ranks = [
  'ผศ\\.',
  'รศ\\.',
  'ศ\\.',
  '(?:ผู้ช่วย|รอง)?ศาสตราจารย์',
  'assoc\\.?\\s?prof',
  'asst\\.?\\s?prof',
  `อาจารย์(?!ที่ปรึกษา|ประจำ|ใหญ่)${name}`,
  'พระ(?:ครู|มหา)',
  'ด\\.ต\\.',
  'ว่าที่',
  'พล\\.',
  'พ\\.[ตจสทอ]\\.',
  'ร\\.[ตจสทอ]\\.',
  'ส\\.[ตจสทอ]\\.',
  'จ\\.ส\\.',
];
/** What stands between a unit and a person: a mark, or a word that leads to a name. */
const before = `[\\s()[\\]{}"“”'‘’,.:;/|•*–—-]|(?<=ประสานงาน|ผู้ติดต่อ|รับผิดชอบ|เจ้าหน้าที่|โดย|ชื่อ)`;
const person = new RegExp(`(?:^(?:${[...titles, ...ranks].join('|')})|(?:${before})(?:${titles.join('|')}))[\\s\\S]*$`, 'i');

const loose = /[\s([{"“'‘,.:;/|•*–—-]/;

/** Without what leads to nothing at the end; an expression for the whole end would try each run of marks anew. */
function withoutLooseEnd(text: string): string {
  let end = text.length;
  while (end > 0 && loose.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The text without telephone numbers; as it was when there is none. */
export function withoutPhones(value: string): string {
  const rest = value.replace(phone, ' ');
  return rest === value
    ? value
    : withoutLooseEnd(
        rest
          .replace(/\s+/g, ' ')
          .replace(/\( ?\)/g, ' ')
          .replace(/ {2,}/g, ' ')
          .trim(),
      );
}

/** What stands before the first person's name; as it was when there is none. */
export function withoutPersons(value: string): string {
  const rest = value.replace(person, '');
  return rest === value ? value : withoutLooseEnd(rest);
}

/** What a report may show of a person: the first two characters. */
export function masked(value: string): string {
  return value === '' ? '' : `${value.slice(0, 2)}…`;
}
