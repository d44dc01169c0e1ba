import { gdc, type NamedNode } from '../rdf/terms.js';
import { asciiDigits, cleanText } from './text.js';

/** What must never be published, found in a text: what it is, and where the shapes learn of it. */
export interface Sighting {
  readonly kind: string;
  readonly observation: NamedNode;
}

/** Stands in place of what was found. */
export const mask = '***';

interface Finder extends Sighting {
  /** Every match has this; found fast, and seldom there. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  /** A number in a web address is no person's. */
  readonly outsideAddresses: boolean;
  /** Whether a match of the pattern is really one. */
  holds?(match: string): boolean;
}

const dash = '\\u2010-\\u2015\\u2212-';
const sep = `(?: ?[ .${dash}] ?)`;
const point = `[ ._/${dash}]`;
const d = '[0-9๐-๙]';
const alone = [`(?<![A-Za-z_]|${d})(?<!${d}[.-])`, `(?![A-Za-z_]|${d})`] as const;
/** Providers where anybody may have a mailbox, behind the @. */
export const freeMail =
  '(?:(?:gmail|hotmail|outlook|live|yahoo|ymail|icloud|windowslive|msn|me|aol|gmx|zoho|mail|proton|protonmail|rocketmail|thaimail)\\.(?:com|co\\.th|co|net|in\\.th)|(?:proton|pm)\\.me|protonmail\\.ch)';

/** Names under which programs keep what opens a door. */
const keyNames =
  '(?:api|access|secret|private|subscription)[\\s_-]?key(?:[\\s_-]?id)?|client[\\s_-]?secret|(?:(?:access|auth|api|bearer)[\\s_-]?)?token|signature|sig|(?:php|j|asp)?sess(?:ion)?_?id';
const passwordNames = 'password|passwd|pwd|passcode|passphrase|รหัสผ่าน';
const keyWord = /key|secret|token|sig|sess|bearer/i;
/** Names of a query’s parameters that hold what tells a person. */
const personNames = '(?:citizen|national)[_-]?(?:id|no|number)?|id_?card(?:_?no)?|cid|pid|phone|mobile|tel|telephone';

