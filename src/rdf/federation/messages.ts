import type { FederatedQuery, JudgedFederated } from './federated-query.js';

/** One term on its way between threads. */
export type TermMessage =
  | readonly [kind: 'iri', value: string]
  | readonly [kind: 'blank', value: string]
  | readonly [kind: 'literal', value: string, language: string, datatype: string];

/** One term of a CONSTRUCT’s template. */
export type TemplateTerm = TermMessage | readonly [kind: 'variable', name: string];
export type TemplateTriple = readonly [subject: TemplateTerm, predicate: TemplateTerm, object: TemplateTerm];

/** A query to be answered in a format. */
export interface AnswerTask {
  readonly asked: Pick<FederatedQuery, 'query' | 'plan'>;
  readonly format: string;
  /** The first of them is the local data; the others hold nothing. */
  readonly endpoints: readonly string[];
  readonly rows: number;
  readonly characters: number;
}

/** One solution: its bound variables. */
export type RowMessage = Readonly<Record<string, TermMessage>>;

/** Media types of answers, as the engine calls them. */
export type AnswerType = 'application/sparql-results+json' | 'application/sparql-results+xml' | 'text/turtle';

/** What is wrong with an answer or with the work on it; each has its words in answer-problem.ts. */
export const answerReasons = [
  'status',
  'web-page',
  'no-results',
  'cut',
  'partial',
  'capped',
  'too-deep',
  'too-many-rows',
  'too-many-requests',
  'elsewhere',
  'too-slow',
  'too-heavy',
  'engine',
] as const;
export type AnswerReason = (typeof answerReasons)[number];

export type ToThread =
  /** Reads a query of anybody’s; what a parser takes for it must not be the main thread’s time. */
  | { readonly kind: 'judge'; readonly query: string; readonly allowed: readonly string[] }
  /** Runs a query over these endpoints; one at a time. */
  | { readonly kind: 'select'; readonly query: string; readonly endpoints: readonly string[] }
  /** Runs a query and writes its answer. */
  | { readonly kind: 'answer'; readonly task: AnswerTask }
  /** Asks for the next rows. */
  | { readonly kind: 'more' }
  /** `cap`: rows at which the endpoint says that it cuts results. */
  | { readonly kind: 'response'; readonly id: number; readonly type: AnswerType; readonly cap?: number }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number }
  /** The request failed; the main thread knows why. `silent`: the query does not mind. */
  | { readonly kind: 'broken'; readonly id: number; readonly silent?: boolean };

export type FromThread =
  | { readonly kind: 'fetch'; readonly id: number; readonly url: string; readonly accept: string; readonly form: string | undefined }
  /** Asks for the next chunk of an answer: none is sent that was not asked for. */
  | { readonly kind: 'pull'; readonly id: number }
  /** Wants no more of an answer. */
  | { readonly kind: 'drop'; readonly id: number }
  | Reply;

/** What follows each of them that asks for something: exactly one of these. */
export type Reply =
  | { readonly kind: 'rows'; readonly rows: readonly RowMessage[] }
  | { readonly kind: 'done' }
  /** What follows `answer`. */
  | { readonly kind: 'answered'; readonly body: Uint8Array }
  /** What follows `judge`. */
  | { readonly kind: 'judged'; readonly judged: JudgedFederated }
  | { readonly kind: 'failed'; readonly reason: AnswerReason; readonly about: string; readonly where?: string };
