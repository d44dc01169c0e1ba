import { contextPath } from '../../rdf/context.js';
import { Graph } from '../../rdf/graph.js';
import { type JsonValue, writeNode } from '../../rdf/jsonld-writer.js';
import { parse } from '../../rdf/parse.js';

/** A dataset in DCAT-AP-TH with all 14 items of the guideline and a distribution: what an agency may start from. A test holds it to our own rules. */
export const exampleTurtle = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix gdc: <https://w3id.org/dcat-ap-th/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://data.agency.example/datasets/water-stations> a dcat:Dataset ;
  dct:identifier "WS-2569-001" ;
  gdc:allowHarvest true ;
  # 1 ประเภทข้อมูล
  dct:type <https://w3id.org/dcat-ap-th/vocab/data-type/record> ;
  # 2 ชื่อชุดข้อมูล
  dct:title "สถานีวัดระดับน้ำในแม่น้ำสายหลัก"@th, "Water level stations on main rivers"@en ;
  # 3 องค์กร
  dct:publisher <https://data.agency.example/#agency> ;
  # 4 ชื่อผู้ติดต่อ · 5 อีเมลผู้ติดต่อ
  dcat:contactPoint [
    a vcard:Organization ;
    vcard:fn "กลุ่มข้อมูลน้ำ"@th ;
    vcard:hasEmail <mailto:water-data@agency.example>
  ] ;
  # 6 คำสำคัญ
  dcat:keyword "ระดับน้ำ"@th, "แม่น้ำ"@th, "สถานีวัดน้ำ"@th ;
  # 7 รายละเอียด
  dct:description
    "รายชื่อสถานีวัดระดับน้ำ ที่ตั้ง แม่น้ำ และระดับตลิ่ง ใช้ประกอบการเฝ้าระวังน้ำท่วม"@th,
    "Stations that measure water levels: location, river and bank level, for flood watch."@en ;
  # 8 วัตถุประสงค์
  gdc:objective <https://w3id.org/dcat-ap-th/vocab/objective/public-service> ;
  # 9 ความถี่ของการปรับปรุงข้อมูล: ทุก 1 เดือน
  gdc:updateUnit <https://w3id.org/dcat-ap-th/vocab/frequency-unit/month> ;
  gdc:updateEvery 1 ;
  # 10 ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่
  gdc:spatialLevel <https://w3id.org/dcat-ap-th/vocab/spatial-level/country> ;
  dct:spatial <http://publications.europa.eu/resource/authority/country/THA> ;
  # 11 แหล่งที่มา
  dct:provenance [
    a dct:ProvenanceStatement ;
    rdfs:label "การสำรวจและทะเบียนสถานีของหน่วยงาน"@th
  ] ;
  # 12 รูปแบบการเก็บข้อมูล
  gdc:storageFormat <https://w3id.org/dcat-ap-th/vocab/storage-format/csv> ;
  # 13 หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ
  gdc:dataCategory <https://w3id.org/dcat-ap-th/vocab/data-category/public> ;
  gdc:classification <https://w3id.org/dcat-ap-th/vocab/classification/open> ;
  # 14 สัญญาอนุญาตให้ใช้ข้อมูล
  gdc:licence <https://w3id.org/dcat-ap-th/vocab/licence/cc-by> ;
  dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
  dct:language <http://publications.europa.eu/resource/authority/language/THA> ;
  dct:issued "2024-01-15"^^xsd:date ;
  dct:modified "2026-10-31"^^xsd:date ;
  dct:temporal [
    a dct:PeriodOfTime ;
    dcat:startDate "2020"^^xsd:gYear ;
    dcat:endDate "2026"^^xsd:gYear
  ] ;
  dcat:landingPage <https://data.agency.example/water-stations> ;
  dcat:distribution <https://data.agency.example/datasets/water-stations/csv> .

<https://data.agency.example/datasets/water-stations/csv> a dcat:Distribution ;
  dct:title "สถานีวัดระดับน้ำ (CSV)"@th, "Water level stations (CSV)"@en ;
  dct:description "หนึ่งแถวต่อหนึ่งสถานี"@th ;
  dcat:accessURL <https://data.agency.example/water-stations.csv> ;
  dcat:downloadURL <https://data.agency.example/water-stations.csv> ;
  dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
  dct:license <http://publications.europa.eu/resource/authority/licence/CC_BY> ;
  dct:modified "2026-10-31"^^xsd:date .

<https://data.agency.example/#agency> a foaf:Agent ;
  foaf:name "กรมตัวอย่างทรัพยากรน้ำ"@th, "Department of Sample Water Resources"@en .
`;

/** The same in JSON-LD with our context. */
export function exampleJsonLd(base: string): string {
  const quads = parse(exampleTurtle, { label: 'example' });
  const node = withoutLabels(writeNode(new Graph(quads), exampleDataset));
  return `${JSON.stringify({ '@context': `${base}${contextPath}`, ...(node as Record<string, JsonValue>) }, undefined, 2)}\n`;
}

const exampleDataset = 'https://data.agency.example/datasets/water-stations';

/** Parts need no names: where one stands, it is. */
function withoutLabels(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutLabels);
  if (typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([key, member]) => key !== 'id' || !String(member).startsWith('_:'));
  return Object.fromEntries(members.map(([key, member]) => [key, withoutLabels(member)]));
}
