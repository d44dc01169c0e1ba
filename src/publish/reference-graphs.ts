import { readFileSync } from 'node:fs';
import type { Agency, Level } from '../catalog/agency.js';
import { agencyCatalogueIri, agencyGraph, agencyIri, catalogueIri } from '../catalog/iris.js';
import type { NewPublication } from '../catalog/publication.js';
import { parse } from '../rdf/parse.js';
import { toNQuads } from '../rdf/serialise.js';
import { dcat, dct, foaf, inGraph, iri, org, type Quad, quad, rdf, tagged } from '../rdf/terms.js';
import type { TurtleFile } from '../rdf/turtle-file.js';

const publisherTypes: Readonly<Record<Level, string>> = {
  central: 'NationalAuthority',
  regional: 'RegionalAuthority',
  local: 'LocalAuthority',
  'state-enterprise': 'Company',
  'public-organisation': 'NationalAuthority',
  independent: 'NationalAuthority',
};

/** The triples of an agency, in its graph (linked-data.md §2). */
export function agencyQuads(base: string, agency: Agency): Quad[] {
  const node = iri(agencyIri(base, agency.id));
  const graph = iri(agencyGraph(base, agency.id));
  const quads = [
    quad(node, rdf.type, foaf.Agent, graph),
    quad(node, rdf.type, org.Organization, graph),
    quad(node, foaf.name, tagged(agency.name.th, 'th'), graph),
    quad(node, foaf.name, tagged(agency.name.en, 'en'), graph),
    quad(node, dct.identifier, tagged(agency.code, undefined), graph),
    quad(node, dct.type, iri(`http://purl.org/adms/publishertype/${publisherTypes[agency.level]}`), graph),
  ];
  if (agency.parentId !== undefined) quads.push(quad(node, org.subOrganizationOf, iri(agencyIri(base, agency.parentId)), graph));
  return quads;
}

export function agencyPublication(base: string, agency: Agency, at: string): NewPublication {
  return {
    graph: agencyGraph(base, agency.id),
    kind: 'agency',
    op: 'put',
    audience: 'public',
    nquads: toNQuads(agencyQuads(base, agency)),
    jsonld: '',
    at,
  };
}

/** The description of an agency's own catalogue, and that the whole catalogue has it as a part. */
export function agencyCataloguePublication(base: string, agency: Agency, at: string): NewPublication {
  const node = iri(agencyCatalogueIri(base, agency.id));
  const { th, en } = agency.name;
  const quads = [
    quad(node, rdf.type, dcat.Catalog, node),
    quad(node, rdf.type, dcat.Resource, node),
    quad(node, dct.title, tagged(`บัญชีข้อมูลของ${th}`, 'th'), node),
    quad(node, dct.title, tagged(`Data catalogue of ${en}`, 'en'), node),
    quad(node, dct.description, tagged(`คำอธิบายข้อมูลของชุดข้อมูลที่${th}ยืนยันและเผยแพร่`, 'th'), node),
    quad(node, dct.description, tagged(`Descriptions of the datasets that ${en} has confirmed and published.`, 'en'), node),
    quad(node, dct.publisher, iri(agencyIri(base, agency.id)), node),
    quad(iri(catalogueIri(base)), dcat.catalog, node, node),
  ];
  return { graph: node.value, kind: 'catalogue', op: 'put', audience: 'public', nquads: toNQuads(quads), jsonld: '', at };
}

/** Each file of vocab/ as a graph of its own. */
export function vocabularyPublication(file: TurtleFile, at: string): NewPublication {
  return {
    graph: file.iri,
    kind: 'vocabulary',
    op: 'put',
    audience: 'public',
    nquads: toNQuads(inGraph(file.quads, iri(file.iri))),
    jsonld: '',
    at,
  };
}

/**
 * The catalogue's own description from a Turtle file whose relative IRIs stand under the base.
 * @throws Error when the file cannot be read or does not describe `<catalog>`.
 */
export function cataloguePublication(base: string, file: string, at: string): NewPublication {
  const catalogue = catalogueIri(base);
  const quads = parse(readCatalogue(file), { label: file, baseIri: `${base}/` });
  if (!quads.some((one) => one.subject.value === catalogue && one.predicate.equals(dct.title)))
    throw new Error(`${file} must describe <catalog> with a dct:title`);
  return {
    graph: catalogue,
    kind: 'catalogue',
    op: 'put',
    audience: 'public',
    nquads: toNQuads(inGraph(quads, iri(catalogue))),
    jsonld: '',
    at,
  };
}

function readCatalogue(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`CATALOGUE_FILE: ${file} cannot be read`, { cause: error });
  }
}
