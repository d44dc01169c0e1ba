declare module 'shacl-engine' {
  import type { Quad, Term } from '@rdfjs/types';

  export interface ShaclResult {
    readonly constraintComponent: Term;
    readonly focusNode: { readonly term: Term };
    readonly severity: Term;
    readonly shape: { readonly ptr: { readonly term: Term } };
    readonly value?: { readonly term: Term | null };
  }

  export interface ShaclReport {
    readonly results: readonly ShaclResult[];
    readonly dataset: Iterable<Quad>;
  }

  export class Validator {
    constructor(shapes: unknown, options: { factory: unknown });
    validate(
      data: { dataset: unknown; terms?: readonly Term[] },
      shapes?: readonly { readonly terms: readonly Term[] }[],
    ): Promise<ShaclReport>;
  }
}
