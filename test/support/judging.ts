import { agencyQuads } from '../../src/publish/reference-graphs.js';
import { Graph } from '../../src/rdf/graph.js';
import { loadShapes } from '../../src/validate/shapes.js';
import { Validator } from '../../src/validate/validator.js';
import { placement, projectFolder, vocabulary } from './mapping.js';

/** The project's shapes, read once. */
export const shapes = loadShapes(projectFolder('shapes'));

/** The project's validator over its shapes and vocabularies. */
export const validator = new Validator(shapes, vocabulary.graph);

/** The agency of `placement`, as the flow puts it behind a record. */
export const agencyGraph = new Graph(
  agencyQuads(placement.base, {
    id: placement.agencyId,
    code: placement.agencyId,
    name: placement.agencyName,
    level: 'central',
    ministry: undefined,
    parentId: undefined,
    province: undefined,
  }),
);
