import assert from 'node:assert/strict';
import { choiceTable } from '../../src/map/choices.js';
import type { MappedRecord } from '../../src/map/map.js';
import { nameOn } from '../../src/map/side.js';
import { dct, gdc, iri, skos } from '../../src/rdf/terms.js';
import { classes, codes, dataset, distribution, map, mapResource, observed, repairs, values, vocabulary } from '../support/mapping.js';

describe('A choice field', () => {
  /** What is published for a concept: itself, or the EU's; one without such is a note. */
  const published = (concept: string, eu: true | undefined): string | undefined =>
    eu ? vocabulary.graph.object(iri(concept), skos.exactMatch)?.value : concept;
  const unrecognised = (mapped: MappedRecord): string[] => observed(mapped).filter((one) => one.startsWith('unrecognisedChoice'));

  for (const { field, scheme, property, eu } of choiceTable) {
    it(`${field} takes each preferred label of ${scheme} as its concept, without a repair`, () => {
      const concepts = vocabulary.graph.subjects(skos.inScheme, iri(`https://w3id.org/dcat-ap-th/vocab/${scheme}`));
      assert.ok(concepts.length >= 5);
      for (const concept of concepts) {
        const label = vocabulary.label(concept.value)?.th ?? '';
        const mapped = map({ [field]: label });
        const wanted = published(concept.value, eu);
        if (wanted === undefined) assert.deepEqual(values(mapped, property), [], label);
        else assert.ok(values(mapped, property).includes(wanted), `${label} of ${scheme}`);
        assert.deepEqual(repairs(mapped, field), []);
        assert.deepEqual(unrecognised(mapped), []);
      }
    });

    it(`${field} observes a value that is in no list`, () => {
      const mapped = map({ [field]: 'ค่าที่ไม่มีในรายการ' });
      assert.deepEqual(observed(mapped), [`unrecognisedChoice: ${field}=ค่าที่ไม่มีในรายการ`]);
      assert.ok(!values(mapped, property).some((value) => value.includes(`/vocab/${scheme}/`)));
    });
  }

  for (const row of choiceTable.filter(({ on }) => on === 'both')) {
    it(`${nameOn(row, 'resource')} of a resource goes to the same property of its distribution`, () => {
      const [concept] = vocabulary.graph.subjects(skos.inScheme, iri(`https://w3id.org/dcat-ap-th/vocab/${row.scheme}`));
      assert.ok(concept !== undefined);
      const mapped = mapResource({ [nameOn(row, 'resource')]: vocabulary.label(concept.value)?.th });
      assert.deepEqual(values(mapped, row.property, distribution), [concept.value]);
      const unknown = mapResource({ [nameOn(row, 'resource')]: 'ค่าที่ไม่มีในรายการ' });
      assert.deepEqual(observed(unknown), [`unrecognisedChoice: ${nameOn(row, 'resource')}=ค่าที่ไม่มีในรายการ`]);
      assert.equal(unknown.observations[0]?.subject.value, distribution);
    });
  }

  for (const { field, note, several } of choiceTable.filter((row) => row.note !== undefined)) {
    it(`${field} without its words is observed where it is other`, () => {
      const mapped = map({ [field]: several ? ['อื่นๆ'] : 'อื่นๆ' });
      assert.ok(observed(mapped).includes(`otherUnexplained: ${field}_other`) || field === 'data_type');
      const explained = map({ [field]: 'อื่นๆ', [`${field}_other`]: 'ลุ่มน้ำเจ้าพระยา' });
      assert.deepEqual(
        observed(explained).filter((one) => one.startsWith('otherUnexplained')),
        [],
      );
      assert.ok(note !== undefined && values(explained, note).includes('ลุ่มน้ำเจ้าพระยา@th'));
    });
  }

  it('separates a text that names several of its list', () => {
    const mapped = map({ data_format: 'CSV,XLS; PDF' });
    assert.deepEqual(codes(mapped, gdc.storageFormat), ['csv', 'pdf', 'xls']);
    assert.deepEqual(repairs(mapped, 'data_format'), ['choice-list: CSV,XLS; PDF → CSV · XLS · PDF']);
  });

  it('separates nothing where one part is in no list', () => {
    assert.deepEqual(unrecognised(map({ data_format: 'CSV,แฟ้ม' })), ['unrecognisedChoice: data_format=CSV,แฟ้ม']);
  });

  it('reads the choices that the text beside other names, and keeps the text', () => {
    const mapped = map({ disaggregate: ['อื่นๆ'], disaggregate_other: 'ภาค เพศ อายุ/กลุ่มอายุ' });
    assert.deepEqual(codes(mapped, gdc.disaggregation), ['age', 'other', 'sex']);
    assert.deepEqual(values(mapped, gdc.disaggregationNote), ['ภาค เพศ อายุ/กลุ่มอายุ@th']);
    assert.deepEqual(repairs(mapped, 'disaggregate_other'), ['choice-in-note: ภาค เพศ อายุ/กลุ่มอายุ → เพศ · อายุ/กลุ่มอายุ']);
  });

  it('of language is the EU’s, and one that the EU has not is a note', () => {
    const mapped = map({ data_language: ['ไทย', 'อังกฤษ', 'อื่นๆ'], data_language_other: 'ภาษาไทใหญ่' });
    assert.deepEqual(codes(mapped, dct.language), ['ENG', 'THA']);
    assert.deepEqual(values(mapped, gdc.languageNote), ['ภาษาไทใหญ่@th', 'อื่นๆ@th']);
    assert.deepEqual(values(map({ data_language: ['ไม่ทราบ'] }), gdc.languageNote), ['ไม่ทราบ@th']);
  });

  const spellings: readonly (readonly [field: string, given: string, code: string, after: string])[] = [
    ['update_frequency_unit', 'รายเดือน', 'month', 'เดือน'],
    ['update_frequency_unit', 'Yearly', 'year', 'ปี'],
    ['geo_coverage', 'ทั่วประเทศ', 'country', 'ประเทศ'],
    ['data_classification', 'เผยแพร่ภายในองค์กร', 'internal', 'ชั้นเผยแพร่ภายในองค์กร'],
    ['license_id', 'cc-by', 'cc-by', 'Creative Commons Attributions'],
  ];
  for (const [field, given, code, after] of spellings) {
    it(`aligns ${field} ${given} to the list, and says so`, () => {
      const row = choiceTable.find((one) => one.field === field);
      const mapped = map({ [field]: given });
      assert.deepEqual(codes(mapped, row?.property ?? gdc.objective), [code]);
      assert.deepEqual(repairs(mapped, field), [`choice-spelling: ${given} → ${after}`]);
    });
  }

  it('counts neither case, spaces, invisible characters nor a split sara am as a difference', () => {
    assert.deepEqual(codes(map({ license_id: ' creative  commons ATTRIBUTIONS ' }), gdc.licence), ['cc-by']);
    assert.deepEqual(codes(map({ data_category: 'ข้อมูล\u200bสาธารณะ' }), gdc.dataCategory), ['public']);
    assert.deepEqual(codes(map({ geo_coverage: 'ต\u0e4d\u0e32บล' }), gdc.spatialLevel), ['subdistrict']);
    assert.deepEqual(codes(map({ geo_coverage: 'เทศบาล / อบต.' }), gdc.spatialLevel), ['municipality']);
  });

  it('keeps the text beside other as a note', () => {
    const mapped = map({ geo_coverage: 'อื่นๆ', geo_coverage_other: 'จังหวัด,อำเภอ' });
    assert.deepEqual(codes(mapped, gdc.spatialLevel), ['other']);
    assert.deepEqual(values(mapped, gdc.spatialLevelNote), ['จังหวัด,อำเภอ@th']);
    assert.deepEqual(mapped.unmapped, []);
  });

  it('takes other without its text as a choice all the same', () => {
    const mapped = map({ objective: ['อื่นๆ'], objective_other: '' });
    assert.deepEqual(codes(mapped, gdc.objective), ['other']);
    assert.deepEqual(values(mapped, gdc.objectiveNote), []);
  });

  it('keeps a value that is in no list as a note, cleaned', () => {
    const mapped = map({ objective: ['พันธกิจหน่วยงาน', 'เพื่อ&nbsp;การวิจัย'] });
    assert.deepEqual(codes(mapped, gdc.objective), ['mission']);
    assert.deepEqual(values(mapped, gdc.objectiveNote), ['เพื่อ การวิจัย@th']);
    assert.deepEqual(observed(mapped), ['unrecognisedChoice: objective=เพื่อ การวิจัย']);
  });

  it('keeps no note of an unknown category, which has no free text', () => {
    assert.deepEqual(values(map({ data_category: 'ข้อมูลเปิด' }), gdc.dataCategory), []);
  });

  it('reads a list that is stored as JSON text', () => {
    const mapped = map({ data_format: '["CSV","XLS"]' });
    assert.deepEqual(codes(mapped, gdc.storageFormat), ['csv', 'xls']);
    assert.deepEqual(repairs(mapped, 'data_format'), ['json-list: ["CSV","XLS"] → CSV, XLS']);
  });

  for (const empty of ['[]', '', [], null, '-', ['-']]) {
    it(`is empty when it holds ${JSON.stringify(empty)}`, () => {
      const mapped = map({ objective: empty });
      assert.deepEqual(values(mapped, gdc.objective), []);
      assert.deepEqual(observed(mapped), []);
    });
  }

  it('takes text that merely begins with a bracket as text', () => {
    assert.deepEqual(observed(map({ geo_coverage: '[ภาคเหนือ' })), ['unrecognisedChoice: geo_coverage=[ภาคเหนือ']);
  });

  it('states a concept once that is named twice', () => {
    assert.deepEqual(codes(map({ data_format: ['CSV', 'csv', 'CSV'] }), gdc.storageFormat), ['csv']);
  });
});

