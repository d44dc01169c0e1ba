import express, { type RequestHandler } from 'express';
import { type ZodType, z } from 'zod';
import { audiences } from '../../catalog/audience.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';

/** Largest JSON body of ours, in bytes: settings of a source, with a SPARQL query in it. */
export const largestJson = 64 * 1024;

/** Bodies of requests, one schema each: what is checked is what /openapi.json says. */
export const bodies = {
  confirm: z.strictObject({
    audience: z
      .enum(Object.keys(audiences) as [keyof typeof audiences])
      .optional()
      .describe('Who may see it; without it, what its category asks for.'),
  }),
} as const satisfies Record<string, ZodType>;

/** Takes any body as bytes, up to a bound; an upload that is packed is measured unpacked. */
export function rawBody(limit: number): RequestHandler {
  return express.raw({ type: () => true, limit });
}

export function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/**
 * Reads a JSON body that was received whole; an empty one is an empty object.
 * @throws Problem `bad-request` naming the member and what it must be.
 */
export function jsonBody<Schema extends ZodType>(body: unknown, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(parse(bytesOf(body).toString('utf8')));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || '(body)'}: ${message}`);
  throw new Problem('bad-request', text(`เนื้อหาคำขอไม่ถูกต้อง: ${faults.join('; ')}`, `The body is wrong: ${faults.join('; ')}.`), {
    remedy: text('โปรดดูรูปแบบที่ /openapi.json', 'See /openapi.json for its form.'),
  });
}

function parse(source: string): unknown {
  if (source.trim() === '') return {};
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new Problem('bad-request', text('เนื้อหาคำขอไม่ใช่ JSON', 'The body is no JSON.'), { cause });
  }
}
