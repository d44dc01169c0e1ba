import { z } from 'zod';

/** Where SPARQL is answered, and within which bounds. */
export const sparqlSettings = {
  CATALOG_STORE: z
    .string()
    .regex(/^(oxigraph|sparql:https?:\/\/[^\s@#]+)$/, 'must be oxigraph, or sparql: and an address without user or password')
    .default('oxigraph')
    .describe(
      'Where SPARQL is answered: `oxigraph` in this process, or `sparql:` and the query address of an engine of yours (Virtuoso 7, or any of SPARQL 1.1 whose default graph is the union of its graphs), which then holds nothing else.',
    ),
  CATALOG_STORE_UPDATE: z
    .url({ protocol: /^https?$/ })
    .regex(/^[^@#]*$/, 'must be an address without user or password')
    .optional()
    .describe('Address for updates of that engine, where it is another one: Virtuoso’s is /sparql-auth.'),
  CATALOG_STORE_USER: z
    .string()
    .optional()
    .describe(
      'User for that engine, told to it when it asks (HTTP Digest or Basic). Strangers’ queries run there too: give the query address no rights to change anything.',
    ),
  CATALOG_STORE_PASSWORD: z.string().optional().describe('Password of that user.'),
  SPARQL_REPLICAS: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .optional()
    .describe(
      'Oxigraph workers, each with the whole catalogue in memory. Default 2, of which one answers while the other is replaced; 1 where there are more than 50,000 datasets at the start, or the memory is small. With an engine elsewhere default 6: queries that are sent to it at a time.',
    ),
  SPARQL_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(10_000)
    .describe('A query that runs longer is ended with its worker; long enough for a full scan of 100,000 datasets.'),
  SPARQL_RESULT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024)
    .describe('A larger result is refused rather than cut, since a cut one looks complete.'),
  SPARQL_RESULT_ROWS: z.coerce
    .number()
    .int()
    .min(10)
    .default(500_000)
    .describe('Most rows of one result; the query is run with a LIMIT of one more, so that the engine’s memory stays bounded.'),
  SPARQL_CLIENT_QUERIES: z.coerce
    .number()
    .int()
    .min(1)
    .default(16)
    .describe('Queries of one client that run or wait at a time; programs that divide a query send about ten.'),
  SPARQL_CLIENT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(60_000)
    .describe(
      'Processing time that one client’s queries have in a minute, 0 for no bound; a query that is ended counts with SPARQL_TIMEOUT_MS besides its time.',
    ),
  SPARQL_CACHE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * 1024 * 1024)
    .describe('Memory for results that were answered, until something new is published.'),
  SPARQL_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(64)
    .max(4096)
    .default(3072)
    .describe(
      'Memory of one Oxigraph engine, data and queries together; 100,000 datasets take some 2 GB. A query that needs more ends its worker.',
    ),
} as const;
