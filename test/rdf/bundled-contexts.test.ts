import assert from 'node:assert/strict';
import { readDocument } from '../../src/rdf/document.js';

const limits = { triples: 1000, depth: 20, values: 100 };

async function triples(document: object): Promise<string[]> {
  const bytes = Buffer.from(JSON.stringify(document));
  const read = await readDocument(bytes, { mediaType: 'application/ld+json', name: 'https://a.example/' }, limits);
  assert.equal(read.kind, 'rdf');
  return read.kind === 'rdf' ? read.quads.map(({ predicate, object }) => `${predicate.value} ${object.value}`) : [];
}

describe('Contexts that JSON-LD may name', () => {
  for (const context of [
    'https://semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld',
    'https://semiceu.github.io/DCAT-AP/releases/3.0.1/context/dcat-ap.jsonld',
  ])
    it(`are DCAT-AP’s: ${context}`, async () => {
      const found = await triples({
        '@context': context,
        '@id': 'https://a.example/d',
        '@type': 'Dataset',
        title: { '@value': 'น้ำ', '@language': 'th' },
        frequency: 'http://publications.europa.eu/resource/authority/frequency/DAILY',
        temporalCoverage: { '@type': 'PeriodOfTime', startDate: '2026' },
        datasetDistribution: [{ '@type': 'Distribution', accessUrl: 'https://a.example/file', title: 'ไฟล์' }],
        publisher: { '@type': 'Agent', name: 'กรมตัวอย่าง' },
      });
      for (const one of [
        'http://www.w3.org/1999/02/22-rdf-syntax-ns#type http://www.w3.org/ns/dcat#Dataset',
        'http://purl.org/dc/terms/title น้ำ',
        'http://purl.org/dc/terms/accrualPeriodicity http://publications.europa.eu/resource/authority/frequency/DAILY',
        'http://www.w3.org/ns/dcat#startDate 2026',
        'http://www.w3.org/ns/dcat#accessURL https://a.example/file',
        'http://purl.org/dc/terms/title ไฟล์',
        'http://xmlns.com/foaf/0.1/name กรมตัวอย่าง',
      ])
        assert.ok(found.includes(one), `${one} is not in\n${found.join('\n')}`);
    });

  for (const context of ['https://schema.org', 'http://schema.org/', 'https://schema.org/docs/jsonldcontext.jsonld'])
    it(`are schema.org’s: ${context}`, async () => {
      const found = await triples({
        '@context': context,
        '@type': 'Dataset',
        name: 'น้ำ',
        license: 'https://creativecommons.org/licenses/by/4.0/',
        dateModified: '2026-10-31',
        distribution: { '@type': 'DataDownload', contentUrl: 'https://a.example/file' },
      });
      for (const one of [
        'http://www.w3.org/1999/02/22-rdf-syntax-ns#type http://schema.org/Dataset',
        'http://schema.org/name น้ำ',
        'http://schema.org/license https://creativecommons.org/licenses/by/4.0/',
        'http://schema.org/dateModified 2026-10-31',
        'http://schema.org/contentUrl https://a.example/file',
      ])
        assert.ok(found.includes(one), `${one} is not in\n${found.join('\n')}`);
    });

  it('are no others, however alike their addresses', async () => {
    for (const context of [
      'https://schema.org.evil.example/',
      'https://evil.example/schema.org/',
      'https://semiceu.github.io/DCAT-AP/releases/3.0.1/context/other.jsonld',
      'file:///context/1.jsonld',
    ])
      await assert.rejects(triples({ '@context': context, '@type': 'Dataset' }), /is not fetched/);
  });
});
