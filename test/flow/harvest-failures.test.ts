import assert from 'node:assert/strict';
import type { Failure } from '../../scripts/simulate-agency.js';
import { agencyId, source, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { manyRecords } from '../support/packages.js';

const records = 25;

/** What each failure says, in English and in Thai. */
const failures: readonly (readonly [Failure, RegExp, RegExp])[] = [
  ['500', /answered with status 500 \(“Internal Server Error”\)/, /ตอบกลับด้วยสถานะ 500/],
  ['502', /status 502/, /สถานะ 502/],
  ['503', /status 503/, /สถานะ 503/],
  ['hang', /no(?:t complete| answer) within .* s/, /(?:ไม่ส่งข้อมูลเกิน|ตอบไม่เสร็จภายใน) [\d.]+ วินาที/],
  ['cut', /closed before the answer was complete/, /การเชื่อมต่อขาด/],
  ['drip', /not complete within 1\.5 s/, /ตอบไม่เสร็จภายใน 1\.5 วินาที/],
  ['truncated', /JSON of its answer is broken or cut/, /JSON ไม่สมบูรณ์/],
  ['interrupted', /closed before the answer was complete/, /การเชื่อมต่อขาด/],
  ['html', /web page instead of JSON \(a challenge or maintenance page\?\)/, /ตอบกลับเป็นหน้าเว็บแทน JSON/],
  ['empty', /its answer is empty/, /ตอบกลับโดยไม่มีเนื้อหา/],
  ['not-ckan', /not one of CKAN’s package_search/, /ไม่ใช่รูปแบบของ CKAN/],
  ['ckan-error', /CKAN says that it failed: “SOLR is not running”/, /CKAN ตอบว่าไม่สำเร็จ: “SOLR is not running”/],
  ['short-count', /it counts 25 records but brought 12/, /แจ้งว่ามี 25 ระเบียน แต่ส่งมา 12/],
  ['repeated-page', /the same page came again/, /ส่งข้อมูลหน้าเดิมซ้ำ/],
  ['page-loop', /the same page came again/, /ส่งข้อมูลหน้าเดิมซ้ำ/],
  ['401', /status 401 \(it wants a login or an API token/, /ต้องเข้าสู่ระบบหรือใช้ API token/],
  ['403', /status 403 \(it does not let this service in/, /ไม่อนุญาตให้ระบบนี้เข้าถึง/],
  ['429-long', /status 429 \(it asks for fewer requests; Retry-After: 86400\)/, /ขอให้ลดความถี่ของการเรียก; Retry-After: 86400/],
  ['private-redirect', /10\.0\.0\.1.*private/, /10\.0\.0\.1.*เครือข่ายภายใน/],
];

describe('A source that fails', () => {
  let test: TestApp;
  before(async () => {
    test = await startApp({ packages: manyRecords(records), harvest: { idleMs: 300, totalMs: 1500, pageSize: 5 } });
    await harvestAndConfirm(test);
  });
  after(() => test.end());

  for (const [failure, en, th] of failures) {
    for (const after of [0, 3]) {
      it(`ends the run with a reason in both languages and changes nothing: ${failure}, after ${after} good answers`, async () => {
        const head = await test.app.registry.read.log.head();
        const known = await test.app.flow.records();
        test.portal.fail(failure, after);
        const { run, counts } = await test.app.flow.harvest(source, 'test');
        test.portal.fail(undefined);
        assert.equal(run.state, 'failed');
        assert.match(run.reason ?? '', en);
        assert.match(run.reasonTh ?? '', th);
        assert.equal(counts.missing + counts.retired + counts.hidden + counts.changed + counts.created, 0);
        assert.equal(await test.app.registry.read.log.head(), head);
        assert.deepEqual(await test.app.flow.records(), known);
        assert.equal((await test.app.flow.notices(agencyId, 1))[0]?.notice.kind, 'run-failed');
      });
    }
  }

  it('is harvested as if nothing had been once it is well', async () => {
    const { run, counts } = await test.app.flow.harvest(source, 'test');
    assert.equal(run.state, 'succeeded');
    assert.equal(counts.unchanged, records);
  });
});
