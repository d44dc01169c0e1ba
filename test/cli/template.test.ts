import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplate } from '../../src/harvest/template/read-template.js';
import { projectFolder } from '../support/mapping.js';
import { completeCells, recordBook } from '../support/workbooks.js';

describe('banchi and the template', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'banchi-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  function banchi(...args: string[]): Promise<{ code: number; said: string }> {
    const main = projectFolder('dist/src/main.js');
    return new Promise((resolve) => {
      execFile(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, LOG_LEVEL: 'silent' } }, (error, out, problems) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: out + problems }),
      );
    });
  }

  it('writes an empty one, and makes no catalogue for it', async () => {
    const { code } = await banchi('template', '--out', 'empty.xlsx');
    assert.equal(code, 0);
    assert.deepEqual((await readTemplate(await readFile(join(folder, 'empty.xlsx')))).rows, []);
    assert.deepEqual(await readdir(folder), ['empty.xlsx']);
  });

  it('validates one by cell and gives it back', async () => {
    await writeFile(join(folder, 'filled.xlsx'), await recordBook([{ ...completeCells, license_id: 'ตามใจ' }]));
    const { code, said } = await banchi('validate', 'filled.xlsx', '--annotate', 'mend.xlsx');
    assert.equal(code, 1);
    assert.match(said, /sheet Temp2_Meta_Record, cell Q6/);
    assert.equal((await readTemplate(await readFile(join(folder, 'mend.xlsx')))).rows[0]?.nativeId, 'fish-prices');
  });

  it('gives nothing back for a document that is no template', async () => {
    await writeFile(join(folder, 'a.ttl'), '<https://a.example/d> a <http://www.w3.org/ns/dcat#Dataset> .');
    const { code, said } = await banchi('validate', 'a.ttl', '--annotate', 'none.xlsx');
    assert.equal(code, 2);
    assert.match(said, /for the Excel template; this document is Turtle/);
  });
});
