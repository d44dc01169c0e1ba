import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../support/mapping.js';
import { completeRecord } from '../support/packages.js';

describe('judge-records', () => {
  it('judges as the flow does, and tells findings, exceptions and fields without a home', async function () {
    this.timeout(20_000);
    const folder = await mkdtemp(join(tmpdir(), 'banchi-judge-'));
    try {
      const path = join(folder, 'records.json');
      await writeFile(path, JSON.stringify([completeRecord(), completeRecord({ license_id: '', _note: 'ours' })]));
      const script = projectFolder('dist/scripts/judge-records.js');
      const { stdout } = await promisify(execFile)(process.execPath, [script, path], { cwd: projectFolder('.') });
      assert.match(stdout, /2 records, 1 pass the gate/);
      assert.match(stdout, /1 records +1 times {2}violation licence-required/);
      assert.match(stdout, /Exceptions: none\n\nFields without a home: none/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
