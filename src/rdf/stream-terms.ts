import type { DataFactory } from '@rdfjs/types';
import { strangeIri, strangeLanguage } from './record-document.js';
import { factory } from './terms.js';

/**
 * A factory for parsers: carriers of IRIs and language tags that are none become what they carry, and blank nodes without a
 * label get one that no label of the document can be (parsers prefix those with `d`).
 */
export function streamFactory(): DataFactory {
  let blanks = 0;
  const own: DataFactory = Object.assign(Object.create(factory) as DataFactory, {
    blankNode(name?: string) {
      blanks += name === undefined ? 1 : 0;
      return factory.blankNode(name ?? `a${blanks}`);
    },
    namedNode(value: string) {
      return factory.namedNode(value.startsWith(strangeIri) ? decodeURIComponent(value.slice(strangeIri.length)) : value);
    },
    literal(value: string, kind?: Parameters<DataFactory['literal']>[1]) {
      if (typeof kind !== 'object' || !('value' in kind) || !kind.value.startsWith(strangeLanguage)) return factory.literal(value, kind);
      const language = decodeURIComponent(kind.value.slice(strangeLanguage.length));
      return language === '' ? factory.literal(value) : factory.literal(value, language);
    },
  });
  return own;
}
