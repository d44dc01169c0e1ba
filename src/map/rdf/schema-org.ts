import type { Repair } from '../../catalog/report.js';
import { Graph } from '../../rdf/graph.js';
import {
  adms,
  dcat,
  dct,
  foaf,
  gdc,
  iri,
  type NamedNode,
  natural,
  prefixed,
  type Quad,
  type Quad_Object,
  type Quad_Subject,
  quad,
  rdf,
  type Term,
  typed,
  vcard,
  xsd,
} from '../../rdf/terms.js';
import { repair } from '../repairs.js';

/** What a value becomes, when it does not stay as it is. */
type Rewrite = (value: Term, schema: SchemaGraph) => readonly Term[];

/** A property of schema.org: what it is in DCAT, and how its value changes. Without a property the value is not published. */
export interface SchemaRow {
  readonly name: string;
  readonly property?: NamedNode;
  readonly value?: Rewrite;
}

/** Properties of a schema:Dataset (Google's recommendations for datasets and what portals add to them). */
export const datasetRows: readonly SchemaRow[] = [
  { name: 'name', property: dct.title },
  { name: 'description', property: dct.description },
  { name: 'keywords', property: dcat.keyword, value: keywords },
  { name: 'about', property: dcat.theme },
  { name: 'license', property: dct.license, value: addressOf },
  { name: 'distribution', property: dcat.distribution },
  { name: 'spatialCoverage', property: dct.spatial },
  { name: 'temporalCoverage', property: dct.temporal },
  { name: 'creator', property: dct.creator },
  { name: 'publisher', property: dct.publisher },
  { name: 'contactPoint', property: dcat.contactPoint },
  { name: 'dateModified', property: dct.modified },
  { name: 'datePublished', property: dct.issued },
  { name: 'dateCreated', property: dct.created },
  { name: 'identifier', property: dct.identifier, value: identifier },
  { name: 'sameAs', property: adms.identifier },
  { name: 'url', property: dcat.landingPage, value: addressOf },
  { name: 'version', property: dcat.version },
  { name: 'inLanguage', property: dct.language },
  { name: 'conditionsOfAccess', property: gdc.accessCondition },
  { name: 'isAccessibleForFree', property: gdc.accessCondition, value: fee },
  { name: 'isBasedOn', property: dct.source },
  { name: 'isPartOf', property: dct.isPartOf },
  { name: 'hasPart', property: dct.hasPart },
  { name: 'includedInDataCatalog' },
];

/** Properties of a schema:DataDownload. */
export const downloadRows: readonly SchemaRow[] = [
  { name: 'name', property: dct.title },
  { name: 'description', property: dct.description },
  { name: 'contentUrl', property: dcat.downloadURL },
  { name: 'url', property: dcat.accessURL },
  { name: 'encodingFormat', property: dct.format },
  { name: 'fileFormat', property: dct.format },
  { name: 'contentSize', property: dcat.byteSize },
  { name: 'license', property: dct.license, value: addressOf },
  { name: 'dateModified', property: dct.modified },
  { name: 'datePublished', property: dct.issued },
  { name: 'inLanguage', property: dct.language },
  { name: 'identifier', property: dct.identifier, value: identifier },
];

/** Properties of people, organisations and places. */
export const partRows: readonly SchemaRow[] = [
  { name: 'name', property: foaf.name },
  { name: 'email', property: vcard.hasEmail },
  { name: 'telephone', property: vcard.hasTelephone },
  { name: 'url', property: foaf.homepage },
  { name: 'box', property: dcat.bbox, value: box },
  { name: 'geo', property: dcat.bbox, value: outline },
];

const classes: Readonly<Record<string, readonly NamedNode[]>> = {
  Dataset: [dcat.Dataset],
  DataDownload: [dcat.Distribution],
  Organization: [foaf.Agent, vcard.Organization],
  GovernmentOrganization: [foaf.Agent, vcard.Organization],
  Person: [foaf.Person, vcard.Individual],
  ContactPoint: [vcard.Kind],
  Place: [dct.Location],
  Country: [dct.Location],
  AdministrativeArea: [dct.Location],
};

const namespace = /^https?:\/\/schema\.org\//i;

/** Keywords of one text that are read. */
const mostKeywords = 1000;

/**
 * A dataset described with schema.org as DCAT, either protocol of its terms, each property that is turned one repair; what has no
 * counterpart stays as it is, and is told as unmapped. Any other description is left alone.
 */
export function fromSchemaOrg(focus: NamedNode, quads: readonly Quad[], repairs: Repair[]): readonly Quad[] {
  const isDataset = ({ subject, predicate, object }: Quad): boolean =>
    subject.equals(focus) && predicate.equals(rdf.type) && localName(object.value) === 'Dataset';
  if (!quads.some(isDataset)) return quads;
  return new SchemaGraph(focus, quads, repairs).turned();
}

class SchemaGraph {
  readonly #graph: Graph;
  readonly #quads: readonly Quad[];
  readonly #focus: NamedNode;
  readonly #repairs: Repair[];
  readonly #told = new Set<string>();
  /** Nodes that a literal or an address stands for now. */
  readonly #consumed = new Set<string>();

