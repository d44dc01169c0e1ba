import type { Language } from '../../catalog/text.js';
import type { Link, Representation } from '../negotiate.js';
import type { Framing } from '../pages/render.js';
import type { CollectionPage } from './collection.js';

export type RdfRepresentation = Exclude<Representation, 'html'>;

export interface PageTask {
  readonly kind: 'collection' | 'catalogue';
  readonly page: CollectionPage;
  readonly representation: RdfRepresentation;
}
export interface ListTask {
  readonly kind: 'agencies' | 'catalogues' | 'void';
  readonly representation: RdfRepresentation;
}

/** A long document, so named that a thread with the read side and the rules can write it by itself. */
export type DocumentTask =
  | PageTask
  | ListTask
  | { readonly kind: 'dataset'; readonly graph: string; readonly representation: RdfRepresentation }
  | { readonly kind: 'dataset-page'; readonly graph: string; readonly framing: Framing }
  | { readonly kind: 'linkset'; readonly graph: string }
  | { readonly kind: 'lines'; readonly graphs: readonly string[]; readonly language: Language }
  | { readonly kind: 'profile'; readonly path: string; readonly representation: RdfRepresentation }
  | { readonly kind: 'dcat-us'; readonly after: string };

export type Task<Kind extends DocumentTask['kind']> = Extract<DocumentTask, { kind: Kind }>;

/** What a task's document is made of: its text, and what its headers say. */
export interface Written {
  readonly text: string;
  /** When the newest of what it holds was published; empty where its headers tell another moment. */
  readonly modified: string;
  readonly links: readonly Link[];
  /** Where the next part begins, for what is written in parts; undefined at the end. */
  readonly after?: string | undefined;
}

/** The same as bytes with their validator, ready to be sent. */
export interface WrittenDocument extends Omit<Written, 'text'> {
  readonly body: Uint8Array;
  readonly etag: string;
}
