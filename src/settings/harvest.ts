import { z } from 'zod';

/** Settings of reading sources. */
export const harvestSettings = {
  HARVEST_CONNECT_MS: z.coerce.number().int().min(100).default(10_000).describe('Longest wait for a connection to a source.'),
  HARVEST_IDLE_MS: z.coerce.number().int().min(100).default(30_000).describe('Longest silence of a source within an answer.'),
  HARVEST_TOTAL_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(120_000)
    .describe('Longest time for one answer of a source, so that a slow drip ends.'),
  HARVEST_ANSWER_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(32 * 1024 * 1024)
    .describe('Largest answer taken from a source, as received; a page of 100 CKAN records is about 1 MB.'),
  HARVEST_UNPACKED_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(256 * 1024 * 1024)
    .default(128 * 1024 * 1024)
    .describe('Largest size of a packed answer (gzip, deflate, br, zstd) once unpacked, and of each layer when it is packed twice.'),
  HARVEST_UNPACK_RATIO: z.coerce
    .number()
    .min(2)
    .default(200)
    .describe('An answer that unpacks to more than this many times its size is a bomb; JSON packs 5 to 50 times. Counted from 1 MiB on.'),
  HARVEST_REDIRECTS: z.coerce.number().int().min(0).max(20).default(5).describe('Redirects followed; each address on the way is checked.'),
  HARVEST_RATE: z.coerce
    .number()
    .min(0)
    .default(10)
    .describe('Requests a second to one host, 0 for no bound; agencies’ servers are small, and firewalls ban who is faster.'),
  HARVEST_PER_HOST: z.coerce.number().int().min(1).max(8).default(4).describe('Requests to one host that wait for an answer at one time.'),
  HARVEST_TRIES: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .default(4)
    .describe('Tries of one request when a source is busy, cut off or silent; 1 for none but the first.'),
  HARVEST_BACKOFF_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(1000)
    .describe(
      'Wait before the second try, doubled before each further one; a random share of it is taken, so that nobody comes back in step.',
    ),
  HARVEST_WAIT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(120_000)
    .describe('Longest waiting between the tries of one request; a source that asks for more (Retry-After) is left until its next turn.'),
  HARVEST_PROXY: z
    .url({ protocol: /^https?$/, error: 'must be http://host:port or https://host:port' })
    .optional()
    .describe(
      'HTTP proxy that all fetching goes through, http://user:password@host:port. It must allow CONNECT to IP addresses on 80 and 443: names are looked up and checked here, so that the proxy cannot be led elsewhere.',
    ),
  HARVEST_CONTACT: z
    .string()
    .regex(/^(?:https?:\/\/|mailto:)[\x21-\x27\x2a-\x7e]+$/, 'must be an http, https or mailto address')
    .optional()
    .describe('Address in the User-Agent where a source’s administrator learns who is asking; default BASE_URL.'),
  HARVEST_PAGE_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .describe('Records asked of CKAN at a time; CKAN caps at 1,000, and small pages keep memory low.'),
  HARVEST_MAX_RECORDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(200_000)
    .describe('A walk that yields more is stopped: no agency has as many, so the source is looping.'),
  HARVEST_WHOLE_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(256 * 1024 * 1024)
    .default(64 * 1024 * 1024)
    .describe('Largest document that must be read whole: JSON-LD, HTML, xlsx. A catalogue of 10,000 datasets in JSON-LD is about 50 MB.'),
  HARVEST_STREAM_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(8 * 1024 * 1024 * 1024)
    .describe(
      'Largest document that is read as a stream (Turtle, TriG, N-Triples, N-Quads, RDF/XML), unpacked; it takes as much disk, not memory.',
    ),
  HARVEST_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe(
      'Sources read at the same time, so that a slow one does not keep the others waiting; each holds a page and a chunk in memory.',
    ),
  HARVEST_WALK_MS: z.coerce
    .number()
    .int()
    .min(1000)
    .default(4 * 3_600_000)
    .describe('Longest time for reading one source from start to end; a source that gives one record a page would go on for days.'),
  HARVEST_LEASE_MS: z.coerce
    .number()
    .int()
    .min(500)
    .default(60_000)
    .describe('How long a run keeps its source without a sign of life; after a crash the source is free again after this.'),
  REMOVAL_SHARE: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('A run that would remove a larger share of a source is held for a person.'),
  REMOVAL_FLOOR: z.coerce
    .number()
    .int()
    .min(1)
    .default(5)
    .describe('Fewer removals than this never hold a run, else a small source could not remove one dataset.'),
  FOLLOW_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(250)
    .describe('How often a follower looks for new log rows written by another process.'),
  HARVEST_LOOPBACK: z
    .string()
    .default('')
    .refine((text) => /^(?:[\w.:[\]-]+:\d+(?:\s*,\s*|$))*$/.test(text), 'must be host:port pairs with commas between them')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .describe('host:port pairs on loopback that may be harvested (comma-separated); for tests only, since loopback is otherwise refused.'),
};
