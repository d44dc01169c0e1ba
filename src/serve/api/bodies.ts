import express, { type RequestHandler } from 'express';
import { type ZodType, z } from 'zod';
import { audiences } from '../../catalog/audience.js';
import { Problem } from '../../catalog/problem.js';
import { policies, sourceKeyPattern, sourceKinds } from '../../catalog/source.js';
import { text } from '../../catalog/text.js';

/** Largest JSON body of ours, in bytes: settings of a source, with a SPARQL query in it. */
export const largestJson = 64 * 1024;

/** Names and values that may stand in a request to a source. */
const headers = z
  .record(
    z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
    z
      .string()
      .max(4096)
      .regex(/^[\x20-\x7e]*$/),
  )
  .refine((given) => Object.keys(given).length <= 10, 'at most 10')
  .describe('Secret headers for fetching, such as Authorization; kept sealed and never shown.');

const options = z
  .strictObject({
    mediaType: z.string().max(100).describe('Media type to read documents as, whatever their server says.'),
    userAgent: z
      .string()
      .max(200)
      .regex(/^[\x20-\x7e]+$/)
      .describe('User-Agent for a server that refuses ours.'),
    pageSize: z.int().min(1).max(1000).describe('Records asked for at a time.'),
    fullEveryDays: z.int().min(1).max(365).describe('Days after which everything is read again.'),
    query: z.string().max(32_000).describe('SPARQL SELECT that binds ?dataset.'),
  })
  .partial();

/** Bodies of requests, one schema each: what is checked is what /openapi.json says. */
export const bodies = {
  newSource: z.strictObject({
    key: z.string().regex(sourceKeyPattern).describe('Short name, such as ckan.'),
    kind: z.enum(sourceKinds),
    url: z.string().max(2000).default('').describe('Where it is fetched; empty for one that is uploaded or sent.'),
    everyMinutes: z
      .int()
      .min(1)
      .max(60 * 24 * 366)
      .optional()
      .describe('Minutes between harvests; without it, it is harvested when asked.'),
    policy: z.enum(policies).default('manual').describe('How new versions are confirmed; other than manual takes the scope confirm too.'),
    registrar: z.string().min(1).max(100).optional().describe('Registrar whose standing confirmation it is.'),
    options: options.optional(),
    headers: headers.optional(),
    replaces: z.string().max(40).optional().describe('Key of the source that it takes the place of.'),
  }),
  sourceChange: z.strictObject({
    state: z.enum(['active', 'paused']).optional(),
    url: z.string().optional().describe('Where it is now; the next harvest reads everything.'),
    everyMinutes: z.int().min(1).nullable().optional().describe('Minutes between harvests; null for by hand.'),
    policy: z.enum(policies).optional().describe('How new versions are confirmed; a standing confirmation begins anew and lasts a year.'),
    registrar: z.string().min(1).optional().describe('Registrar who gives the standing confirmation.'),
    options: options.optional(),
    headers: headers.nullable().optional().describe('New secret headers; null forgets them.'),
  }),
  newRun: z.strictObject({
    preview: z.boolean().default(false).describe('Tells what a harvest would do, and changes nothing.'),
  }),
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

/** A body as `rawBody` leaves it; none is empty. */
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
