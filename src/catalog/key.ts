import { type Text, text } from './text.js';

/** What a key of an agency may be for: sending records, confirming them, or its sources and runs. */
export const agencyScopes = ['submit', 'confirm', 'manage'] as const;
/** What a key of the centre may be for: approving sources and held runs, categories and tags, or everything that agencies manage. */
export const centreScopes = ['inspect', 'categorise', 'administer'] as const;

export const scopes = [...agencyScopes, ...centreScopes] as const;
export type Scope = (typeof scopes)[number];

/** An API key as it is kept: the secret itself only as a hash. */
export interface Key {
  /** Public part; names the key in lists, in the audit and as the account that acts. */
  readonly id: string;
  /** SHA-256 of the whole token, in hex: the secret is 256 random bits, so nothing slower is needed. */
  readonly hash: string;
  /** What its owner calls it. */
  readonly name: string;
  /** Undefined for a key of the centre. */
  readonly agencyId: string | undefined;
  readonly scopes: readonly Scope[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | undefined;
  /** When it was last used, to the minute. */
  readonly usedAt: string | undefined;
}

export interface KeyStore {
  add(key: Key): Promise<void>;
  find(id: string): Promise<Key | undefined>;
  /** Newest first; of all agencies and the centre without one. */
  list(agencyId?: string): Promise<Key[]>;
  /** @returns false when there is no such key, or it was revoked already. */
  revoke(id: string, at: string): Promise<boolean>;
  setUsed(id: string, at: string): Promise<void>;
}

/** What can be done with a key, and the scope that each takes of the agency itself or of the centre; none where nobody of them may. */
export const acts = {
  'send-records': { agency: ['submit'], centre: [] },
  'read-records': { agency: ['submit', 'confirm', 'manage'], centre: ['inspect', 'categorise', 'administer'] },
  'confirm-records': { agency: ['confirm'], centre: [] },
  'read-sources': { agency: ['manage'], centre: ['inspect', 'administer'] },
  'manage-sources': { agency: ['manage'], centre: ['administer'] },
  'read-runs': { agency: ['submit', 'manage'], centre: ['inspect', 'administer'] },
  'start-runs': { agency: ['manage'], centre: ['administer'] },
  'cancel-runs': { agency: ['submit', 'manage'], centre: ['administer'] },
  'approve-sources': { agency: [], centre: ['inspect'] },
  'accept-runs': { agency: [], centre: ['inspect'] },
} as const satisfies Record<string, { readonly agency: readonly Scope[]; readonly centre: readonly Scope[] }>;

export type Act = keyof typeof acts;

/** Whether a key may do that to what belongs to an agency, and if not, which scopes would do, of whom. */
export type Permission =
  | { readonly state: 'allowed' }
  | { readonly state: 'other-agency' }
  | { readonly state: 'scope-missing'; readonly scopes: readonly Scope[] };

/** @param agencyId agency that the act touches. */
export function permission(key: Pick<Key, 'agencyId' | 'scopes'>, act: Act, agencyId: string): Permission {
  if (key.agencyId !== undefined && key.agencyId !== agencyId) return { state: 'other-agency' };
  const enough: readonly Scope[] = key.agencyId === undefined ? acts[act].centre : acts[act].agency;
  if (enough.some((scope) => key.scopes.includes(scope))) return { state: 'allowed' };
  return { state: 'scope-missing', scopes: scopesFor(act) };
}

/** Scopes any of which is enough for an act. */
export function scopesFor(act: Act): readonly Scope[] {
  return [...acts[act].agency, ...acts[act].centre];
}

/** Why a key that is known cannot be used now; undefined when it can. */
export function unusable(key: Pick<Key, 'expiresAt' | 'revokedAt'>, now: string): Text | undefined {
  if (key.revokedAt !== undefined) return text('กุญแจนี้ถูกเพิกถอนแล้ว', 'This key was revoked.');
  if (key.expiresAt <= now) return text('กุญแจนี้หมดอายุแล้ว', 'This key has expired.');
  return undefined;
}

/** Shape of a token: the public id, then the secret, 256 bits in base64url. */
const tokenPattern = /^(bk_[0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;

/** The public id within a token; undefined for what is no token of ours. */
export function idOfToken(token: string): string | undefined {
  return tokenPattern.exec(token)?.[1];
}
