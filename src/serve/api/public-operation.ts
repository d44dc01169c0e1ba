import type { Text } from '../../catalog/text.js';
import { representations } from '../negotiate.js';
import type { QueryParameter } from './public-parameters.js';

/** What anybody may ask without a key: the rows that /openapi.json is made of, and that a test compares with the routes. */
export interface PublicOperation {
  readonly method: 'get' | 'post';
  /** Address with its parameters in braces; one with representations is there with `.{suffix}` too. */
  readonly path: string;
  readonly id: string;
  readonly words: Text;
  readonly parameters?: readonly QueryParameter[];
  /** A body's media types, each with an example. */
  readonly body?: Readonly<Record<string, string | undefined>>;
  /** Media types of a whole answer; none for one that leads elsewhere. */
  readonly types: readonly string[];
  /** Statuses besides 200, 304 and the problems that any address may answer, in words. */
  readonly statuses?: Readonly<Record<number, string>>;
  /** True where `.{suffix}` chooses one of the representations. */
  readonly suffixed?: boolean;
}

/** What has all representations, by Accept and by suffix. */
export const represented = { types: Object.values(representations), suffixed: true } as const;
export const html = ['text/html'];
export const unknown = { 404: 'There is nothing under that name.' };

/** A row of what is read. */
export function get(
  path: string,
  id: string,
  words: Text,
  rest: Omit<PublicOperation, 'method' | 'path' | 'id' | 'words'>,
): PublicOperation {
  return { method: 'get', path, id, words, ...rest };
}
