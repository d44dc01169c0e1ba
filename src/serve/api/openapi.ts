import { ZodType, z } from 'zod';
import { scopesFor } from '../../catalog/key.js';
import { documentTypes, type Operation, operations, type Parameter } from './operations.js';
import { publicComponents, publicPaths } from './public-openapi.js';
import { schemas } from './schemas.js';

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** What every operation may answer, by status. */
const always: Readonly<Record<number, string>> = {
  400: 'The request is wrong.',
  401: 'No key, or one that is of no use.',
  403: 'The key lacks the scope, or what was sent is not taken.',
  404: 'There is nothing under that name.',
  409: 'Conflicts with the present state.',
  413: 'Too large.',
  429: 'Too many keys of no use.',
  503: 'Busy; see Retry-After.',
};

/**
 * OpenAPI 3.1 of everything that can be asked: /api of the rows of operations.ts and the schemas that bodies are checked by, what anybody may
 * ask of the rows of public-operations.ts.
 */
export function openapiDocument(base: string): Record<string, unknown> {
  const paths = publicPaths();
  for (const operation of operations) {
    const path = paths[operation.path] ?? { parameters: pathParameters(operation.path) };
    paths[operation.path] = path;
    path[operation.method] = described(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Banchi',
      version: '0.1.0',
      description:
        'Everything public (datasets, catalogues, SPARQL, changes, vocabularies, rules) needs no key and is linked data; under /api is what programs of agencies and of the centre do with one.',
    },
    servers: [{ url: base }],
    tags: [
      { name: 'public', description: 'สำหรับทุกคน ไม่ต้องใช้กุญแจ · For anybody, without a key' },
      { name: 'agency', description: 'สำหรับหน่วยงานและส่วนกลาง ใช้กุญแจ · For agencies and the centre, with a key' },
    ],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key made by `banchi key create`: Authorization: Bearer bk_…' },
      },
      ...publicComponents(),
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)])),
    },
  };
}

function described({ id, words, act, parameters = [], body, answers, path }: Operation): Record<string, unknown> {
  const statuses = Object.entries({ ...always, ...answers }).map(([status, description]) => [
    status,
    answer(Number(status), description, path),
  ]);
  return {
    operationId: id,
    summary: `${words.th} · ${words.en}`,
    tags: ['agency'],
    description: `Scope: ${scopesFor(act).join(' or ')}.`,
    'x-scopes': scopesFor(act),
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(parameter) }),
    ...(body === undefined ? {} : { requestBody: { content: contentOf(body, id) } }),
    responses: Object.fromEntries(statuses),
  };
}

function contentOf(body: NonNullable<Operation['body']>, id: string): Record<string, unknown> {
  if (!(body instanceof ZodType)) return Object.fromEntries(body.map((type) => [type, {}]));
  const json = { 'application/json': { schema: jsonSchema(body) } };
  return id === 'startRun' ? { ...json, ...Object.fromEntries([...documentTypes, 'multipart/form-data'].map((type) => [type, {}])) } : json;
}

function answer(status: number, description: string, path: string): Record<string, unknown> {
  if (status >= 400) return { description, content: problem };
  if (status === 204) return { description };
  if (path.endsWith('/events')) return { description, content: { 'text/event-stream': {} } };
  const isRun = path.startsWith('/api/runs') || status === 202;
  const name = isRun ? 'Run' : path.includes('/sources') ? 'Source' : 'Record';
  // Lists and the end of a source have the schema's members within them.
  const isOne = isRun || (name === 'Record' && path.includes('{identifier}')) || /\{key\}(?:\/(?:approve|consent))?$/.test(path);
  return { description, content: { 'application/json': isOne ? { schema: { $ref: `#/components/schemas/${name}` } } : {} } };
}

function pathParameters(path: string): unknown[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'integer' } : { type: 'string' },
  }));
}

function parameter({ name, in: place, words, schema = { type: 'string' } }: Parameter): unknown {
  return { name, in: place, description: words, schema };
}

function jsonSchema(schema: ZodType): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
