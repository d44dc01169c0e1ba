/** Months as Thai officials write them, in full and abbreviated with full stops, and in English by their first three letters. */
const thai: readonly (readonly [full: string, short: string])[] = [
  ['มกราคม', 'ม.ค.'],
  ['กุมภาพันธ์', 'ก.พ.'],
  ['มีนาคม', 'มี.ค.'],
  ['เมษายน', 'เม.ย.'],
  ['พฤษภาคม', 'พ.ค.'],
  ['มิถุนายน', 'มิ.ย.'],
  ['กรกฎาคม', 'ก.ค.'],
  ['สิงหาคม', 'ส.ค.'],
  ['กันยายน', 'ก.ย.'],
  ['ตุลาคม', 'ต.ค.'],
  ['พฤศจิกายน', 'พ.ย.'],
  ['ธันวาคม', 'ธ.ค.'],
];
const english = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const numbers: ReadonlyMap<string, number> = new Map([
  ...thai.flatMap((names, index) => names.map((name) => [bare(name), index + 1] as const)),
  ...english.flatMap((name, index) => [name, name.slice(0, 3)].map((one) => [bare(one), index + 1] as const)),
]);

/** The number of a month by its name, in Thai or English, in full or abbreviated; undefined for what is none. */
export function monthNamed(name: string): number | undefined {
  return numbers.get(bare(name));
}

/** Full stops and spaces are often left out, and capitals tell nothing. */
function bare(name: string): string {
  return name.replace(/[.\s]/g, '').toLowerCase();
}
