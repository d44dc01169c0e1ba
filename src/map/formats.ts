import { dcat, dct, gdc, iri, type NamedNode, skos, typed, xsd } from '../rdf/terms.js';
import { codeOf } from '../rdf/vocabulary.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { extensionOf, namesFile } from './urls.js';

/** Files that hold others, so that their extension says nothing of the format. */
const containers: ReadonlySet<string> = new Set(['ZIP', 'GZIP', 'TAR', 'TAR_GZ', 'TAR_XZ', 'RAR', '7Z', 'BZIP2']);

/** Formats that agencies write for one another, and rightly: any of a family is told by the extension of another. */
const families: readonly (readonly string[])[] = [
  ['XLS', 'XLSX', 'XLSM', 'XLSB'],
  ['DOC', 'DOCX'],
  ['PPT', 'PPTX'],
  ['JPEG', 'PNG', 'GIF', 'TIFF', 'BMP'],
  ['JSON', 'GEOJSON', 'JSON_LD'],
  ['KML', 'KMZ'],
  ['XML', 'GML', 'RDF_XML', 'KML'],
  ['TXT', 'CSV', 'TSV'],
  ['HTML', 'XHTML', 'HTML_SIMPL'],
  ['TIFF', 'TIFF_FX', 'GEOTIFF'],
  ['RDF', 'RDF_XML', 'RDF_TURTLE', 'RDF_N_TRIPLES', 'JSON_LD'],
];

/** Format, media type and size of a file; one that the table lacks is told by the file’s extension, one unlike the file's extension is believed, and observed. */
export function mapFormat(draft: Draft, fields: FieldReader, node: NamedNode, href: string | undefined): void {
  const { vocabulary } = draft;
  const given = fields.text('format');
  const extension = href === undefined || !namesFile(href) ? undefined : extensionOf(href);
  const ofFile = extension === undefined ? undefined : vocabulary.find('eu/file-type', extension);
  const told = vocabulary.find('eu/file-type', given);
  // “MAP” says nothing that the table knows; the file’s extension does.
  const found = told ?? ofFile;
  if (found !== undefined) {
    draft.add(node, dct.format, found.concept);
    const code = codeOf(found.concept.value);
    const isAsWritten = found.preferred && (told !== undefined || given === '');
    if (!isAsWritten && given.toUpperCase() !== code) fields.mend('format', given, code, 'format-spelling');
  }
  if (told !== undefined && ofFile !== undefined && !fits(codeOf(told.concept.value), codeOf(ofFile.concept.value)))
    draft.observe(node, gdc.formatMismatch, `format=${given} url=….${extension}`);
  const mediaType = mediaTypeOf(draft, fields, found?.concept);
  if (mediaType !== undefined) draft.add(node, dcat.mediaType, mediaType);
  const size = fields.text('size');
  if (/^\d{1,15}$/.test(size) && Number(size) > 0) draft.add(node, dcat.byteSize, typed(String(Number(size)), xsd.nonNegativeInteger));
}

function fits(told: string, ofFile: string): boolean {
  return told === ofFile || containers.has(ofFile) || families.some((family) => family.includes(told) && family.includes(ofFile));
}

/** The agency's media type where IANA has it, else the format's. */
function mediaTypeOf(draft: Draft, fields: FieldReader, format: NamedNode | undefined): NamedNode | undefined {
  const given = fields.text('mimetype').toLowerCase();
  const own = iri(`https://www.iana.org/assignments/media-types/${given}`);
  const { graph } = draft.vocabulary;
  if (given !== '' && graph.find(own, skos.inScheme).length > 0) return own;
  const usual = format === undefined ? undefined : graph.object(format, gdc.mediaType);
  return usual === undefined ? undefined : iri(usual.value);
}
