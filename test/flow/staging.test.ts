import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgressReporter } from '../../src/catalog/progress.js';
import { agencyId, startApp } from '../support/app.js';

const turtle = Array.from(
  { length: 300 },
  (_, n) => `<https://a.example/${n}> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "ชุดที่ ${n}"@th .`,
).join('\n');

describe('A run that cannot stage what it reads', () => {
  it('fails with the reason, and its walker lets go of its files', async () => {
    const reporter: ProgressReporter = {
      pageStaged: () => {
        throw new Error('the disk is gone');
      },
    };
    const test = await startApp({ overrides: { reporter } });
    try {
      const { flow } = test.app;
      await flow.registerSource(
        { agencyId, key: 'dcat', kind: 'dcat', url: '', policy: 'manual', policyBy: undefined, everyMinutes: undefined },
        'test',
      );
      await flow.approveSource(`${agencyId}/dcat`, 'test');
      const document = { bytes: Buffer.from(turtle), mediaType: 'text/turtle', name: 'catalogue.ttl' };
      const { run } = await flow.harvest(`${agencyId}/dcat`, 'test', { document });
      assert.deepEqual([run.state, run.endedBy], ['failed', '<flow>']);
      assert.match(run.reason ?? '', /the disk is gone/);
      const spool = join(test.config.dataDir, 'spool');
      for (let tries = 0; tries < 100 && (await readdir(spool).catch(() => [])).length > 0; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(await readdir(spool).catch(() => []), []);
    } finally {
      await test.end();
    }
  });
});
