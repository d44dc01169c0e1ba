import type { Request } from 'express';
import { Problem } from '../../catalog/problem.js';
import type { Conditions } from '../../catalog/pushed.js';
import { text } from '../../catalog/text.js';

/** A fingerprint as an ETag. */
export function etagOf(fingerprint: string): string {
  return `"${fingerprint}"`;
}

/** The conditional headers of a request that changes something. @throws Problem `bad-request` for what is none. */
export function conditionsOf(request: Request): Conditions {
  return { ifMatch: ifMatchOf(request.headers['if-match']), ifNew: ifNewOf(request.headers['if-none-match']) };
}

/**
 * A weak tag counts as its strong one: a proxy that packs answers weakens their tags, and ours stands for content, not for bytes.
 */
function ifMatchOf(header: string | undefined): readonly string[] | '*' | undefined {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  const tags = [...header.matchAll(/(?:W\/)?"([^"]*)"/g)].map(([, tag]) => tag ?? '');
  if (tags.length > 0) return tags;
  throw new Problem(
    'bad-request',
    text('If-Match ต้องเป็น ETag ในเครื่องหมายคำพูด หรือ *', 'If-Match must be an ETag in quotation marks, or *.'),
  );
}

function ifNewOf(header: string | undefined): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  throw new Problem('bad-request', text('If-None-Match ใช้ได้เฉพาะ *', 'If-None-Match takes only * here.'));
}
