import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const dcat = 'http://www.w3.org/ns/dcat#';
const dct = 'http://purl.org/dc/terms/';
const filler = 'คำอธิบายชุดข้อมูลสำหรับทดสอบความเร็วในการอ่านเอกสารขนาดใหญ่ '.repeat(4);

/** One dataset with a contact and two distributions, some 30 statements. */
function nquads(n: number): string {
  const base = `https://agency.example/datasets/${n}`;
  const lines = [
    `<${base}> <${rdf}type> <${dcat}Dataset>`,
    `<${base}> <${dct}identifier> "dataset-${n}"`,
    `<${base}> <${dct}title> "ชุดข้อมูลที่ ${n}"@th`,
    `<${base}> <${dct}title> "Dataset ${n}"@en`,
    `<${base}> <${dct}description> "${filler}${n}"@th`,
    `<${base}> <${dct}publisher> <https://agency.example/org>`,
    `<${base}> <${dct}issued> "2026-01-0${1 + (n % 9)}"^^<http://www.w3.org/2001/XMLSchema#date>`,
    ...[1, 2, 3, 4].map((word) => `<${base}> <${dcat}keyword> "คำสำคัญ ${n % 100}-${word}"@th`),
    `<${base}> <${dcat}contactPoint> _:c${n}`,
    `_:c${n} <${rdf}type> <http://www.w3.org/2006/vcard/ns#Organization>`,
    `_:c${n} <http://www.w3.org/2006/vcard/ns#fn> "ศูนย์ข้อมูล ${n % 50}"@th`,
    ...[1, 2].flatMap((part) => [
      `<${base}> <${dcat}distribution> <${base}/csv-${part}>`,
      `<${base}/csv-${part}> <${rdf}type> <${dcat}Distribution>`,
      `<${base}/csv-${part}> <${dct}title> "ไฟล์ที่ ${part}"@th`,
      `<${base}/csv-${part}> <${dcat}accessURL> <https://agency.example/files/${n}-${part}.csv>`,
      `<${base}/csv-${part}> <${dcat}mediaType> <https://www.iana.org/assignments/media-types/text/csv>`,
    ]),
  ];
  return `${lines.join(' .\n')} .\n`;
}

/** The same in RDF/XML. */
function rdfxml(n: number): string {
  const base = `https://agency.example/datasets/${n}`;
  const words = [1, 2, 3, 4].map((word) => `<dcat:keyword xml:lang="th">คำสำคัญ ${n % 100}-${word}</dcat:keyword>`).join('\n  ');
  const files = [1, 2]
    .map(
      (part) => `<dcat:distribution><dcat:Distribution rdf:about="${base}/csv-${part}">
    <dct:title xml:lang="th">ไฟล์ที่ ${part}</dct:title>
    <dcat:accessURL rdf:resource="https://agency.example/files/${n}-${part}.csv"/>
    <dcat:mediaType rdf:resource="https://www.iana.org/assignments/media-types/text/csv"/>
  </dcat:Distribution></dcat:distribution>`,
    )
    .join('\n  ');
  return `<dcat:Dataset rdf:about="${base}">
  <dct:identifier>dataset-${n}</dct:identifier>
  <dct:title xml:lang="th">ชุดข้อมูลที่ ${n}</dct:title>
  <dct:title xml:lang="en">Dataset ${n}</dct:title>
  <dct:description xml:lang="th">${filler}${n}</dct:description>
  <dct:publisher rdf:resource="https://agency.example/org"/>
  <dct:issued rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2026-01-0${1 + (n % 9)}</dct:issued>
  ${words}
  <dcat:contactPoint><vcard:Organization><vcard:fn xml:lang="th">ศูนย์ข้อมูล ${n % 50}</vcard:fn></vcard:Organization></dcat:contactPoint>
  ${files}
</dcat:Dataset>
`;
}

const documents = {
  'n-quads': { type: 'application/n-quads', start: '', one: nquads, end: '' },
  'rdf-xml': {
    type: 'application/rdf+xml',
    start: `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="${rdf}" xmlns:dcat="${dcat}" xmlns:dct="${dct}" xmlns:vcard="http://www.w3.org/2006/vcard/ns#">
`,
    one: rdfxml,
    end: '</rdf:RDF>\n',
  },
} as const;

/** A document of about so many bytes, made as it is sent. */
export function* documentOf(name: keyof typeof documents, bytes: number): Generator<Buffer> {
  const { start, one, end } = documents[name];
  yield Buffer.from(start);
  for (let n = 1, sent = 0; sent < bytes; ) {
    let block = '';
    for (let more = 0; more < 50; more += 1, n += 1) block += one(n);
    const chunk = Buffer.from(block);
    sent += chunk.length;
    yield chunk;
  }
  yield Buffer.from(end);
}

/** Serves documents in a process of its own, as an agency's server would; tells its address on standard output. */
if (process.argv[1]?.endsWith('document-server.js') === true) {
  const server = createServer(async (request, response) => {
    const [, name = '', size = ''] = (request.url ?? '').split('/');
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    response.writeHead(200, { 'content-type': documents[name as keyof typeof documents].type });
    for (const chunk of documentOf(name as keyof typeof documents, Number(size))) {
      if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
      if (response.destroyed) return;
    }
    response.end();
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`127.0.0.1:${(server.address() as AddressInfo).port}\n`));
  process.stdin.resume();
  process.stdin.on('end', () => process.exit());
}