/** Every kind that is looked for, in order: what holds another stands before it. */
const finders: readonly Finder[] = [
  credential('private-key', /-----/, /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g),
  credential('connection-string', /:\/\//, /(?<![a-z])(?:jdbc:)?[a-z][a-z0-9+.-]{2,14}:\/\/[^\s:@/?#]+:[^\s@/]+@[^\s"'<>]+/gi),
  credential(
    'connection-string',
    /;/,
    /(?:server|data source|host|user id|uid)\s*=[^;\n]{1,200};(?:[^;\n]{0,200};){0,8}?\s*(?:password|pwd)\s*=\s*[^;\s]+/gi,
  ),
  credential(
    'password',
    /pass|pwd|รหัสผ่าน/i,
    new RegExp(`(?<=(?:${passwordNames})["'\\s]{0,3}[:=]\\s{0,3}["']?)(?!none\\b|null\\b|n/a|required)[!-~]{4,}`, 'gi'),
  ),
  // Words too common for any value to be one: only what has letters and digits.
  credential(
    'password',
    /pass|pwd|secret|รหัส/i,
    new RegExp(
      `(?<=(?:(?<![a-z])(?:pass|secret)["'\\s]{0,3}[:=]|(?:${passwordNames})\\s{1,3}is|รหัสเข้า(?:ใช้งาน|ใช้|ระบบ)\\s{0,3}[:=])\\s{0,3}["']?)(?=[!-~]*\\d)(?=[!-~]*[a-z])[!-~]{6,}`,
      'gi',
    ),
  ),
  credential('password', /authorization/i, /(?<=authorization["'\s:=]{1,6}basic\s{1,3})[A-Za-z0-9+/=]{6,}/gi),
  credential('password', /รหัสผ่าน/, /(?<=รหัสผ่าน(?:คือ|\s){1,3})(?=[!-~]*\d)[!-~]{4,}/g),
  credential(
    'api-key',
    keyWord,
    new RegExp(
      `(?<=(?:^|[^A-Za-z])(?:${keyNames})["'\\s]{0,3}(?:[:=]|คือ|is\\s)\\s{0,3}["']?)(?=[A-Za-z._~+/%=-]*\\d)[A-Za-z0-9][A-Za-z0-9._~+/%=-]{7,}`,
      'gi',
    ),
  ),
  // In an address whatever stands there is one, with a figure in it or not.
  credential('api-key', keyWord, new RegExp(`(?<=[?&#](?:${keyNames})=)[A-Za-z0-9._~+/%=-]{8,}`, 'gi')),
  // After the name without a sign, as in a header: “Authorization: Api-Key …”; long, so that it is no word.
  credential(
    'api-key',
    keyWord,
    new RegExp(`(?<=(?:^|[^A-Za-z])(?:${keyNames}|bearer)\\s{1,3})(?=[A-Za-z._~+/=-]*\\d)[A-Za-z0-9][A-Za-z0-9._~+/=-]{15,}`, 'gi'),
  ),
  credential(
    'api-key',
    /AKIA|AIza|gh[pousr]_|glpat-|sk-|xox|eyJ/,
    /\b(?:AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|gh[pousr]_[A-Za-z0-9]{36,}|glpat-[A-Za-z0-9_-]{20,}|sk-[A-Za-z0-9_-]{20,}|xox[abpr]-[A-Za-z0-9-]{10,}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?)/g,
  ),
  personal(
    'citizen-id',
    /[1-8๑-๘]/,
    // Companies’ numbers begin with 0 and are public; form as on the card, or without anything between.
    new RegExp(`${alone[0]}[1-8๑-๘](?:${d}{12}|${point}${d}{4}${point}${d}{5}${point}${d}{2}${point}${d})${alone[1]}`, 'g'),
    isCitizenId,
  ),
  personal(
    'mobile-number',
    /[689๖๘๙]/,
    new RegExp(
      [
        `${alone[0]}(?:`,
        `(?:(?:(?:\\+|00)66|66(?=${sep}))${sep}?(?:\\(0\\))?${sep}?\\(?[689]${d}?|\\(?[0๐][689๖๘๙])`,
        `(?:${d}?\\)?${sep}?${d}{3}${sep}?${d}{4}|${sep}${d}{4}${sep}${d}{4}|${d}${sep}${d}{4}${sep}${d}{3})`,
        `|[0๐][ ${dash}][689๖๘๙]${d}{3}[ ${dash}]${d}{5}`,
        `)${alone[1]}`,
      ].join(''),
      'g',
    ),
    isMobileNumber,
  ),
  personal(
    'personal-mail',
    /@|%40|[[(]/,
    new RegExp(`(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}?(?:\\s?@\\s?|%40|\\s?[[(]\\s?at\\s?[\\])]\\s?)${freeMail}(?![A-Za-z])`, 'gi'),
    undefined,
    false,
  ),
  // A number in an address is a person’s only where its name says so.
  personal(
    'number-in-address',
    /[?&]/,
    new RegExp(`(?<=[?&](?:${personNames})=)(?:\\+|%2B)?[0-9-]{9,17}`, 'gi'),
    (match) => isCitizenId(match) || isMobileNumber(match),
    false,
  ),
  // somchai.j@…: a person’s own address at the agency.
  personal('personal-mail', /@/, /(?<![A-Za-z0-9._%+-])[A-Za-z]{3,40}[._-][A-Za-z]@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/g),
];

function credential(kind: string, hint: RegExp, pattern: RegExp): Finder {
  return { kind, observation: gdc.credential, hint, pattern, outsideAddresses: false };
}

function personal(kind: string, hint: RegExp, pattern: RegExp, holds?: (match: string) => boolean, outsideAddresses = true): Finder {
  return { kind, observation: gdc.personalData, hint, pattern, outsideAddresses, ...(holds && { holds }) };
}

/** Thirteen digits whose last is the check digit of the others. */
export function isCitizenId(value: string): boolean {
  const digits = asciiDigits(value).replace(/\D/g, '');
  if (digits.length !== 13) return false;
  const sum = [...digits.slice(0, 12)].reduce((total, digit, index) => total + Number(digit) * (13 - index), 0);
  return (11 - (sum % 11)) % 10 === Number(digits[12]);
}

function isMobileNumber(value: string): boolean {
  return /^(?:0[689]\d{8}|(?:00)?66(?:0)?[689]\d{8})$/.test(asciiDigits(value.replace('%2B', '')).replace(/\D/g, ''));
}

/** Every finder needs one of these; most values of a record (names of choices, keywords) have none. */
const needed = /[0-9๐-๙@:=([_-]/;

/** A text with what must not be published masked, and what that was. */
export function screen(value: string): { readonly text: string; readonly sightings: readonly Sighting[] } {
  if (!needed.test(value)) return { text: value, sightings: [] };
  let current = value;
  const seen = new Map<string, Sighting>();
  for (const finder of finders) {
    if (!finder.hint.test(current)) continue;
    const put = (match: string): string => {
      if (match === mask || finder.holds?.(match) === false) return match;
      seen.set(`${finder.observation.value} ${finder.kind}`, finder);
      return mask;
    };
    current = finder.outsideAddresses
      ? current.replace(/(https?:\/\/[^\s<>"]+)|([\s\S]+?)(?=https?:\/\/|$)/gi, (part: string, address: string | undefined) =>
          address === undefined ? part.replace(finder.pattern, put) : part,
        )
      : current.replace(finder.pattern, put);
  }
  return { text: current, sightings: [...seen.values()] };
}

/** A value as a report may show it: as it was sent, unless something in it must not be seen. */
export function shown(value: string): string {
  const { text, sightings } = screen(cleanText(value, () => undefined));
  return sightings.length > 0 ? text : value;
}
