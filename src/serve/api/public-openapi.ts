import { dataOperations } from './public-data.js';
import type { PublicOperation } from './public-operation.js';
import {
  namesInAddress,
  type PathParameter,
  type PublicParameter,
  pathParameters,
  type QueryParameter,
  queryParameters,
} from './public-parameters.js';
import { profileOperations } from './public-profile.js';
import { serviceOperations } from './public-services.js';

/** Everything that anybody may ask without a key. */
export const publicOperations: readonly PublicOperation[] = [...dataOperations, ...serviceOperations, ...profileOperations];

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** What every public address may answer, by status. */
const always: Readonly<Record<number, string>> = {
  304: 'What the client holds is what would be sent.',
  400: 'The request is wrong.',
  406: 'There is nothing in a form that Accept names.',
  503: 'Busy, or still starting; see Retry-After.',
};

/** What the paths name, each once. */
export function publicComponents() {
  const parameters = Object.entries({ ...pathParameters, ...queryParameters }).map(([name, one]) => [name, parameter(name, one)]);
  const responses = Object.entries(always).map(([status, description]) => [`Public${status}`, answer(Number(status), description)]);
  return { parameters: Object.fromEntries(parameters), responses: Object.fromEntries(responses) };
}

/** The paths of what anybody may ask, without a key. */
export function publicPaths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of publicOperations) {
    for (const { path, suffixed } of addressesOf(operation)) {
      const described = paths[path] ?? { parameters: inPath(path) };
      described[operation.method] = describe(operation, suffixed);
      paths[path] = described;
    }
  }
  return paths;
}

/** An operation's addresses: its own, and the one with a suffix where it has representations. */
export function addressesOf({ path, suffixed = false }: PublicOperation): { path: string; suffixed: boolean }[] {
  return [{ path, suffixed: false }, ...(suffixed ? [{ path: `${path}.{suffix}`, suffixed }] : [])];
}

function describe(operation: PublicOperation, suffixed: boolean): Record<string, unknown> {
  const { id, words, parameters = [], body } = operation;
  return {
    operationId: suffixed ? `${id}As` : id,
    summary: `${words.th} · ${words.en}`,
    tags: ['public'],
    security: [],
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(named) }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: bodies(body) } }),
    responses: answers(operation),
  };
}

function bodies(body: NonNullable<PublicOperation['body']>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([type, example]) => [type, example === undefined ? {} : { example }]));
}

function answers({ types, statuses = {} }: PublicOperation): Record<string, unknown> {
  const content = Object.fromEntries(types.map((type) => [type, {}]));
  const whole = types.length === 0 ? {} : { 200: { description: 'In any of these forms, by Accept.', content } };
  const common = Object.keys(always).map((status) => [status, { $ref: `#/components/responses/Public${status}` }]);
  const own = Object.entries(statuses).map(([status, description]) => [status, answer(Number(status), description, content)]);
  return { ...whole, ...Object.fromEntries([...common, ...own]) };
}

/** A part and a tombstone have the forms that the whole has. */
function answer(status: number, description: string, content: Record<string, unknown> = {}): Record<string, unknown> {
  if (status === 206) return { description, content };
  if (status < 400) return { description };
  return { description, content: status === 410 ? { ...content, ...problem } : problem };
}

function inPath(path: string): unknown[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => named(name as PathParameter));
}

function named(name: PathParameter | QueryParameter): unknown {
  return { $ref: `#/components/parameters/${name}` };
}

function parameter(name: string, { in: place, words, schema, example }: PublicParameter): unknown {
  return {
    name: namesInAddress[name] ?? name,
    in: place,
    ...(place === 'path' ? { required: true } : {}),
    description: `${words.th} · ${words.en}`,
    schema,
    ...(example === undefined ? {} : { example }),
  };
}
