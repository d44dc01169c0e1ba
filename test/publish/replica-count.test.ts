import assert from 'node:assert/strict';
import { replicaCount } from '../../src/publish/sparql/replica-count.js';

const gb = 1024 ** 3;

describe('As many SPARQL replicas as', () => {
  it('two, up to 50,000 datasets', () => {
    assert.deepEqual(
      [0, 20_000, 50_000, 50_001, 100_000].map((datasets) => replicaCount(datasets, 16 * gb)),
      [2, 2, 2, 1, 1],
    );
  });

  it('the memory of the machine has room for', () => {
    assert.deepEqual(
      [1, 2, 4, 8].map((memory) => replicaCount(20_000, memory * gb)),
      [1, 1, 2, 2],
    );
    assert.equal(replicaCount(0, 0.25 * gb), 1);
  });
});
