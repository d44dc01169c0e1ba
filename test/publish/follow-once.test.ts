import assert from 'node:assert/strict';
import type { LogReader, Publication } from '../../src/catalog/publication.js';
import { followOnce } from '../../src/publish/follower.js';

const row = (seq: number): Publication => ({
  seq,
  graph: `urn:g${seq}`,
  kind: 'dataset',
  op: 'put',
  audience: 'public',
  nquads: '',
  jsonld: '',
  at: '2026-11-23T02:00:00.000Z',
});

describe('A follower of a log that grows while it is read', () => {
  it('applies each row once', async () => {
    let head = 3;
    const log: LogReader = {
      head: () => head,
      after(seq) {
        // Another process commits between the two questions.
        head += 2;
        return Array.from({ length: head - seq }, (_, index) => row(seq + index + 1));
      },
      mark: () => '',
    };
    const applied: number[] = [];
    const follower = {
      position: 0,
      apply(rows: readonly Publication[], position: number) {
        applied.push(...rows.map(({ seq }) => seq));
        follower.position = position;
      },
    };
    for (let times = 0; times < 5; times += 1) await followOnce(log, follower);
    assert.deepEqual(
      applied,
      Array.from({ length: applied.length }, (_, index) => index + 1),
    );
  });
});
