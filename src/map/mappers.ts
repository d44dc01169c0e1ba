import type { RecordMediaType } from '../catalog/media-types.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import { type MappedRecord, mapCkan, type Placement } from './map.js';
import { mapRdf } from './rdf/map-record.js';
import { mapTemplateRow } from './template.js';

/** Maps the bytes of a version. @throws Error when they are not what their media type says. */
export type Mapper = (bytes: string, placement: Placement, vocabulary: Vocabulary) => MappedRecord;

/** Who maps the versions of each media type. */
export const mappers: Readonly<Record<RecordMediaType, Mapper>> = {
  'application/json': (bytes, placement, vocabulary) => mapCkan(JSON.parse(bytes), placement, vocabulary),
  'application/n-quads': mapRdf,
  'application/vnd.banchi.template-row+json': (bytes, placement, vocabulary) => mapTemplateRow(JSON.parse(bytes), placement, vocabulary),
};