describe('The data type', () => {
  const rows: readonly (readonly [label: string, datasetClass: string, types: readonly string[]])[] = [
    ['ข้อมูลระเบียน', 'RecordDataset', ['record']],
    ['ข้อมูลสถิติ', 'StatisticalDataset', ['STATISTICAL', 'statistics']],
    ['ข้อมูลภูมิสารสนเทศเชิงพื้นที่', 'GeospatialDataset', ['GEOSPATIAL', 'geospatial']],
    ['ข้อมูลหลากหลายประเภท', 'MultipleDataset', ['multiple']],
    ['ข้อมูลประเภทอื่นๆ', 'OtherDataset', ['other']],
  ];
  for (const [label, datasetClass, types] of rows) {
    it(`${label} is ${types.join(' and ')}, and of the class ${datasetClass}`, () => {
      const mapped = map({ data_type: label });
      assert.deepEqual(codes(mapped, dct.type), types);
      assert.deepEqual(classes(mapped, dataset), ['Dataset', 'Resource', datasetClass].sort());
    });
  }

  it('adds no class for the rules when it is unknown', () => {
    const mapped = map({ data_type: 'ตารางข้อมูล' });
    assert.deepEqual(classes(mapped, dataset), ['Dataset', 'Resource']);
    assert.deepEqual(values(mapped, gdc.dataTypeNote), ['ตารางข้อมูล@th']);
  });
});

describe('The spatial level', () => {
  it('ประเทศ also is the place Thailand', () => assert.deepEqual(codes(map({ geo_coverage: 'ประเทศ' }), dct.spatial), ['THA']));

  it('of another kind is no place', () => assert.deepEqual(codes(map({ geo_coverage: 'จังหวัด' }), dct.spatial), []));
});
