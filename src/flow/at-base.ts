import type { FlowParts } from './parts.js';
import { checkBase } from './references.js';

/** Whatever may publish first makes sure that it works under the registry's base. @throws Problem `conflict` under another one. */
export async function atBase<Result>(parts: FlowParts, work: () => Promise<Result>): Promise<Result> {
  await checkBase(parts);
  return work();
}
