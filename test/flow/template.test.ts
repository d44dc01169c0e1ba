import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplate } from '../../src/harvest/template/read-template.js';
import { agencyId, startApp, type TestApp } from '../support/app.js';
import { type Cells, completeCells, completeResource, recordBook } from '../support/workbooks.js';

const source = `${agencyId}/template`;

describe('A template that is uploaded', function () {
  this.timeout(60_000);
  let test: TestApp;

  beforeEach(async () => {
    test = await startApp();
    const { flow } = test.app;
    await flow.registerSource(
      { agencyId, key: 'template', kind: 'template', url: '', policy: 'manual', policyBy: undefined, everyMinutes: undefined },
      'test',
    );
    await flow.approveSource(source, 'test');
  });
  afterEach(() => test.end());

  async function upload(rows: readonly Cells[], resources: readonly Cells[] = [completeResource]) {
    const bytes = await recordBook(rows, resources);
    return test.app.flow.harvest(source, 'test', { document: { bytes, mediaType: undefined, name: 'template.xlsx' } });
  }

  it('is taken once somebody has consented, and is a difference the next time', async () => {
    const before = await upload([completeCells]);
    assert.deepEqual([before.run.state, before.counts.created, before.aside.length], ['succeeded', 0, 1]);
    assert.match(before.aside[0]?.reasonTh ?? '', /banchi source consent/);
    await test.app.flow.giveConsent(source, 'registrar');
    const boats = { ...completeCells, name: 'boats', title: 'ทะเบียนเรือประมง' };
    const first = await upload([completeCells, boats]);
    assert.deepEqual([first.counts.created, first.counts.unchanged], [2, 0]);
    const second = await upload([{ ...boats, notes: 'คำอธิบายใหม่ของทะเบียนเรือประมง' }, completeCells]);
    assert.deepEqual([second.counts.created, second.counts.changed, second.counts.unchanged], [0, 1, 1]);
    const third = await upload([completeCells]);
    assert.deepEqual([third.counts.unchanged, third.counts.missing], [1, 1]);
  });

  it('has a report by sheet, row and column, and is given back with it', async () => {
    await test.app.flow.giveConsent(source, 'registrar');
    await upload([{ ...completeCells, license_id: 'ตามใจ' }]);
    const { parts } = await test.app.flow.validation(agencyId);
    const finding = parts[0]?.report.findings.find(({ fields }) => fields.includes('license_id'));
    assert.equal(finding?.severity, 'violation');
    assert.deepEqual(finding?.cell, { sheet: 'Temp2_Meta_Record', row: 6, column: 'Q' });
    const bytes = Buffer.from(await test.app.flow.returned(agencyId));
    const { rows } = await readTemplate(bytes);
    assert.deepEqual(
      rows.map(({ nativeId, resources }) => [nativeId, resources.length]),
      [['fish-prices', 1]],
    );
    assert.ok(bytes.length > 10_000);
    const [notice] = await test.app.flow.notices(agencyId, 10);
    assert.match(notice?.body.th ?? '', /\(ชีต Temp2_Meta_Record แถว 6 คอลัมน์ Q\)[\s\S]*โปรดแก้ไขในไฟล์ Excel/);
    assert.match(notice?.body.en ?? '', /\(sheet Temp2_Meta_Record, cell Q6\)[\s\S]*of your workbook/);
  });

  it('may hold rows of another agency, once that has given a mandate', async () => {
    const { flow } = test.app;
    const name = { th: 'กรมเจ้าท่าสมมติ', en: 'Harbour Department' };
    await flow.registerAgency(
      { id: '99000002', code: '99000002', name, level: 'central', ministry: undefined, parentId: undefined, province: undefined },
      'test',
    );
    await flow.giveConsent(source, 'registrar');
    const rows = [completeCells, { ...completeCells, name: 'b', owner_org: name.th }];
    const without = await upload(rows);
    assert.deepEqual([without.counts.created, without.counts['set-aside']], [1, 1]);
    assert.match(without.aside[0]?.reason ?? '', /gave this source no mandate/);
    await flow.giveMandate(source, { agencyId: '99000002', confirms: false, toDay: undefined }, 'test');
    assert.equal((await upload(rows)).counts.created, 1);
    assert.deepEqual(
      (await flow.records('99000002')).map(({ record }) => record.slug),
      ['b'],
    );
    const { rows: back } = await readTemplate(Buffer.from(await flow.returned(agencyId)));
    assert.deepEqual(back.map(({ nativeId }) => nativeId).sort(), ['b', 'fish-prices'], 'sent again, it would miss none');
    await assert.rejects(flow.returned('99000002', 'none'), /no dataset none/);
  });

  it('leaves nothing of a secret row in the registry', async () => {
    await test.app.flow.giveConsent(source, 'registrar');
    const secret = { ...completeCells, name: 'zz-hidden-name', title: 'zz-hidden-title', data_category: 'ข้อมูลความมั่นคง' };
    const { counts } = await upload(
      [completeCells, secret],
      [{ ...completeResource, dataset_name: 'zz-hidden-name', resource_name: 'zz-hidden-file' }],
    );
    assert.deepEqual([counts.created, counts['set-aside']], [1, 1]);
    const folder = test.config.dataDir;
    for (const file of ['registry.sqlite', 'registry.sqlite-wal']) assert.ok(!readFileSync(join(folder, file)).includes('zz-hidden'), file);
  });

  it('that went empty is held for a person', async () => {
    await test.app.flow.giveConsent(source, 'registrar');
    await upload([completeCells, { ...completeCells, name: 'b' }]);
    const { run } = await upload([], []);
    assert.equal(run.state, 'held');
  });

  it('that cannot be read ends the run with why, and changes nothing', async () => {
    const document = { bytes: Buffer.from('name,title\n'), mediaType: undefined, name: 'a.xlsx' };
    const { run } = await test.app.flow.harvest(source, 'test', { document });
    assert.equal(run.state, 'failed');
    assert.match(run.reason ?? '', /text, such as CSV.*\/template\.xlsx/);
    assert.match(run.reasonTh ?? '', /\/template\.xlsx/);
  });
});
