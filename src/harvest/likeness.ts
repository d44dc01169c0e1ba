/** Web addresses and texts by which a record may be known again under another id. */
export interface Traits {
  readonly urls: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
}

/** Bounds on one record. */
const most = { urls: 500, texts: 2000, length: 500 };

/**
 * What a record can be known by, whatever the syntax of its bytes: every web address and every quoted text in them. JSON and
 * N-Quads quote alike.
 */
export function traitsOf(bytes: string): Traits {
  const urls = new Set<string>();
  for (const [url] of bytes.matchAll(/https?:\/\/[^\s"<>\\^`{|}]+/g)) if (urls.size < most.urls) urls.add(url);
  const texts = new Set<string>();
  for (const [, quoted = ''] of bytes.matchAll(/"((?:[^"\\]|\\.){1,500})"/g)) if (texts.size < most.texts) texts.add(unescaped(quoted));
  return { urls, texts };
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(`"${quoted}"`)).trim();
  } catch {
    return quoted; // an escape that only N-Quads knows
  }
}

/** Finds, among values that may stand for several records, those that stand for one alone. */
export class Index {
  readonly #records = new Map<string, number | 'several'>();

  add(value: string, recordId: number): void {
    const before = this.#records.get(value);
    this.#records.set(value, before === undefined || before === recordId ? recordId : 'several');
  }

  /** The one record that these values point to; undefined for none or for more than one. */
  only(values: Iterable<string>): number | undefined {
    const found = new Set<number>();
    for (const value of values) {
      const record = this.#records.get(value);
      if (record !== undefined && record !== 'several') found.add(record);
    }
    return found.size === 1 ? [...found][0] : undefined;
  }
}
