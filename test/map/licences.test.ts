import assert from 'node:assert/strict';
import { dct, gdc } from '../../src/rdf/terms.js';
import { dataset, distribution, map, mapResource, observed, values } from '../support/mapping.js';
import { completeRecord } from '../support/packages.js';

const eu = 'http://publications.europa.eu/resource/authority/licence/';
const own = 'https://w3id.org/dcat-ap-th/vocab/licence/';

/** What agencies choose, our concept, and the licence of the distributions. */
const licences: readonly (readonly [title: string, concept: string, licence: string | undefined])[] = [
  ['Creative Commons Attributions', 'cc-by', `${eu}CC_BY`],
  ['Creative Commons Attribution Share-Alike', 'cc-by-sa', `${eu}CC_BYSA`],
  ['Creative Commons Attribution Non-Commercial', 'cc-by-nc', `${eu}CC_BYNC`],
  ['Creative Commons Attribution No-Derivs', 'cc-by-nd', `${eu}CC_BYND`],
  ['Creative Commons Attribution Non-Commercial Share-Alike', 'cc-by-nc-sa', `${eu}CC_BYNCSA`],
  ['Creative Commons Attribution Non-Commercial No-Derivs', 'cc-by-nc-nd', `${eu}CC_BYNCND`],
  ['GNU Free Documentation License', 'gnu-fdl', `${eu}GNU_FDL`],
  ['Open Data Common', 'open-data-common', `${own}open-data-common`],
  ['Creative Commons Non-Commercial (Any)', 'cc-nc-any', `${own}cc-nc-any`],
  ['License not specified', 'not-specified', undefined],
  ['อื่นๆ', 'other', undefined],
];

describe('The licence', () => {
  for (const [title, concept, licence] of licences) {
    it(`${title} is ${concept} on the dataset and ${licence ?? 'nothing'} on its distributions`, () => {
      const mapped = map({ license_id: title, license_id_other: title === 'อื่นๆ' ? 'สัญญาอนุญาตของหน่วยงาน' : '' });
      assert.deepEqual(values(mapped, gdc.licence), [own + concept]);
      assert.deepEqual(values(mapped, dct.license), []);
      assert.deepEqual(values(mapped, dct.license, distribution), licence === undefined ? [] : [licence]);
      assert.deepEqual(observed(mapped), []);
    });
  }

  it('stands on services too', () => {
    const mapped = mapResource({ format: 'API', url: 'https://api.agency.example/stations' });
    assert.deepEqual(values(mapped, dct.license, `${dataset}#service-1`), [`${eu}CC_BY`]);
  });

  it('that is unknown is a note and an observation, and no licence', () => {
    const mapped = map({ license_id: 'ogl' });
    assert.deepEqual([...values(mapped, gdc.licence), ...values(mapped, dct.license, distribution)], []);
    assert.deepEqual(values(mapped, gdc.licenceNote), ['ogl@en']);
    assert.deepEqual(observed(mapped), ['unrecognisedChoice: license_id=ogl']);
  });

  it('that is none of the list keeps its name as a note', () => {
    const mapped = map({ license_id: 'อื่นๆ', license_id_other: 'สัญญาอนุญาตของหน่วยงาน' });
    assert.deepEqual(values(mapped, gdc.licenceNote), ['สัญญาอนุญาตของหน่วยงาน@th']);
  });

  it('is not taken from CKAN’s title and openness, which it fills in by itself', () => {
    const mapped = map({ license_id: undefined, license_title: 'Creative Commons Attributions', isopen: true });
    assert.deepEqual(values(mapped, gdc.licence), []);
    assert.deepEqual(mapped.unmapped, []);
    assert.equal(completeRecord().license_title, 'Creative Commons Attributions');
  });
});
