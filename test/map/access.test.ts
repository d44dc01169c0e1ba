import assert from 'node:assert/strict';
import { accessRight, defaultAudience } from '../../src/map/access.js';
import { dcat, dct, gdc, rdfs } from '../../src/rdf/terms.js';
import { classes, codes, dataset, distribution, map, repairs, values } from '../support/mapping.js';

type Row = readonly [category: string | undefined, classification: string | undefined, condition: boolean, right: string | undefined];

const rights: readonly Row[] = [
  ['public', 'open', false, 'PUBLIC'],
  ['public', undefined, false, 'PUBLIC'],
  ['public', 'open', true, 'RESTRICTED'],
  ['public', undefined, true, 'RESTRICTED'],
  ['internal', 'internal', false, 'RESTRICTED'],
  ['internal', undefined, false, 'RESTRICTED'],
  ['internal', 'internal', true, 'RESTRICTED'],
  ['personal', 'internal', false, 'NON_PUBLIC'],
  ['personal', undefined, false, 'NON_PUBLIC'],
  ['security', undefined, false, 'NON_PUBLIC'],
  ['official-secret', 'top-secret', false, 'NON_PUBLIC'],
  [undefined, 'open', false, 'PUBLIC'],
  [undefined, 'internal', false, 'RESTRICTED'],
  [undefined, 'confidential', false, 'NON_PUBLIC'],
  [undefined, 'secret', false, 'NON_PUBLIC'],
  [undefined, 'top-secret', false, 'NON_PUBLIC'],
  [undefined, undefined, false, undefined],
  // Contradictory: the stricter.
  ['public', 'internal', false, 'RESTRICTED'],
  ['public', 'secret', false, 'NON_PUBLIC'],
  ['internal', 'open', false, 'RESTRICTED'],
  ['personal', 'open', false, 'NON_PUBLIC'],
  ['official-secret', 'open', false, 'NON_PUBLIC'],
];

describe('The access right', () => {
  for (const [category, classification, condition, right] of rights) {
    it(`is ${right} for ${category} data of class ${classification} ${condition ? 'with' : 'without'} a condition`, () =>
      assert.equal(accessRight(category, classification, condition), right));
  }

  it('stands in the graph as the EU concept', () => {
    assert.deepEqual(codes(map(), dct.accessRights), ['PUBLIC']);
    assert.deepEqual(codes(map({ data_classification: 'ชั้นเผยแพร่ภายในองค์กร' }), dct.accessRights), ['RESTRICTED']);
    assert.deepEqual(codes(map({ data_category: '', data_classification: '' }), dct.accessRights), []);
  });
});

describe('The audience a record asks for', () => {
  const audiences: readonly (readonly [category: string | undefined, classification: string | undefined, audience: string])[] = [
    ['public', 'open', 'public'],
    ['public', undefined, 'public'],
    [undefined, undefined, 'public'],
    ['internal', undefined, 'agency'],
    ['personal', undefined, 'agency'],
    ['security', undefined, 'agency'],
    ['official-secret', undefined, 'agency'],
    ['public', 'internal', 'agency'],
    ['personal', 'open', 'agency'],
  ];
  for (const [category, classification, audience] of audiences) {
    it(`is ${audience} for ${category} data of class ${classification}`, () =>
      assert.equal(defaultAudience(category, classification), audience));
  }
});

describe('The condition of access', () => {
  it('is one where there is no access', () =>
    assert.deepEqual(codes(map({ accessible_condition: 'ไม่มีการเข้าถึงข้อมูล' }), dct.accessRights), ['RESTRICTED']));

  for (const given of [
    'ไม่มี',
    'ไม่มีเงื่อนไข',
    'ไม่จำกัด',
    ' ไม่มี ',
    '-',
    'None',
    'ไม่\u200bมี',
    'ไม่มีข้อจำกัด',
    'ไม่มีการจำกัด',
    'ไม่มีเงื่อนไขในการเข้าถึงข้อมูล',
    'ไม่จำกัดการเข้าถึง',
  ]) {
    it(`is none where ${JSON.stringify(given)} is written, and that is a repair`, () => {
      const mapped = map({ accessible_condition: given });
      assert.deepEqual(values(mapped, gdc.accessCondition), []);
      assert.deepEqual(codes(mapped, dct.accessRights), ['PUBLIC']);
      assert.deepEqual(repairs(mapped, 'accessible_condition'), [`no-condition: ${given.trim()} → `]);
    });
  }

  for (const given of ['', 'ไม่มีการจำกัดการเข้าถึงข้อมูล']) {
    it(`is none, without a repair, where the form’s own words stand: ${JSON.stringify(given)}`, () => {
      const mapped = map({ accessible_condition: given });
      assert.deepEqual(values(mapped, gdc.accessCondition), []);
      assert.deepEqual(codes(mapped, dct.accessRights), ['PUBLIC']);
      assert.deepEqual(repairs(mapped, 'accessible_condition'), []);
    });
  }

  it('is a rights statement of the dataset and of each distribution, and restricts', () => {
    const mapped = map({ accessible_condition: 'ต้องลงทะเบียนก่อน' });
    const node = `${dataset}#access-condition`;
    assert.deepEqual(values(mapped, gdc.accessCondition), [node]);
    assert.deepEqual(values(mapped, dct.rights, distribution), [node]);
    assert.deepEqual(classes(mapped, node), ['RightsStatement']);
    assert.deepEqual(values(mapped, rdfs.label, node), ['ต้องลงทะเบียนก่อน@th']);
    assert.deepEqual(codes(mapped, dct.accessRights), ['RESTRICTED']);
    assert.equal(values(mapped, dcat.distribution).length, 1);
  });
});