  constructor(focus: NamedNode, quads: readonly Quad[], repairs: Repair[]) {
    this.#graph = new Graph(quads);
    this.#quads = quads;
    this.#focus = focus;
    this.#repairs = repairs;
  }

  turned(): Quad[] {
    const downloads = new Set(this.all(this.#focus, 'distribution').map(({ value }) => value));
    const all = this.#quads.flatMap((given) => this.#turn(given, downloads));
    const turned = all.filter(({ subject }) => !this.#consumed.has(subject.value));
    if (turned.some(({ subject, predicate }) => subject.equals(this.#focus) && predicate.equals(dcat.contactPoint))) return turned;
    return [...turned, ...this.#contactOfPublisher()];
  }

  /** Values of a property of schema.org, in either protocol. */
  all(node: Term, name: string): readonly Term[] {
    if (node.termType !== 'NamedNode') return [];
    return ['http', 'https'].flatMap((protocol) => this.#graph.objects(node, iri(`${protocol}://schema.org/${name}`)));
  }

  #turn(given: Quad, downloads: ReadonlySet<string>): Quad[] {
    const { subject, predicate, object } = given;
    if (predicate.equals(rdf.type)) {
      const types = classes[localName(object.value) ?? ''];
      return types === undefined ? [given] : types.map((type) => quad(subject as Quad_Subject, rdf.type, type));
    }
    const name = localName(predicate.value);
    if (name === undefined) return [given];
    const [kind, rows] = subject.equals(this.#focus)
      ? (['Dataset', datasetRows] as const)
      : downloads.has(subject.value)
        ? (['DataDownload', downloadRows] as const)
        : (['', partRows] as const);
    const row = rows.find((one) => one.name === name);
    // What is not turned keeps one name, whatever its protocol.
    if (row === undefined) return [quad(subject as Quad_Subject, iri(`http://schema.org/${name}`), object as Quad_Object)];
    this.#tell(kind, row);
    const { property, value = (one: Term) => [one] } = row;
    if ((row.value !== undefined || property === undefined) && this.#graph.find(object).length > 0) this.#consumed.add(object.value);
    if (property === undefined) return [];
    return value(object, this).map((one) => quad(subject as Quad_Subject, property, one as Quad_Object));
  }

  #tell(kind: string, { name, property }: SchemaRow): void {
    const key = `${kind} ${name}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const target = property === undefined ? '' : prefixed(property.value);
    this.#repairs.push(repair(target || `schema:${name}`, `schema:${name}`, target, 'schema-org'));
  }

  /** schema.org gives an organisation its contact, DCAT the dataset. */
  #contactOfPublisher(): Quad[] {
    for (const role of ['publisher', 'creator'])
      for (const organisation of this.all(this.#focus, role)) {
        const [contact] = this.all(organisation, 'contactPoint');
        const holder = contact ?? (this.all(organisation, 'email').length > 0 ? organisation : undefined);
        if (holder === undefined || holder.termType !== 'NamedNode') continue;
        this.#repairs.push(repair('dcat:contactPoint', `schema:${role}`, 'dcat:contactPoint', 'moved'));
        const named = this.all(holder, 'name').length > 0 || contact === undefined ? [] : this.all(organisation, 'name');
        return [
          quad(this.#focus, dcat.contactPoint, holder),
          ...named.map((name) => quad(holder as NamedNode, vcard.fn, name as Quad_Object)),
        ];
      }
    return [];
  }
}

function localName(value: string): string | undefined {
  const name = value.replace(namespace, '');
  return name === value ? undefined : name;
}

/** One text of many keywords, or nodes that are named. */
function keywords(value: Term, schema: SchemaGraph): readonly Term[] {
  if (value.termType !== 'Literal') return schema.all(value, 'name');
  const words = value.value
    .split(/[,;]/, mostKeywords)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.map((word) => Object.assign(Object.create(value) as typeof value, { value: word }));
}

/** The address that a described work stands for. */
function addressOf(value: Term, schema: SchemaGraph): readonly Term[] {
  return [...schema.all(value, 'url'), ...schema.all(value, 'name'), value].slice(0, 1);
}

function identifier(value: Term, schema: SchemaGraph): readonly Term[] {
  return [...schema.all(value, 'value'), ...(value.termType === 'Literal' ? [value] : [typed(value.value, xsd.string)])].slice(0, 1);
}

/** Free data has no condition; what must be paid for has one. */
function fee(value: Term): readonly Term[] {
  return /^(?:false|0|no)$/i.test(localName(value.value) ?? value.value) ? [natural('มีค่าใช้จ่ายในการเข้าถึงข้อมูล')] : [];
}

/** The outline of a place stands on its shape in schema.org, on the place in DCAT. */
function outline(value: Term, schema: SchemaGraph): readonly Term[] {
  return schema.all(value, 'box').flatMap((one) => box(one));
}

/** `south west north east`, latitude first, with spaces or commas. */
function box(value: Term): readonly Term[] {
  const [south, west, north, east, more] = value.value.trim().split(/[\s,]+/, 5);
  if (south === undefined || west === undefined || north === undefined || east === undefined || more !== undefined) return [value];
  return [typed(`ENVELOPE(${west}, ${east}, ${north}, ${south})`, xsd.string)];
}
