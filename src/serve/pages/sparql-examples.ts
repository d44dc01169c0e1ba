import { type Text, text } from '../../catalog/text.js';
import { prefixes } from '../../rdf/terms.js';

/** A query to begin with; `name` is its place in the form's address. */
export interface SparqlExample {
  readonly name: string;
  readonly title: Text;
  readonly query: string;
}

function query(names: readonly string[], body: string): string {
  return `${names.map((name) => `PREFIX ${name}: <${prefixes[name]}>`).join('\n')}\n\n${body}`;
}

/** What people ask a catalogue first: what is new, who publishes, where the files are. */
export const examples: readonly [SparqlExample, ...SparqlExample[]] = [
  {
    name: 'recent',
    title: text('ชุดข้อมูลที่หน่วยงานปรับปรุงล่าสุด 20 ชุด', 'The 20 datasets most recently updated by their agencies'),
    query: query(
      ['dcat', 'dct'],
      `SELECT ?dataset ?title ?updated WHERE {
  ?dataset a dcat:Dataset ;
    dct:title ?title ;
    dct:modified ?updated .
}
ORDER BY DESC(?updated)
LIMIT 20`,
    ),
  },
  {
    name: 'agencies',
    title: text('จำนวนชุดข้อมูลของแต่ละหน่วยงาน', 'How many datasets each agency publishes'),
    query: query(
      ['dcat', 'dct', 'foaf'],
      `SELECT ?name (COUNT(?dataset) AS ?datasets) WHERE {
  ?dataset a dcat:Dataset ;
    dct:publisher ?agency .
  ?agency foaf:name ?name .
  FILTER(LANG(?name) = "th")
}
GROUP BY ?name
ORDER BY DESC(?datasets)`,
    ),
  },
  {
    name: 'files',
    title: text('ไฟล์ CSV ที่ดาวน์โหลดได้ พร้อมขนาด', 'CSV files to download, with their size'),
    query: query(
      ['dcat', 'dct'],
      `SELECT ?title ?file ?size WHERE {
  ?dataset dct:title ?title ;
    dcat:distribution ?distribution .
  ?distribution dcat:downloadURL ?file ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> .
  OPTIONAL { ?distribution dcat:byteSize ?size }
}
ORDER BY ?title
LIMIT 100`,
    ),
  },
];
