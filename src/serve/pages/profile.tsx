import { Facts, ForPrograms, type Link, Links } from './components.js';
import { type Language, type Page, readableNumber, say } from './page.js';

export interface ProfileView {
  readonly iri: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly bases: readonly Link[];
  readonly schemes: number;
  readonly concepts: number;
  readonly terms: number;
  readonly rules: number;
}

/** The profile as a whole, and the way to each of its parts. */
export function profilePage(view: ProfileView, language: Language): Page {
  const parts: readonly (Link & { what: string; count: number | undefined })[] = [
    {
      href: '/shapes',
      name: say(language, 'กฎการตรวจ', 'Rules'),
      what: say(
        language,
        'สิ่งที่คำอธิบายข้อมูลต้องมี ที่มาของกฎ และวิธีแก้ไข (SHACL)',
        'What metadata must have, where each rule comes from and how to mend what it finds (SHACL).',
      ),
      count: view.rules,
    },
    {
      href: '/vocab',
      name: say(language, 'ชุดคำศัพท์ควบคุม', 'Controlled vocabularies'),
      what: say(
        language,
        `คำที่เลือกใช้ได้ ${view.schemes} ชุด พร้อมคำพ้องและคำสากลที่ตรงกัน (SKOS)`,
        `The choices, in ${view.schemes} vocabularies, with synonyms and international matches (SKOS).`,
      ),
      count: view.concepts,
    },
    {
      href: '/ns',
      name: say(language, 'คลาสและคุณสมบัติ', 'Classes and properties'),
      what: say(
        language,
        'คำของโพรไฟล์ที่เพิ่มจาก DCAT-AP และช่องในระบบหรือแบบฟอร์มที่เป็นต้นทาง',
        'What the profile adds to DCAT-AP, and the field or column that each comes from.',
      ),
      count: view.terms,
    },
    {
      href: '/docs/mapping',
      name: say(language, 'การจับคู่ช่องข้อมูล', 'Mapping of fields'),
      what: say(
        language,
        'ช่องใน CKAN และแบบฟอร์มแต่ละช่องไปอยู่ที่ใดใน DCAT-AP-TH และระบบปรับแก้ค่าอย่างไร',
        'Where each field of CKAN and of the template goes in DCAT-AP-TH, and how values are mended.',
      ),
      count: undefined,
    },
    {
      href: '/context/1.jsonld',
      name: say(language, 'บริบท JSON-LD', 'JSON-LD context'),
      what: say(language, 'ชื่อสั้นของคุณสมบัติในเอกสาร JSON-LD ของระบบนี้', 'The short names of properties in our JSON-LD.'),
      count: undefined,
    },
  ];
  return {
    title: view.title,
    alternates: '/vocab/profile',
    section: 'profile',
    description: view.description,
    body: (
      <div class="stack">
        <div>
          <h1>{view.title}</h1>
          <p class="lead">{view.description}</p>
        </div>
        <Facts
          facts={[
            ['IRI', <code>{view.iri}</code>],
            [say(language, 'รุ่น', 'Version'), view.version],
            [say(language, 'ต่อยอดจาก', 'Profile of'), <Links all={view.bases} />],
          ]}
          language={language}
        />
        <section class="block">
          <h2>{say(language, 'ส่วนประกอบ', 'Parts')}</h2>
          <ul class="lines">
            {parts.map(({ href, name, what, count }) => (
              <li>
                <h3>
                  <a href={href}>{name}</a> {count === undefined ? null : <span class="soft">{readableNumber(count)}</span>}
                </h3>
                <p class="about">{what}</p>
              </li>
            ))}
          </ul>
        </section>
        <ForPrograms path="/vocab/profile" language={language} />
      </div>
    ),
  };
}
