import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuardedClient } from '../../../src/catalog/guarded-client.js';
import { Course, nextPage } from '../../../src/harvest/dcat/course.js';
import { walkDocuments } from '../../../src/harvest/dcat/walk-documents.js';
import { datasetOf, prefixes, type Served, withDocuments } from '../../support/dcat-server.js';
import { answeringClient, testSource, testWalk, walked } from '../../support/walk.js';

/** A page with one dataset, its view, and what else it says. */
function page(n: number, view: string): Served {
  return { body: `${prefixes}<#c> a hydra:Collection . <#v> a hydra:PartialCollectionView . ${view}\n${datasetOf(`d${n}`)}` };
}

const ids = (...numbers: number[]): string[] => numbers.map((n) => `https://agency.example/d${n}`);

describe('A walk over the pages of a DCAT source', () => {
  it('follows Hydra’s terms, old and new, as IRI and as literal, and the Link header', async () => {
    await withDocuments(
      (origin) => ({
        '/1': page(1, `<#v> hydra:next <${origin}/2> .`),
        '/2': page(2, `<#v> hydra:nextPage "${origin}/3" .`),
        '/3': page(3, '<#v> hydra:next "/4" .'),
        '/4': { headers: { link: '</x>; rel="prev", </5?page=5>; title="a, b"; rel="next"' }, body: `${prefixes}${datasetOf('d4')}` },
        '/5?page=5': page(5, '<#v> hydra:totalItems 5 .'),
      }),
      async ({ walk }) => {
        const brought = await walk('/1');
        assert.deepEqual([brought.ids, brought.end.mode, brought.end.advice], [ids(1, 2, 3, 4, 5), 'full', []]);
        assert.equal(brought.end.marks.etag, undefined);
      },
    );
  });

  it('ends with a page loop 2↔3', async () => {
    await withDocuments(
      () => ({ '/1': page(1, '<#v> hydra:next </2> .'), '/2': page(2, '<#v> hydra:next </3> .'), '/3': page(3, '<#v> hydra:next </2> .') }),
      async ({ walk, asked }) => {
        await assert.rejects(walk('/1'), /go round in a circle/);
        assert.equal(asked.length, 3);
      },
    );
  });

  it('ends with a repeated page, whether by its bytes or by its datasets', async () => {
    await withDocuments(
      () => ({
        '/1': page(1, '<#v> hydra:next </1?p=2> .'),
        '/1?p=2': page(1, '<#v> hydra:next </1?p=2> .'),
        '/a': page(1, '<#v> hydra:next </a?p=2> .'),
        '/a?p=2': page(1, '<#v> hydra:next </a?p=3> .'),
      }),
      async ({ walk }) => {
        await assert.rejects(walk('/1'), /the same page came again|go round in a circle/);
        await assert.rejects(walk('/a'), /brings no dataset that was not on an earlier one/);
      },
    );
  });

  it('fails when fewer datasets come than the source counts, and says so when more do', async () => {
    await withDocuments(
      () => ({ '/short': page(1, '<#c> hydra:totalItems 7 .'), '/long': page(1, '<#c> hydra:totalItems 0 .') }),
      async ({ walk }) => {
        await assert.rejects(walk('/short'), /counts 7 datasets but brought 1/);
        assert.match((await walk('/long')).end.advice[0]?.en ?? '', /counts 0 datasets, but there are 1/);
      },
    );
  });

  it('takes nothing for complete when a later page fails', async () => {
    await withDocuments(
      () => ({ '/1': page(1, '<#v> hydra:next </2> .'), '/2': { status: 500, body: 'sorry' } }),
      async ({ walk }) => {
        await assert.rejects(walk('/1'), /status 500/);
      },
    );
  });

  it('goes on after the last page it gave, and still knows a repeated one', async () => {
    await withDocuments(
      () => ({
        '/1': page(1, '<#v> hydra:next </2> .'),
        '/2': page(2, '<#v> hydra:next </3> .'),
        '/3': page(3, '<#v> hydra:totalItems 3 .'),
        '/b1': page(1, '<#v> hydra:next </b2> .'),
        '/b2': page(2, '<#v> hydra:next </b1> .'),
      }),
      async ({ walk, first, asked }) => {
        const { checkpoint: resume } = await first('/1');
        assert.equal(asked.length, 1);
        const rest = await walk('/1', { resume });
        assert.deepEqual([rest.ids, rest.end.mode], [ids(2, 3), 'full']);
        const begun = await first('/b1');
        await assert.rejects(walk('/b1', { resume: begun.checkpoint }), /go round in a circle/);
      },
    );
  });

  it('sends the source’s secret to no other host, and the User-Agent to all', async () => {
    const sent = new Map<string, unknown>();
    const bodies: Record<string, string> = {
      'https://portal.example/1': `${prefixes}<#v> hydra:next <https://mirror.example/2> .\n${datasetOf('d1')}`,
      'https://mirror.example/2': `${prefixes}${datasetOf('d2')}`,
    };
    const client: GuardedClient = {
      ...answeringClient(() => ({})),
      async open(url, options) {
        sent.set(url, options?.headers);
        async function* bytes(): AsyncGenerator<Buffer> {
          yield Buffer.from(bodies[url] ?? '');
        }
        return { status: 200, headers: { 'content-type': 'text/turtle' }, url, bytes: bytes(), discard: () => undefined };
      },
    };
    const spoolDir = await mkdtemp(join(tmpdir(), 'banchi-spool-'));
    const headers = { authorization: 'secret', 'user-agent': 'Portal/1' };
    const walk = testWalk('dcat', client, { headers, source: { ...testSource, kind: 'dcat', url: 'https://portal.example/1' } });
    const { records } = await walked(walkDocuments, { ...walk, limits: { ...walk.limits, spoolDir } });
    await rm(spoolDir, { recursive: true });
    assert.equal(records.length, 2);
    assert.deepEqual([...sent.values()], [headers, { 'user-agent': 'Portal/1' }]);
  });

  it('leads a link to a private address back to the source', async () => {
    await withDocuments(
      (origin) => ({ '/1': page(1, `<#v> hydra:next <${origin.replace('127.0.0.1', '10.1.2.3')}/2> .`), '/2': page(2, '') }),
      async ({ walk }) => {
        assert.deepEqual((await walk('/1')).ids, ids(1, 2));
      },
    );
  });

  it('leads links to names that only the source knows back to it, and leaves public ones', () => {
    const judge = (url: string) =>
      url.includes('10.0.0.5') ? { reason: 'refused-network' as const, detail: { th: '', en: '' }, remedy: { th: '', en: '' } } : undefined;
    const home = 'https://data.agency.example/catalog.ttl';
    const next = (target: string): string | undefined => nextPage({ url: home, link: '', next: [target] }, home, { judge });
    assert.equal(next('http://10.0.0.5:8080/catalog.ttl?page=2#x'), 'https://data.agency.example/catalog.ttl?page=2');
    assert.equal(next('http://ckan:5000/catalog.ttl?page=2'), 'https://data.agency.example/catalog.ttl?page=2');
    assert.equal(next('http://data.agency.example/catalog.ttl?page=2'), 'https://data.agency.example/catalog.ttl?page=2');
    assert.equal(next('https://mirror.example/p2'), 'https://mirror.example/p2');
    assert.throws(() => next('http://['), /is none/);
    assert.throws(() => nextPage({ url: home, link: '', next: ['/2', '/3'] }, home, { judge }), /several next pages/);
  });

  it('reads no more pages than a source may have', () => {
    const course = new Course('https://agency.example/0', undefined, 3);
    let pages = 0;
    const turn = (): void => {
      course.read(`content of ${pages}`);
      pages += 1;
      course.turn(`https://agency.example/${pages}`, pages);
    };
    assert.throws(() => {
      for (;;) turn();
    }, /more than 3 pages/);
    assert.equal(pages, 3);
  });

  it('takes a next page named in an upload for the sign that the upload is not everything', async () => {
    await withDocuments(
      () => ({}),
      async ({ walk }) => {
        const served = page(1, '<#v> hydra:next </2> .') as { body: string };
        const { ids: found, end } = await walk('/', {
          document: { bytes: Buffer.from(served.body), mediaType: 'text/turtle', name: undefined },
        });
        assert.deepEqual([found, end.mode], [ids(1), 'incremental']);
      },
    );
  });
});
