import { type ZodType, z } from 'zod';
import { type Outcome, outcomes } from '../../catalog/run.js';

const words = z.object({ th: z.string(), en: z.string() });
const moment = z.string().describe('ISO 8601, UTC');
const state = words.extend({ code: z.string() });

/** Answers that are JSON of a known shape. */
export const schemas = {
  Record: z.object({
    url: z.string(),
    agency: z.string(),
    identifier: z.string(),
    dataset: z.string().describe('IRI of the dataset.'),
    outcome: z.enum(['created', 'changed', 'unchanged', 'hidden']).optional().describe('What PUT did.'),
    state,
    fingerprint: z.string().nullable().describe('The ETag; null once it was taken down.'),
    published: z.object({ audience: z.string(), since: moment.nullable() }).nullable(),
    decision: z
      .object({ verdict: z.string(), audience: z.string(), by: z.string(), manner: z.string(), at: moment, fingerprint: z.string() })
      .nullable(),
    versions: z.array(z.object({ id: z.int(), state, fingerprint: z.string(), receivedAt: moment, run: z.int().nullable() })),
    report: z.object({}).loose().nullable().describe('As of /validate.'),
  }),
  Source: z.object({
    url: z.string(),
    agency: z.string(),
    key: z.string(),
    kind: z.string(),
    address: z.string(),
    state: z.string(),
    policy: z.string(),
    registrar: z.string().nullable(),
    policyUntil: moment.nullable(),
    everyMinutes: z.int().nullable(),
    nextRunAt: moment.nullable(),
    options: z.object({}).loose(),
    hasSecret: z.boolean(),
    runs: z.string(),
  }),
  Run: z.object({
    url: z.string(),
    id: z.int(),
    state: z.string(),
    isOpen: z.boolean(),
    mode: z.string(),
    startedAt: moment,
    startedBy: z.string(),
    endedAt: moment.nullable(),
    endedBy: z.string().nullable(),
    cancelledBy: z.string().nullable(),
    total: z.int().nullable(),
    reason: words.nullable(),
    advice: z.array(words),
    preview: z.object({}).loose().optional(),
    events: z.string(),
    agency: z.string().optional(),
    source: z.string().optional(),
    counts: z.object(Object.fromEntries(outcomes.map((one: Outcome) => [one, z.int()]))).optional(),
    pairs: z.array(z.object({}).loose()).optional(),
    records: z
      .array(
        z.object({
          identifier: z.string(),
          name: z.string().nullable(),
          outcome: z.string().nullable(),
          agency: z.string().optional(),
          reason: words.nullable(),
        }),
      )
      .optional(),
    next: z.string().nullable().optional(),
  }),
  Problem: z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      instance: z.string(),
      remedy: z.string().optional(),
      th: z.object({ title: z.string(), detail: z.string(), remedy: z.string().optional() }),
    })
    .describe('RFC 9457, with the Thai words beside.'),
} as const satisfies Record<string, ZodType>;
