import assert from 'node:assert/strict';
import { source, withTestApp } from '../support/app.js';
import { manyRecords } from '../support/packages.js';

describe('A harvest that the end of the program interrupted', () => {
  for (const filters of [true, false]) {
    it(`goes on from its last page at the next start and loses nothing, ${filters ? 'by id' : 'by position'}`, () =>
      withTestApp({ packages: manyRecords(45), harvest: { idleMs: 60_000, totalMs: 60_000 } }, async (test) => {
        test.portal.traits.filters = filters;
        test.portal.fail('hang', 5);
        const interrupted = assert.rejects(test.app.flow.harvest(source, 'test'));
        while (test.portal.requests < 6) await new Promise((resolve) => setTimeout(resolve, 10));
        const again = await Promise.all([test.restart(), interrupted]).then(([restarted]) => restarted);
        try {
          const before = test.portal.requests;
          test.portal.fail(undefined);
          const { run, counts } = await again.app.flow.harvest(source, 'test');
          assert.deepEqual([run.id, run.state, counts.created], [1, 'succeeded', 45]);
          const asked = test.portal.asked.slice(before).map(decodeURIComponent);
          assert.ok(asked.length <= 6, asked.join('\n'));
          assert.ok(
            asked.every((one) => !one.includes('start=0')),
            asked.join('\n'),
          );
          assert.equal((await again.app.flow.records()).length, 45);
        } finally {
          await again.app.stop();
        }
      }));
  }
});
