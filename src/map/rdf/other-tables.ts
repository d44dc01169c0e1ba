/** A list of values that other catalogues take theirs from, and how its entries are called in ours. */
export interface OtherTable {
  /** Name for people. */
  readonly name: string;
  readonly schemes: readonly string[];
  readonly pattern: RegExp;
  /** The same in words. */
  readonly words?: RegExp;
  code(match: RegExpExecArray): string | undefined;
}

/** purl.org/cld/freq, the frequencies of before the EU's table. */
const collectionFrequencies: Readonly<Record<string, string>> = {
  triennial: 'TRIENNIAL',
  biennial: 'BIENNIAL',
  annual: 'ANNUAL',
  semiannual: 'ANNUAL_2',
  threetimesayear: 'ANNUAL_3',
  quarterly: 'QUARTERLY',
  bimonthly: 'BIMONTHLY',
  monthly: 'MONTHLY',
  semimonthly: 'MONTHLY_2',
  biweekly: 'BIWEEKLY',
  threetimesamonth: 'MONTHLY_3',
  weekly: 'WEEKLY',
  semiweekly: 'WEEKLY_2',
  threetimesaweek: 'WEEKLY_3',
  daily: 'DAILY',
  continuous: 'CONT',
  irregular: 'IRREG',
};

/** Intervals of ISO 8601, as DCAT-US and CSW write them. */
const isoIntervals: Readonly<Record<string, string>> = {
  P10Y: 'DECENNIAL',
  P5Y: 'QUINQUENNIAL',
  P4Y: 'QUADRENNIAL',
  P3Y: 'TRIENNIAL',
  P2Y: 'BIENNIAL',
  P1Y: 'ANNUAL',
  P6M: 'ANNUAL_2',
  P4M: 'ANNUAL_3',
  P3M: 'QUARTERLY',
  P2M: 'BIMONTHLY',
  P1M: 'MONTHLY',
  P2W: 'BIWEEKLY',
  P14D: 'BIWEEKLY',
  P1W: 'WEEKLY',
  P7D: 'WEEKLY',
  P1D: 'DAILY',
  PT1H: 'HOURLY',
  PT1S: 'UPDATE_CONT',
};

/** Tables beside ours and those that our concepts are matched to. Checked in order. */
export const otherTables: readonly OtherTable[] = [
  {
    name: 'Creative Commons',
    schemes: ['licence'],
    pattern: /^https?:\/\/(?:www\.)?creativecommons\.org\/licenses\/(by(?:-nc)?(?:-sa|-nd)?)(?:\/|$)/i,
    words: /^(?:cc|creative commons)[\s-]*(by(?:[\s-]nc)?(?:[\s-](?:sa|nd))?)(?:[\s-]*v?[1-4]\.0.*)?$/i,
    code: ([, kind = '']) => `cc-${kind.toLowerCase().replace(/\s/g, '-')}`,
  },
  {
    name: 'EU licence (with a version)',
    schemes: ['licence'],
    pattern:
      /^https?:\/\/(?:www\.)?publications\.europa\.eu\/(?:resource|mdr)\/authority\/licence\/cc_?(by(?:nc)?(?:sa|nd)?)_\d_\d(?:_[a-z]+)?\/?$/i,
    code: ([, kind = '']) =>
      `cc-${kind
        .toLowerCase()
        .replace(/^by(?=.)/, 'by-')
        .replace(/-nc(?=.)/, '-nc-')}`,
  },
  {
    name: 'Open Definition',
    schemes: ['licence'],
    pattern: /^https?:\/\/(?:www\.)?opendefinition\.org\/licenses\/(cc-by(?:-sa)?)(?:\/|$)/i,
    words: /^(cc-by(?:-sa)?)$/i,
    code: ([, kind = '']) => kind.toLowerCase(),
  },
  {
    name: 'Open Data Commons',
    schemes: ['licence'],
    pattern: /^https?:\/\/(?:www\.)?(?:opendatacommons\.org\/licenses|opendefinition\.org\/licenses\/odc-[a-z]+)(?:\/|$)/i,
    code: () => 'open-data-common',
  },
  {
    name: 'GNU FDL',
    schemes: ['licence'],
    pattern: /^https?:\/\/(?:www\.)?gnu\.org\/(?:licenses|copyleft)\/fdl/i,
    code: () => 'gnu-fdl',
  },
  {
    name: 'CKAN',
    schemes: ['licence'],
    pattern: /^https?:\/\/(?:www\.)?opendefinition\.org\/licenses\/notspecified/i,
    words: /^notspecified$/i,
    code: () => 'not-specified',
  },
  {
    name: 'Lexvo, Library of Congress',
    schemes: ['eu/language', 'language'],
    pattern:
      /^https?:\/\/(?:www\.)?(?:lexvo\.org\/(?:id|page)\/(?:iso639-\d|code)|id\.loc\.gov\/vocabulary\/iso639-\d|lexvo\.org\/id\/term)\/([a-z]{2,3})\/?$/i,
    words: /^([a-z]{2,3})(?:[-_][a-z]{2,4})?$/i,
    code: ([, code = '']) => languageCodes[code.toLowerCase()] ?? code,
  },
  {
    name: 'Dublin Core collection frequencies',
    schemes: ['eu/frequency'],
    pattern: /^https?:\/\/(?:www\.)?purl\.org\/cld\/freq\/([a-z]+)\/?$/i,
    code: ([, name = '']) => collectionFrequencies[name.toLowerCase()],
  },
  {
    name: 'ISO 8601',
    schemes: ['eu/frequency'],
    pattern: /^urn:iso:std:iso:8601:(p\w+)$/i,
    words: /^(?:R\/)?(P[0-9TYMWDHS]+)$/i,
    code: ([, interval = '']) => isoIntervals[interval.toUpperCase()],
  },
];

/** Codes of three letters that our concepts have of two. */
const languageCodes: Readonly<Record<string, string>> = {
  tha: 'th',
  eng: 'en',
  zho: 'zh',
  chi: 'zh',
  msa: 'ms',
  may: 'ms',
  mya: 'my',
  bur: 'my',
  lao: 'lo',
  khm: 'km',
  jpn: 'ja',
  kor: 'ko',
  fra: 'fr',
  fre: 'fr',
  deu: 'de',
  ger: 'de',
  ara: 'ar',
};
