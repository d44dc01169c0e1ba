import type { SourceKind } from '../catalog/source.js';
import { walkCkan } from './ckan.js';
import { walkPushed } from './push/walk.js';
import type { Walker } from './walk.js';

/** Who reads a source of each kind. */
export const walkers: Readonly<Partial<Record<SourceKind, Walker>>> = {
  ckan: walkCkan,
  push: walkPushed,
};
