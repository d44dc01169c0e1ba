import assert from 'node:assert/strict';
import { agencyId, source, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { manyRecords } from '../support/packages.js';

const titles = [
  'ปริมาณน้ำฝนรายเดือน จังหวัดเชียงใหม่ ปี 2565',
  'ปริมาณน้ำฝนรายเดือน จังหวัดลำพูน ปี 2566',
  'จำนวนสถานีวัดน้ำทดสอบ',
  'จำนวนสถานีวัดน้ำทดสอบ',
  'ราคาพืชผลในตลาดกลางทดสอบ',
];
const packages = manyRecords(5, (index) => ({ title: titles[index], url: `https://agency.example/page-${index}` }));

describe('A copy of another catalogue’s dataset', () => {
  it('is listed beside the dataset whose page it names', () =>
    withTestApp(
      {
        packages: manyRecords(2, (index) =>
          index === 0 ? { url: 'https://a.example/1' } : { reference_url_catalog: 'https://a.example/1' },
        ),
      },
      async (test) => {
        await harvestAndConfirm(test);
        assert.deepEqual(
          (await test.app.flow.candidates()).map(({ one, other, evidence }) => [one.slug, other.slug, evidence]),
          [['dataset-0002', 'dataset-0001', 'copy']],
        );
      },
    ));
});

describe('Records that may be one', () => {
  it('are listed by title and by family, merged by nobody, and asked about until answered', () =>
    withTestApp({ packages }, async ({ app: { flow } }) => {
      await flow.harvest(source, 'test');
      const found = await flow.candidates(agencyId);
      assert.deepEqual(
        found.map(({ one, other, evidence }) => [one.slug, other.slug, evidence]),
        [
          ['dataset-0003', 'dataset-0004', 'same-title'],
          ['dataset-0001', 'dataset-0002', 'family'],
        ],
      );
      assert.equal((await flow.records()).length, 5);
      await flow.answerCandidate({ one: `${agencyId}/dataset-0002`, other: `${agencyId}/dataset-0001`, answer: 'series' }, 'officer');
      assert.equal((await flow.candidates()).length, 1);
      assert.deepEqual(await flow.candidates('99000009'), []);
      await assert.rejects(
        flow.answerCandidate({ one: `${agencyId}/none`, other: `${agencyId}/dataset-0001`, answer: 'same' }, 'officer'),
        /There is no dataset/,
      );
    }));
});
