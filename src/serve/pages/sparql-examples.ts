import { type Text, text } from '../../catalog/text.js';
import { prefixes } from '../../rdf/terms.js';

/** A query to begin with; `name` is its place in the form's address. */
export interface SparqlExample {
  readonly name: string;
  readonly title: Text;
  /** What it shows of SPARQL and of the catalogue. */
  readonly about: Text;
  readonly query: string;
}

function query(names: readonly string[], body: string): string {
  const declared = names.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`);
  return `${declared.join('')}${names.length === 0 ? '' : '\n'}${body}`;
}

/** What people ask a catalogue first, from a list to a graph. */
export const examples: readonly [SparqlExample, ...SparqlExample[]] = [
  {
    name: 'recent',
    title: text('ชุดข้อมูลที่หน่วยงานปรับปรุงล่าสุด 20 ชุด', 'The 20 datasets most recently updated by their agencies'),
    about: text('ORDER BY DESC เรียงจากวันที่ล่าสุด และ LIMIT กำหนดจำนวนแถว', 'ORDER BY DESC puts the newest first, LIMIT says how many.'),
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
    about: text('COUNT กับ GROUP BY นับชุดข้อมูลตามชื่อหน่วยงานภาษาไทย', 'COUNT with GROUP BY counts datasets by the agency’s Thai name.'),
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
    about: text('OPTIONAL เก็บไฟล์ที่ไม่ระบุขนาดไว้ด้วย', 'OPTIONAL keeps files whose size nobody told.'),
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
  {
    name: 'word',
    title: text('ชุดข้อมูลที่ชื่อมีคำว่า “ข้อมูล”', 'Datasets whose title holds a word'),
    about: text(
      'FILTER กับ CONTAINS ค้นคำในชื่อ เปลี่ยนคำในเครื่องหมายคำพูดได้',
      'FILTER with CONTAINS looks for a word in the title; put your own between the quotes.',
    ),
    query: query(
      ['dcat', 'dct'],
      `SELECT ?dataset ?title WHERE {
  ?dataset a dcat:Dataset ;
    dct:title ?title .
  FILTER(CONTAINS(STR(?title), "ข้อมูล"))
}
LIMIT 50`,
    ),
  },
  {
    name: 'provinces',
    title: text('รหัสและชื่อจังหวัดทั้งหมด', 'Codes and names of all provinces'),
    about: text(
      'คำศัพท์เป็น SKOS: รหัสอยู่ใน skos:notation ชื่ออยู่ใน skos:prefLabel',
      'Vocabularies are SKOS: skos:notation is the code, skos:prefLabel the name.',
    ),
    query: query(
      ['skos'],
      `SELECT ?code ?thai ?english ?province WHERE {
  ?province skos:inScheme <https://w3id.org/dcat-ap-th/vocab/province> ;
    skos:notation ?code ;
    skos:prefLabel ?thai, ?english .
  FILTER(LANG(?thai) = "th" && LANG(?english) = "en")
}
ORDER BY ?code`,
    ),
  },
  {
    name: 'formats',
    title: text('รูปแบบไฟล์ที่ใช้มากที่สุด', 'The file formats used most'),
    about: text('นับการเผยแพร่ (dcat:Distribution) ตามรูปแบบ', 'Counts distributions by their format.'),
    query: query(
      ['dcat', 'dct'],
      `SELECT ?format (COUNT(?distribution) AS ?files) WHERE {
  ?dataset dcat:distribution ?distribution .
  ?distribution dct:format ?format .
}
GROUP BY ?format
ORDER BY DESC(?files)`,
    ),
  },
  {
    name: 'licences',
    title: text('สัญญาอนุญาตของไฟล์ข้อมูล', 'Licences of the files'),
    about: text('สัญญาอนุญาตอยู่ที่ไฟล์ ไม่ได้อยู่ที่ชุดข้อมูล', 'A licence stands with the file, not with the dataset.'),
    query: query(
      ['dcat', 'dct'],
      `SELECT ?licence (COUNT(DISTINCT ?dataset) AS ?datasets) WHERE {
  ?dataset dcat:distribution ?distribution .
  ?distribution dct:license ?licence .
}
GROUP BY ?licence
ORDER BY DESC(?datasets)`,
    ),
  },
  {
    name: 'frequency',
    title: text('ชุดข้อมูลแบ่งตามความถี่ในการปรับปรุง', 'Datasets by how often they are updated'),
    about: text('GROUP_CONCAT รวมชื่อชุดข้อมูลไว้ในช่องเดียว', 'GROUP_CONCAT puts the titles into one cell.'),
    query: query(
      ['dcat', 'dct'],
      `SELECT ?frequency (COUNT(?dataset) AS ?datasets) (GROUP_CONCAT(STR(?title); SEPARATOR=" | ") AS ?titles) WHERE {
  ?dataset a dcat:Dataset ;
    dct:title ?title ;
    dct:accrualPeriodicity ?frequency .
}
GROUP BY ?frequency
ORDER BY DESC(?datasets)`,
    ),
  },
  {
    name: 'keywords',
    title: text('คำสำคัญที่ใช้มากที่สุด 30 คำ', 'The 30 keywords used most'),
    about: text('คำสำคัญเป็นข้อความ จึงนับได้โดยตรง', 'Keywords are texts, so they are counted as they are.'),
    query: query(
      ['dcat'],
      `SELECT ?keyword (COUNT(?dataset) AS ?datasets) WHERE {
  ?dataset dcat:keyword ?keyword .
}
GROUP BY ?keyword
ORDER BY DESC(?datasets)
LIMIT 30`,
    ),
  },
  {
    name: 'contact',
    title: text('หน่วยงานที่ดูแลและอีเมลติดต่อของแต่ละชุดข้อมูล', 'Whom to ask about each dataset'),
    about: text('dcat:contactPoint นำไปยังหน่วยงานที่ดูแล ซึ่งมีชื่อและอีเมล', 'dcat:contactPoint leads to a unit with a name and an address.'),
    query: query(
      ['dcat', 'dct', 'vcard'],
      `SELECT ?title ?unit ?email WHERE {
  ?dataset dct:title ?title ;
    dcat:contactPoint ?contact .
  ?contact vcard:fn ?unit ;
    vcard:hasEmail ?email .
}
ORDER BY ?unit
LIMIT 100`,
    ),
  },
  {
    name: 'graphs',
    title: text('กราฟทั้งหมดและจำนวนข้อความในแต่ละกราฟ', 'All graphs and how much each holds'),
    about: text(
      'แต่ละชุดข้อมูล หน่วยงาน และคำศัพท์มีกราฟของตนเอง GRAPH บอกว่าอยู่ในกราฟใด',
      'Each dataset, agency and vocabulary has a graph of its own; GRAPH tells which.',
    ),
    query: query(
      [],
      `SELECT ?graph (COUNT(*) AS ?triples) WHERE {
  GRAPH ?graph { ?s ?p ?o }
}
GROUP BY ?graph
ORDER BY DESC(?triples)
LIMIT 50`,
    ),
  },
  {
    name: 'construct',
    title: text('ชื่อและหน่วยงานของชุดข้อมูลเป็นกราฟ RDF', 'Titles and publishers as a graph'),
    about: text('CONSTRUCT ให้ผลลัพธ์เป็น RDF สำหรับโปรแกรมอื่น แทนตาราง', 'CONSTRUCT gives RDF for other programs in place of a table.'),
    query: query(
      ['dcat', 'dct', 'foaf'],
      `CONSTRUCT {
  ?dataset dct:title ?title ;
    dct:publisher ?agency .
  ?agency foaf:name ?name .
} WHERE {
  ?dataset a dcat:Dataset ;
    dct:title ?title ;
    dct:publisher ?agency .
  ?agency foaf:name ?name .
}
LIMIT 100`,
    ),
  },
];
