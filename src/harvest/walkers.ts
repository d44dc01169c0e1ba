import type { SourceKind } from '../catalog/source.js';
import { walkCkan } from './ckan.js';
import { walkDocuments } from './dcat/walk-documents.js';
import { walkPushed } from './push/walk.js';
import { walkSparql } from './sparql/walk.js';
import { walkTemplate } from './template/walk-template.js';
import type { Walker } from './walk.js';

/** Who reads a source of each kind. */
export const walkers: Readonly<Record<SourceKind, Walker>> = {
  ckan: walkCkan,
  dcat: walkDocuments,
  template: walkTemplate,
  push: walkPushed,
  sparql: walkSparql,
};
