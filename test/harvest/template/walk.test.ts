import assert from 'node:assert/strict';
import type { FetchOptions, GuardedClient, OpenAnswer } from '../../../src/catalog/guarded-client.js';
import { Problem } from '../../../src/catalog/problem.js';
import type { SourceMarks, SourceOptions } from '../../../src/catalog/source.js';
import { readInThread, threadLimits } from '../../../src/harvest/template/read-in-thread.js';
import { walkTemplate } from '../../../src/harvest/template/walk-template.js';
import type { Walk } from '../../../src/harvest/walk.js';
import { answeringClient, testSource, testWalk, walked } from '../../support/walk.js';
import { type Cells, completeCells, completeResource, recordBook, sheetOf, workbookOf } from '../../support/workbooks.js';
import { rawBook, zipOf } from '../../support/zips.js';

const consent = { consent: { by: 'registrar', at: '2026-11-23T01:00:00.000Z' } };
const url = 'https://files.agency.example/template.xlsx';

function uploaded(bytes: Buffer, options: SourceOptions = consent, changes: Partial<Walk> = {}): Walk {
  const document = { bytes, mediaType: undefined, name: 'template.xlsx' };
  return testWalk(
    'template',
    answeringClient(() => ({})),
    { source: { ...testSource, kind: 'template', url: '', options }, document, ...changes },
  );
}

/** A client that answers with these, and remembers what it was asked. */
function servingClient(answer: Partial<Omit<OpenAnswer, 'bytes'>> & { bytes?: Buffer }): GuardedClient & { asked: FetchOptions[] } {
  const asked: FetchOptions[] = [];
  async function* body(): AsyncGenerator<Buffer> {
    yield answer.bytes ?? Buffer.alloc(0);
  }
  return {
    ...answeringClient(() => ({})),
    asked,
    open: async (address, options = {}) => {
      asked.push(options);
      return { status: 200, headers: {}, url: address, discard: () => undefined, ...answer, bytes: body() };
    },
  };
}

function fetched(client: GuardedClient, marks: SourceMarks = {}): Walk {
  return testWalk('template', client, { source: { ...testSource, kind: 'template', url, options: consent, marks } });
}

