import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { agencyScopes, centreScopes, idOfToken, type Key, type Scope, unusable } from '../catalog/key.js';
import { Problem } from '../catalog/problem.js';
import type { Stores } from '../catalog/registry.js';
import { type Text, text } from '../catalog/text.js';
import type { FlowParts } from './parts.js';
import { unknownAgency } from './register.js';

/** Keys, as commands and routes use them. */
export interface KeyCases {
  /** Makes an API key; its token is told here and nowhere else. */
  createKey(key: Omit<NewKey, 'days'> & { readonly days?: number }, by: string): Promise<{ key: Key; token: string }>;
  keys(agencyId?: string): Promise<Key[]>;
  revokeKey(id: string, by: string): Promise<void>;
  /** Whose token this is, or why it is of no use. */
  authenticate(token: string): Promise<Authenticated>;
}

/** A key lives a year unless told otherwise. */
export function keyCases(parts: FlowParts): KeyCases {
  return {
    createKey: (key, by) => createKey(parts, { days: keyDays.usual, ...key }, by),
    keys: (agencyId) => parts.registry.read.keys.list(agencyId),
    revokeKey: (id, by) => revokeKey(parts, id, by),
    authenticate: (token) => authenticate(parts, token),
  };
}

export interface NewKey {
  /** Undefined for a key of the centre. */
  readonly agencyId: string | undefined;
  readonly scopes: readonly Scope[];
  readonly name: string;
  readonly days: number;
}

/** Longest life of a key, and how long it lives unless told otherwise: long enough for a yearly budget, short enough to be looked after. */
export const keyDays = { usual: 365, most: 3 * 365 } as const;

/** Name of the source that stands for an agency's right to push. */
export const pushKey = 'push';

/**
 * Makes a key. An agency's first key that may submit brings the source it sends to: who may give that key has approved it.
 * @returns the key, and the token, which is told this once and never kept.
 * @throws Problem `bad-request` for scopes that do not go with the owner, a bad name or life; `not-found` for an unknown agency.
 */
export async function createKey(parts: FlowParts, asked: NewKey, by: string): Promise<{ key: Key; token: string }> {
  const { agencyId, days } = asked;
  const name = asked.name.trim();
  const allowed: readonly Scope[] = agencyId === undefined ? centreScopes : agencyScopes;
  const scopes = allowed.filter((scope) => asked.scopes.includes(scope));
  const strange = asked.scopes.filter((scope) => !allowed.includes(scope));
  if (scopes.length === 0 || strange.length > 0) throw wrongScopes(strange, allowed);
  if (name === '' || [...name].length > 100)
    throw new Problem('bad-request', text('ชื่อกุญแจต้องยาว 1–100 ตัวอักษร', 'A key’s name has 1 to 100 characters.'), {
      remedy: text('โปรดตั้งชื่อตามโปรแกรมหรือผู้ที่ใช้กุญแจ', 'Name it after the program or person that uses it.'),
    });
  if (!Number.isInteger(days) || days < 1 || days > keyDays.most)
    throw new Problem('bad-request', text(`อายุกุญแจต้องเป็น 1–${keyDays.most} วัน`, `A key lives 1 to ${keyDays.most} days.`));
  const id = `bk_${randomBytes(8).toString('hex')}`;
  const token = `${id}_${randomBytes(32).toString('base64url')}`;
  const now = parts.clock();
  const key: Key = {
    id,
    hash: hashOf(token).toString('hex'),
    name,
    agencyId,
    scopes,
    createdBy: by,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * 86_400_000).toISOString(),
    revokedAt: undefined,
    usedAt: undefined,
  };
  await parts.registry.transact(async (stores) => {
    if (agencyId !== undefined && (await stores.agencies.find(agencyId)) === undefined) throw unknownAgency(agencyId);
    await stores.keys.add(key);
    await stores.accounts.ensure({ name: id, fullName: name, kind: agencyId === undefined ? 'centre' : 'agency', agencyId }, key.createdAt);
    await stores.audit.add([{ at: key.createdAt, by, act: 'create-key', subject: `key:${id}`, to: scopes.join(' '), why: name }]);
    if (agencyId !== undefined && scopes.includes('submit')) await ensurePushSource(stores, agencyId, key.createdAt, by);
  });
  return { key, token };
}

async function ensurePushSource(stores: Stores, agencyId: string, at: string, by: string): Promise<void> {
  if ((await stores.sources.list(agencyId)).some(({ kind }) => kind === 'push')) return;
  const source = await stores.sources.add({
    agencyId,
    key: pushKey,
    kind: 'push',
    url: '',
    policy: 'manual',
    policyBy: undefined,
    policyUntil: undefined,
    state: 'active',
    everyMinutes: undefined,
  });
  await stores.audit.add([{ at, by, act: 'register-source', subject: `source:${source.id}`, to: 'manual', why: `${agencyId}/${pushKey}` }]);
}

/** @throws Problem `not-found` for an unknown key, `conflict` for one that was revoked already. */
export async function revokeKey(parts: FlowParts, id: string, by: string): Promise<void> {
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    if ((await stores.keys.find(id)) === undefined)
      throw new Problem('not-found', text('ไม่มีกุญแจนี้', 'There is no such key.'), {
        remedy: text('โปรดดูรายการด้วยคำสั่ง banchi key list', 'See “banchi key list”.'),
      });
    if (!(await stores.keys.revoke(id, at)))
      throw new Problem('conflict', text(`กุญแจ ${id} ถูกเพิกถอนไปแล้ว`, `Key ${id} was revoked already.`));
    await stores.audit.add([{ at, by, act: 'revoke-key', subject: `key:${id}` }]);
  });
}

export type Authenticated = { readonly state: 'known'; readonly key: Key } | { readonly state: 'refused'; readonly why: Text };

const unknown: Authenticated = { state: 'refused', why: text('ไม่รู้จักกุญแจนี้', 'This key is not known.') };

/** Milliseconds between two stamps of a key's use: each is a write. */
const stampEvery = 60_000;

/** Whose token this is, or why it is of no use. Compares in constant time, and stamps the use at most once a minute. */
export async function authenticate(parts: FlowParts, token: string): Promise<Authenticated> {
  const id = idOfToken(token);
  const key = id === undefined ? undefined : await parts.registry.read.keys.find(id);
  if (key === undefined || !timingSafeEqual(hashOf(token), Buffer.from(key.hash, 'hex'))) return unknown;
  const now = parts.clock();
  const why = unusable(key, now.toISOString());
  if (why !== undefined) return { state: 'refused', why };
  if (key.usedAt === undefined || now.getTime() - Date.parse(key.usedAt) >= stampEvery)
    await parts.registry.transact((stores) => stores.keys.setUsed(key.id, now.toISOString()));
  return { state: 'known', key };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function wrongScopes(strange: readonly Scope[], allowed: readonly Scope[]): Problem {
  const detail =
    strange.length === 0
      ? text('ต้องระบุขอบเขตสิทธิ์อย่างน้อยหนึ่งอย่าง', 'A key needs at least one scope.')
      : text(`ขอบเขตสิทธิ์ ${strange.join(', ')} ใช้กับกุญแจนี้ไม่ได้`, `The scope ${strange.join(', ')} does not go with this key.`);
  return new Problem('bad-request', detail, {
    remedy: text(`โปรดเลือกจาก ${allowed.join(', ')}`, `Choose from ${allowed.join(', ')}.`),
  });
}
