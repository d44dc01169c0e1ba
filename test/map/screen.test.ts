import assert from 'node:assert/strict';
import type { MappedRecord } from '../../src/map/map.js';
import { isCitizenId, mask, screen, shown } from '../../src/map/screen.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { adms, dcat, dct, gdc } from '../../src/rdf/terms.js';
import { dataset, distribution, map, mapResource, observed, repairs, values } from '../support/mapping.js';

/** Invented: the first twelve digits with the check digit that belongs to them. */
const citizenId = '1101700203450';
const companyNumber = '0105550123451';
const thaiDigits = (value: string): string => value.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
const onCard = '1-1017-00203-45-0';

const found: readonly (readonly [kind: string, value: string, secret: string])[] = [
  ['citizen-id', `เลขประจำตัว ${citizenId} ครับ`, citizenId],
  ['citizen-id', `ผู้ประสานงาน${citizenId}`, citizenId],
  ['citizen-id', thaiDigits(citizenId), thaiDigits(citizenId)],
  ['citizen-id', onCard, onCard],
  ['citizen-id', onCard.replaceAll('-', ' '), '00203'],
  ['mobile-number', 'โทร.0812345678', '0812345678'],
  ['mobile-number', 'มือถือ 081-234-5678 ต่อ 1', '5678'],
  ['mobile-number', '081 234 5678', '234'],
  ['mobile-number', '08-1234-5678', '1234'],
  ['mobile-number', '081-234-5678-9', '5678'],
  ['mobile-number', thaiDigits('081-234-5678'), '๕๖๗๘'],
  ['mobile-number', '+66 81 234 5678', '5678'],
  ['mobile-number', '+66 (0) 81-234-5678', '5678'],
  ['citizen-id', onCard.replaceAll('-', '.'), '00203'],
  ['citizen-id', onCard.replaceAll('-', '\u2013'), '00203'],
  ['citizen-id', onCard.replaceAll('-', '\u2011'), '00203'],
  ['mobile-number', '(081) 234-5678', '5678'],
  ['mobile-number', '+66(81)2345678', '5678'],
  ['mobile-number', '66-81-234-5678', '5678'],
  ['mobile-number', '0 8123 45678', '45678'],
  ['mobile-number', '081-2345-678', '2345'],
  ['mobile-number', '081\u2011234\u20115678', '5678'],
  ['personal-mail', 'somchai [at] gmail.com', 'somchai'],
  ['personal-mail', 'somchai @ gmail.com', 'somchai'],
  ['personal-mail', 'somchai@proton.me', 'somchai'],
  ['personal-mail', 'https://a.example/x?to=somchai%40gmail.com', 'somchai'],
  ['number-in-address', `https://a.example/x?cid=${citizenId}&p=1`, citizenId],
  ['number-in-address', 'https://a.example/x?phone=0812345678', '0812345678'],
  ['api-key', 'sk-abcdefghijklmnopqrstuvwx', 'sk-abc'],
  ['api-key', 'https://a.example/x?access_token=abcdefghij', 'abcdefghij'],
  ['api-key', 'PHPSESSID=abcdef0123456789', 'abcdef01'],
  ['password', 'pass: Secret1', 'Secret1'],
  ['password', 'password is Secret1', 'Secret1'],
  ['password', 'รหัสเข้าใช้งาน: Secret1', 'Secret1'],
  ['password', 'Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
  ['personal-mail', 'ส่งที่ somchai.jaidee@gmail.com ได้', 'somchai'],
  ['personal-mail', 'somchai.j@department.example', 'somchai'],
  ['api-key', 'API Key: abcd1234efgh5678', 'abcd1234'],
  ['api-key', 'Authorization: Token: Api-Key aB3dE5fG7hI9jK1lM3', 'aB3dE5'],
  ['api-key', 'เรียก https://a.example/x?api-key=Zz12345678&page=2', 'Zz12345678'],
  ['api-key', 'curl -H "Bearer abcdefgh12345678ijkl"', 'abcdefgh1234'],
  ['password', 'user: guest password: Secret1', 'Secret1'],
  ['password', 'เข้าระบบด้วยรหัสผ่าน 1234abcd', '1234abcd'],
  ['connection-string', 'postgresql://reader:pass@db.a.example/x', 'reader'],
  ['connection-string', 'Server=db;Database=x;User Id=sa;Password=abc;', 'Password=abc'],
  ['private-key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----', 'MIIB'],
];

describe('screen', () => {
  for (const [kind, value, secret] of found) {
    it(`masks a ${kind}: ${value.slice(0, 40)}`, () => {
      const { text, sightings } = screen(value);
      assert.deepEqual(
        sightings.map((one) => one.kind),
        [kind],
      );
      assert.ok(!text.includes(secret), text);
      assert.ok(text.includes(mask), text);
    });
  }

  const innocent: readonly string[] = [
    companyNumber,
    '1234567890123',
    `885${citizenId}`,
    `https://a.example/files/${citizenId}.csv`,
    'โทรศัพท์ 0 2123 4567 ต่อ 12',
    '02-123-4567',
    `https://a.example/x?page=${citizenId}`,
    'https://a.example/x?cid=1234567890123&tel=021234567',
    'ค่า 0.8123 45678',
    'pass: ผ่านเกณฑ์ 80',
    'pass: 100%',
    'Basic information 2567',
    'task-management-of-the-department',
    'เวลา 09.00 - 12.00 13.00 น.',
    'ปี 2560 2561 2562 2563',
    'info@department.example',
    'sdmx.statistics@department.example',
    'ขอ API key ได้ที่หน้าลงทะเบียน',
    'token: required',
    'รหัสผ่าน: ขอจากหน่วยงาน',
    'จำนวนรหัสผ่านที่ออกให้ผู้ใช้ ปี 2567',
    'https://a.example/token/2567',
  ];
  for (const value of innocent)
    it(`leaves alone: ${value.slice(0, 50)}`, () => assert.deepEqual(screen(value), { text: value, sightings: [] }));

  it('masks several, and tells each kind once', () => {
    const { text, sightings } = screen(`${citizenId} 0812345678 0898765432 a.b.c@gmail.com`);
    assert.equal(text, `${mask} ${mask} ${mask} ${mask}`);
    assert.deepEqual(
      sightings.map(({ kind }) => kind),
      ['citizen-id', 'mobile-number', 'personal-mail'],
    );
  });

  it('takes time in proportion to the text', () => {
    for (const part of ['x', '1', 'a.', 'http://', 'password ', 'server=;', 'token ', '08', '๑']) {
      const started = performance.now();
      screen(part.repeat(40_000));
      assert.ok(performance.now() - started < 1000, part);
    }
  });
});

describe('A citizen’s number', () => {
  it('has the check digit of the others', () => {
    assert.ok(isCitizenId(citizenId));
    assert.ok(isCitizenId(thaiDigits(onCard)));
    for (let last = 1; last <= 9; last += 1) assert.ok(!isCitizenId(`110170020345${last}`));
    assert.ok(!isCitizenId('110170020345'));
  });
});

describe('What a report shows', () => {
  it('is the value as it was sent, unless something in it must not be seen', () => {
    assert.equal(shown(' โทร. 0 2123 4567 '), ' โทร. 0 2123 4567 ');
    assert.equal(shown('โทร. 081\u200b2345678'), `โทร. ${mask}`);
  });
});

/** All that leaves the mapping. */
function everything(mapped: MappedRecord): string {
  const given = ['title', 'notes', 'data_source', 'tags', 'url', 'update_frequency_interval', 'objective_other', 'geo_coverage'];
  return [
    toNTriples(mapped.quads),
    toNTriples(mapped.observations),
    JSON.stringify(mapped.repairs),
    JSON.stringify([...mapped.places]),
    mapped.title,
    ...given.map((field) => mapped.given(field)),
  ].join('\n');
}

describe('A record with personal data and keys in its texts', () => {
  const secret = `ติดต่อ 081&#8203;2345678 หรือ somchai.jaidee@gmail.com เลข ${citizenId} password: Secret1`;
  const dirty = map({
    title: `ทะเบียน ${citizenId}`,
    notes: secret,
    data_source: secret,
    tags: [{ name: '0812345678' }, { name: 'แม่น้ำ' }],
    objective: ['อื่นๆ', 'โทร 081-234-5678'],
    objective_other: secret,
    geo_coverage: 'โทร 081-234-5678',
    update_frequency_interval: '081-234-5678',
    accessible_condition: 'API Key: abcd1234efgh5678',
    standard: secret,
    created_date: `25562 ${citizenId}`,
    url: 'https://guest:Secret1@a.example/x?token=abcd1234efgh',
    resources: [{ id: 'r', name: secret, description: secret, url: 'https://a.example/y.csv?api_key=abcd1234efgh', format: 'CSV' }],
    extras: [{ key: 'access_detail', value: secret }],
  });

  it('tells the values nowhere', () => assert.doesNotMatch(everything(dirty), /2345678|234-5678|somchai|1101700203450|Secret1|abcd1234/));

  it('is observed, a field and a kind at a time, where it is said', () => {
    const told = observed(dirty);
    for (const one of [
      'personalData: title: citizen-id',
      'personalData: notes: mobile-number',
      'personalData: notes: personal-mail',
      'credential: notes: password',
      'personalData: tags: mobile-number',
      'credential: accessible_condition: api-key',
      'credential: url: password',
      'credential: url: api-key',
      'personalData: description: citizen-id',
    ])
      assert.ok(told.includes(one), one);
    assert.equal(
      new Set(dirty.observations.map((one) => `${one.subject.value} ${one.predicate.value} ${one.object.value}`)).size,
      told.length,
    );
    const ofResource = dirty.observations
      .filter(({ subject }) => subject.value === `${dataset}/distributions/r`)
      .map(({ object }) => object.value);
    assert.ok(ofResource.includes('url: api-key') && ofResource.includes('description: citizen-id'));
  });

  it('keeps the rest of the text, and the repair', () => {
    const mapped = map({ notes: 'สอบถาม 081-234-5678 ในเวลาราชการ' });
    assert.deepEqual(values(mapped, dct.description), [`สอบถาม ${mask} ในเวลาราชการ@th`]);
    assert.deepEqual(repairs(mapped, 'notes'), [`masked: mobile-number → สอบถาม ${mask} ในเวลาราชการ`]);
    assert.equal(mapped.given('notes'), `สอบถาม ${mask} ในเวลาราชการ`);
  });

  it('keeps an address without its key', () => {
    const mapped = mapResource({ url: 'https://data.agency.example/x.csv?api_key=abcd1234efgh&page=2' });
    assert.deepEqual(values(mapped, dcat.accessURL, distribution), [`https://data.agency.example/x.csv?api_key=${mask}&page=2`]);
  });

  it('leaves out a name in the URL that holds one, and is observed', () => {
    const mapped = map({ name: '0812345678' });
    assert.deepEqual(values(mapped, adms.identifier), [`${dataset}#id-1`]);
    assert.deepEqual(observed(mapped), ['personalData: name: mobile-number']);
    assert.doesNotMatch(everything(mapped), /0812345678/);
  });

  it('masks an identifier that holds one, and says so', () => {
    const mapped = map({ id: `p-${onCard}` });
    assert.deepEqual(values(mapped, dct.identifier), [`p-${mask}`]);
    assert.deepEqual(observed(mapped), ['personalData: id: citizen-id']);
    assert.doesNotMatch(everything(mapped), /00203/);
  });

  it('makes no IRI of a resource’s identifier that holds one', () =>
    assert.doesNotMatch(toNTriples(mapResource({ id: '0812345678' }).quads), /0812345678/));

  it('finds what is written in characters that look alike', () => {
    const wide = [...'0812345678'].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
    for (const value of [wide, '081\u200e234\u20635678', '<b>081</b>2345678', '&#48;812345678'])
      assert.deepEqual(values(map({ notes: `โทร ${value} ครับ` }), dct.description), [`โทร ${mask} ครับ@th`], value);
  });

  it('publishes no address at a free provider where no unit is named', () => {
    const mapped = map({ maintainer: '', maintainer_email: 'somchai.jaidee@gmail.com' });
    assert.doesNotMatch(everything(mapped), /somchai/);
  });

  it('leaves the mailbox of a unit to the contact, also at a free provider', () => {
    const mapped = map({ maintainer_email: 'water.unit@gmail.com' });
    assert.deepEqual(observed(mapped), ['personalContact: maintainer_email']);
    assert.ok(!mapped.observations.some(({ predicate }) => predicate.equals(gdc.personalData)));
  });
});
