import type { Change } from '../../catalog/directory.js';
import { goneWords } from '../../catalog/tombstone.js';
import { escaped } from '../xml.js';

export interface AtomHead {
  readonly id: string;
  readonly updated: string;
  readonly isArchive: boolean;
  /** Address by relation: self, current, prev-archive, next-archive. */
  readonly links: Readonly<Record<string, string | undefined>>;
}

/** Atom with RFC 5005's archives; what left is told as RFC 6721's deleted entries. */
export function atomHead({ id, updated, isArchive, links }: AtomHead): string {
  const lines = Object.entries(links)
    .filter(([, href]) => href !== undefined)
    .map(([rel, href]) => `<link rel="${rel}" href="${escaped(String(href))}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:at="http://purl.org/atompub/tombstones/1.0">
<id>${escaped(id)}</id>
<title>การเปลี่ยนแปลงของชุดข้อมูล · Changes of datasets</title>
<author><name>Banchi</name></author>
<updated>${updated}</updated>
${isArchive ? '<fh:archive/>\n' : ''}${lines.join('\n')}
`;
}

export const atomEnd = '</feed>\n';

interface Written {
  readonly title?: Readonly<Record<string, readonly string[]>>;
  readonly description?: Readonly<Record<string, readonly string[]>>;
}

/** One change; empty for one that tells nothing any more, since its dataset left or it is too long ago. */
export function atomEntry(change: Change): string {
  const dataset = escaped(change.graph.replace(/\/record$/, ''));
  if (change.type === 'Delete') {
    const { th, en } = goneWords(change.reason);
    const comment = change.reason === undefined ? '' : `<at:comment>${th} · ${en}</at:comment>`;
    return `<at:deleted-entry ref="${dataset}" when="${change.published}">${comment}</at:deleted-entry>\n`;
  }
  if (change.jsonld === '') return '';
  const { title, description } = JSON.parse(change.jsonld) as Written;
  const summary = first(description);
  return `<entry><id>${dataset}</id>${element('title', first(title) ?? { language: '', value: dataset })}<updated>${change.published}</updated><link rel="alternate" type="text/html" href="${dataset}"/><link rel="alternate" type="text/turtle" href="${dataset}.ttl"/>${summary === undefined ? '' : element('summary', summary)}</entry>\n`;
}

interface Worded {
  readonly language: string;
  readonly value: string;
}

/** Thai where there is Thai. */
function first(texts: Written['title']): Worded | undefined {
  for (const language of ['th', 'en', ...Object.keys(texts ?? {})]) {
    const value = texts?.[language]?.[0];
    if (value !== undefined) return { language: language === '@none' ? '' : language, value };
  }
  return undefined;
}

function element(name: string, { language, value }: Worded): string {
  return `<${name}${language === '' ? '' : ` xml:lang="${escaped(language)}"`}>${escaped(value)}</${name}>`;
}