describe('A walk over the template', () => {
  it('brings a record for each row, with its owner and all that it says', async () => {
    const { records, end } = await walked(
      walkTemplate,
      uploaded(await recordBook([completeCells, { ...completeCells, name: 'b', owner_org: '99000002' }])),
    );
    assert.deepEqual(
      records.map(({ nativeId, owner, door }) => [nativeId, owner?.id, door.state]),
      [
        ['fish-prices', 'หน่วยงานทดสอบ', 'open'],
        ['b', '99000002', 'open'],
      ],
    );
    assert.equal(end.mode, 'full');
    assert.deepEqual(end.marks, { fullAt: '2026-11-23T02:00:00.000Z' });
    assert.equal((JSON.parse(records[0]?.bytes ?? '') as { resources: unknown[] }).resources.length, 1);
  });

  it('takes nothing without consent, and says how to give it; a flag of True in the row is consent', async () => {
    const book = await workbookOf([
      sheetOf(
        'Temp2_Meta_Record',
        [completeCells, { ...completeCells, name: 'b', allow_harvest: 'True' }, { ...completeCells, name: 'c', allow_harvest: 'False' }],
        ['allow_harvest'],
      ),
    ]);
    const { records } = await walked(walkTemplate, uploaded(book, {}));
    assert.deepEqual(
      records.map(({ door }) => door.state),
      ['withdrawn', 'open', 'withdrawn'],
    );
    const [door] = records.map((record) => record.door);
    assert.match(door?.state === 'withdrawn' ? `${door.reason} ${door.reasonTh}` : '', /banchi source consent.*ความยินยอม/);
    const withConsent = await walked(walkTemplate, uploaded(book));
    assert.deepEqual(
      withConsent.records.map(({ door: { state } }) => state),
      ['open', 'open', 'withdrawn'],
    );
  });

  const secrets: readonly Cells[] = [
    { data_category: 'ข้อมูลความมั่นคง', data_classification: null },
    { data_category: 'ข้อมูลความลับทางราชการ' },
    { data_classification: 'ลับมาก' },
    { data_classification: 'ลับ\u200bที่สุด (ตามระเบียบ)' },
  ];
  for (const secret of secrets) {
    it(`refuses a secret row, and tells nothing of it in advice: ${JSON.stringify(secret)}`, async () => {
      const row = { ...completeCells, ...secret, name: 'hidden-thing', title: 'แผนลับเฉพาะ' };
      const book = await recordBook(
        [row, row],
        [{ ...completeResource, dataset_name: 'hidden-thing-misspelt', resource_name: 'แผนลับเฉพาะ' }],
      );
      const { records, end } = await walked(walkTemplate, uploaded(book));
      assert.equal(records[0]?.door.state, 'refused');
      assert.equal(records[1]?.door.state, 'left-out');
      assert.doesNotMatch(JSON.stringify([records[1], end.advice]), /hidden-thing|แผนลับเฉพาะ/);
      assert.match(JSON.stringify(end.advice), /Temp3_Resource_Record, row 6/);
    });
  }

  it('is the same for a row that was moved, and another for one that says something else', async () => {
    const other = { ...completeCells, name: 'b' };
    const printOf = async (rows: readonly Cells[]): Promise<Map<string, string>> =>
      new Map(
        (await walked(walkTemplate, uploaded(await recordBook(rows)))).records.map(({ nativeId, fingerprint }) => [nativeId, fingerprint]),
      );
    const [before, moved, changed] = [
      await printOf([completeCells, other]),
      await printOf([other, completeCells]),
      await printOf([{ ...completeCells, notes: 'ใหม่' }, other]),
    ];
    assert.deepEqual(new Map([...moved].sort()), new Map([...before].sort()));
    assert.notEqual(changed.get('fish-prices'), before.get('fish-prices'));
    assert.equal(changed.get('b'), before.get('b'));
  });

  it('fetches the file, and keeps its validators for the next time', async () => {
    const client = servingClient({
      bytes: await recordBook([completeCells]),
      headers: { etag: '"1"', 'last-modified': 'Mon, 23 Nov 2026 01:00:00 GMT' },
    });
    const { records, end } = await walked(walkTemplate, fetched(client));
    assert.equal(records.length, 1);
    assert.deepEqual(end.marks, { etag: '"1"', lastModified: 'Mon, 23 Nov 2026 01:00:00 GMT', fullAt: '2026-11-23T02:00:00.000Z' });
    assert.equal(client.asked[0]?.ifNoneMatch, undefined);
  });

  it('brings nothing and loses nothing when the file has not changed', async () => {
    const client = servingClient({ status: 304 });
    const marks = { etag: '"1"', lastModified: 'x', fullAt: '2026-11-22T02:00:00.000Z' };
    const { records, end } = await walked(walkTemplate, fetched(client, marks));
    assert.deepEqual([records, end], [[], { mode: 'incremental', marks, advice: [] }]);
    assert.deepEqual([client.asked[0]?.ifNoneMatch, client.asked[0]?.ifModifiedSince], ['"1"', 'x']);
  });

  const failures: readonly (readonly [claim: string, answer: Parameters<typeof servingClient>[0], says: RegExp])[] = [
    ['an error', { status: 500 }, /status 500/],
    ['a page to sign in with status 200', { bytes: Buffer.from('<html><body>Sign in</body></html>') }, /web page/],
    ['half a file', { bytes: Buffer.from('PK\x03\x04 half') }, /cut short/],
    ['a file that is too large', { bytes: Buffer.alloc(1024 * 1024 + 1) }, /larger than 1 MB/],
  ];
  for (const [claim, answer, says] of failures) {
    it(`ends with what is wrong when the server gives ${claim}`, async () => {
      await assert.rejects(
        walked(walkTemplate, fetched(servingClient(answer))),
        (error: unknown) => error instanceof Problem && says.test(error.detail.en),
      );
    });
  }

  it('stops past the most records that a source may have', async () => {
    const rows = Array.from({ length: 101 }, (_, index) => ({ ...completeCells, name: `set-${index}` }));
    await assert.rejects(walked(walkTemplate, uploaded(await recordBook(rows))), /more than 100 datasets/);
  });

  it('ends at once when the run is cancelled', async () => {
    const stop = new AbortController();
    stop.abort(new Error('cancelled'));
    await assert.rejects(walked(walkTemplate, uploaded(await recordBook([completeCells]), consent, { signal: stop.signal })), /cancelled/);
  });
});

describe('The reading thread', () => {
  it('reads 10,000 rows within 192 MB', async () => {
    const fields = Object.keys(completeCells);
    const text = (value: unknown): string => `<c t="inlineStr"><is><t>${String(value)}</t></is></c>`;
    const row = (number: number, values: readonly unknown[]): string => `<row r="${number}">${values.map(text).join('')}</row>`;
    const rows = Array.from({ length: 10_000 }, (_, index) => row(index + 2, [`set-${index}`, ...Object.values(completeCells).slice(1)]));
    const sheet = `<worksheet><sheetData>${row(1, fields)}${rows.join('')}</sheetData></worksheet>`;
    const reading = await readInThread(zipOf(rawBook(sheet)), new AbortController().signal, {
      ...threadLimits,
      memoryMb: 192,
      batch: 1000,
    });
    let count = 0;
    for (let batch = await reading.next(); batch.length > 0; batch = await reading.next()) count += batch.length;
    await reading.close();
    assert.equal(count, 10_000);
  });

  it('is ended past its deadline and its memory, with words for it', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => ({ ...completeCells, name: `set-${index}` }));
    const bytes = await recordBook(rows);
    const { signal } = new AbortController();
    await assert.rejects(readInThread(bytes, signal, { ...threadLimits, ms: 5 }), /could not be read within 0.005 s/);
    await assert.rejects(readInThread(bytes, signal, { ...threadLimits, memoryMb: 5 }), /within 5 MB of memory/);
  });

  it('gives its rows a batch at a time, each once', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => ({ ...completeCells, name: `set-${index}` }));
    const reading = await readInThread(await recordBook(rows), new AbortController().signal, { ...threadLimits, batch: 10 });
    const sizes: number[] = [];
    for (let batch = await reading.next(); batch.length > 0; batch = await reading.next()) sizes.push(batch.length);
    await reading.close();
    assert.deepEqual(sizes, [10, 10, 5]);
  });
});
