import { createHash } from 'node:crypto';

const slugPattern = /^[a-z0-9][a-z0-9_-]{0,69}$/;

/**
 * Candidate slugs of a dataset, in the order to try them (design.md §5): the native name if it is usable as it is, else
 * `d-` and 12 hex digits of the SHA-256 of source and native id; when that is taken, with 6 hex digits of the same hash.
 * Never computed again once stored.
 */
export function slugCandidates(source: string, nativeId: string, name: string | undefined): string[] {
  const hash = createHash('sha256').update(`${source}\n${nativeId}`).digest('hex');
  const first = name !== undefined && slugPattern.test(name) ? name : `d-${hash.slice(0, 12)}`;
  return [first, `${first.slice(0, 63)}-${hash.slice(0, 6)}`, `d-${hash}`.slice(0, 40)];
}
