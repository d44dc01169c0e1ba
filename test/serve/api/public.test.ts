import assert from 'node:assert/strict';
import type { Express } from 'express';
import { request } from 'undici';
import type { Serving } from '../../../src/compose.js';
import { openapiDocument } from '../../../src/serve/api/openapi.js';
import { addressesOf, publicOperations } from '../../../src/serve/api/public-openapi.js';
import type { ServeParts } from '../../../src/serve/parts.js';
import { createApp } from '../../../src/serve/server.js';
import { agencyId, startApp, type TestApp } from '../../support/app.js';
import { harvestAndConfirm } from '../../support/harvested.js';
import { completeRecord, manyRecords } from '../../support/packages.js';
import { shared } from '../../support/shared.js';

/** Addresses that no program asks for: what pages are made of, and the page that people come in by. */
const exceptions = [/^\/assets\//, /^\/$/];

interface Described {
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, unknown>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Described['responses'][string]>> };
}
const document = openapiDocument('https://catalogue.test') as unknown as Document;

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every method and address that the app has a route for, its parameters without their names. */
function routesOf(app: Express): string[] {
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (route === undefined) return walk(handle?.stack ?? []);
      const methods = Object.keys(route.methods).filter((method) => !['_all', 'options', 'head'].includes(method));
      return [route.path].flat().flatMap((path) => methods.map((method) => `${method} ${path.replace(/:\w+/g, '{}')}`));
    });
  return [...new Set(walk((app as unknown as { router: Layer & { stack: readonly Layer[] } }).router.stack))].sort();
}

describe('What anybody may ask', () => {
  let test: TestApp;
  let serving: Serving;
  let values: Readonly<Record<string, string>>;

  before(async () => {
    test = await startApp({ packages: [completeRecord(), ...manyRecords(101)] });
    serving = await test.serve();
    await harvestAndConfirm(test);
    await serving.caughtUp();
    await serving.dumped();
    const location = async (path: string): Promise<string> => {
      const { headers, body } = await request(`${serving.url}${path}`);
      await body.dump();
      return String(headers.location);
    };
    values = {
      agency: agencyId,
      name: 'water-stations',
      id: '7b9e0f3a-53a5-4f0b-8d8e-1f2a3b4c0001',
      scheme: 'frequency-unit',
      code: 'year',
      rules: 'gdc-words',
      version: '1.0.0',
      seq: (await location('/changes?after=0')).replace('/changes/', ''),
      page: '1',
      dump: (await location('/dumps/latest.nq.gz')).replace('/dumps/', ''),
      suffix: 'ttl',
    };
  });
  after(() => test.end());

  it('is all in the document, and the document has nothing that there is no route for', () => {
    // Routes are told of without being asked; nothing of what they work with is.
    const { rules } = shared(test.config);
    const parts = {
      base: 'https://catalogue.test',
      directory: {},
      formerBases: [],
      largestDocument: 1,
      mostDocuments: 1,
      largestRecord: 1,
      mostRecords: 1,
      largestUpload: 1,
      trustedProxies: 0,
      vocabulary: rules.vocabulary,
      shapes: rules.shapes.files,
    };
    const routes = routesOf(createApp(parts as unknown as ServeParts));
    const nameless = (path: string): string => path.replace(/\{\w+\}/g, '{}');
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((name) => name !== 'parameters')
        .map((method) => `${method} ${nameless(path)}`),
    );
    const excepted = (route: string): boolean => exceptions.some((pattern) => pattern.test(route.slice(route.indexOf(' ') + 1)));
    assert.ok(routes.length > 60, String(routes.length));
    assert.deepEqual(
      routes.filter((route) => !documented.includes(route) && !excepted(route)),
      [],
    );
    // Some routes take a suffix as part of the last name.
    const routed = new Set([...routes, ...routes.map((route) => `${route}.{}`)]);
    assert.deepEqual(
      documented.filter((one) => !routed.has(one)),
      [],
    );
    assert.ok(exceptions.every((pattern) => routes.some((route) => pattern.test(route.slice(route.indexOf(' ') + 1)))));
  });

  it('has one name each, and names nothing that the document lacks', () => {
    const names = Object.values(document.paths).flatMap((methods) =>
      Object.entries(methods).flatMap(([name, one]) => (name === 'parameters' ? [] : [(one as { operationId?: string }).operationId])),
    );
    assert.equal(new Set(names).size, names.length);
    for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = path.split('/').reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], document);
      assert.ok(found !== undefined, path);
    }
  });

  const filled = (path: string): string => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);

  function describedFor(path: string, status: number): Readonly<Record<string, unknown>> | undefined {
    const answer = document.paths[path]?.get?.responses[String(status)];
    const resolved = answer?.$ref === undefined ? answer : document.components.responses[answer.$ref.split('/').at(-1) ?? ''];
    return resolved && (resolved.content ?? {});
  }

  for (const operation of publicOperations.filter(({ method }) => method === 'get')) {
    for (const { path, suffixed } of addressesOf(operation)) {
      it(`GET ${path} answers as the document says, in each form it tells of, and with a documented problem for none`, async () => {
        const wanted = suffixed ? ['*/*'] : [...operation.types, '*/*'];
        for (const accept of wanted) {
          const query = path.startsWith('/sparql') ? await queryFor(accept) : '';
          const { statusCode, headers, body } = await request(`${serving.url}${filled(path)}${query}`, { headers: { accept } });
          await body.dump();
          const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
          const content = describedFor(path, statusCode);
          assert.ok(statusCode < 400 && content !== undefined, `${path} ${accept}: ${statusCode}`);
          if (statusCode !== 200) assert.ok(headers.location !== undefined);
          else assert.ok(type in content && (accept === '*/*' || type === accept), `${path} ${accept}: ${type}`);
        }
        const { statusCode, headers, body } = await request(`${serving.url}${filled(path)}`, { headers: { accept: 'image/png' } });
        await body.dump();
        const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
        const content = describedFor(path, statusCode);
        assert.ok(content !== undefined && (statusCode === 302 || statusCode === 303 || type in content), `${path}: ${statusCode} ${type}`);
      });
    }
  }

  /** A query whose result has the form; without one the service describes itself, as a page or in Turtle. */
  async function queryFor(accept: string): Promise<string> {
    if (accept === 'text/html' || accept === '*/*' || accept === 'text/turtle') return '';
    const isBindings = /sparql-results|csv|separated/.test(accept);
    const query = isBindings ? 'SELECT * { ?s a ?c } LIMIT 1' : 'CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 1';
    return `?query=${encodeURIComponent(query)}`;
  }

  for (const operation of publicOperations.filter(({ method }) => method === 'post')) {
    it(`POST ${operation.path} takes the bodies that the document gives as examples`, async () => {
      const examples = Object.entries(operation.body ?? {}).filter(([, example]) => example !== undefined);
      assert.ok(examples.length > 0);
      for (const [type, example] of examples) {
        const { statusCode, headers, body } = await request(`${serving.url}${operation.path}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: String(example),
        });
        const text = await body.text();
        assert.equal(statusCode, 200, `${operation.path} ${type}: ${text.slice(0, 300)}`);
        assert.ok(operation.types.includes(String(headers['content-type']).split(';')[0] ?? ''));
      }
    });
  }
});
