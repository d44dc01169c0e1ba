import { profiles } from '../../catalog/validation.js';
import { type Language, type Page, pick, readableSize, say } from './page.js';

const formats = [
  ['html', 'หน้าเว็บ', 'Web page'],
  ['xlsx', 'Excel (เฉพาะแบบฟอร์ม Excel)', 'Excel (of an Excel template)'],
  ['csv', 'CSV (เปิดด้วย Excel)', 'CSV (opens in Excel)'],
  ['json', 'JSON', 'JSON'],
  ['ttl', 'Turtle (SHACL)', 'Turtle (SHACL)'],
  ['jsonld', 'JSON-LD (SHACL)', 'JSON-LD (SHACL)'],
] as const;

const syntaxChoices = [
  ['', 'ให้ระบบดูเอง', 'Find out'],
  ['text/turtle', 'Turtle', 'Turtle'],
  ['application/trig', 'TriG', 'TriG'],
  ['application/n-triples', 'N-Triples', 'N-Triples'],
  ['application/n-quads', 'N-Quads', 'N-Quads'],
  ['application/ld+json', 'JSON-LD', 'JSON-LD'],
  ['application/rdf+xml', 'RDF/XML', 'RDF/XML'],
  ['text/html', 'HTML', 'HTML'],
  ['application/json', 'JSON ของ CKAN', 'CKAN JSON'],
] as const;

/** The three ways to have something checked; each form works by itself and without scripts. */
export function validatePage(address: string, most: number, language: Language): Page {
  return {
    title: say(language, 'ตรวจคำอธิบายข้อมูล', 'Validate metadata'),
    section: 'validate',
    description: say(
      language,
      'ตรวจคำอธิบายชุดข้อมูลตามแนวทางบัญชีข้อมูลภาครัฐและ DCAT-AP พร้อมวิธีแก้ไข',
      'Check descriptions of datasets by the Thai guideline and DCAT-AP, and learn how to mend them.',
    ),
    body: (
      <>
        <div class="head">
          <h1>{say(language, 'ตรวจคำอธิบายข้อมูล', 'Validate metadata')}</h1>
          <p class="lead">
            {say(
              language,
              'ตรวจคำอธิบายชุดข้อมูลตามแนวทางบัญชีข้อมูลภาครัฐและ DCAT-AP แล้วรับรายการสิ่งที่ต้องแก้ไขพร้อมวิธีแก้ ไม่ต้องมีบัญชีผู้ใช้ ระบบไม่เก็บเอกสารไว้',
              'Have descriptions of datasets checked by the Thai guideline and DCAT-AP, and get a list of what to mend and how. No account is needed, and nothing is kept.',
            )}
          </p>
          <p class="soft">
            {say(
              language,
              `รับแบบฟอร์ม Excel (.xlsx), Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, HTML (RDFa, JSON-LD) และ JSON ของ CKAN ขนาดไม่เกิน ${readableSize(most)}`,
              `The Excel template (.xlsx), Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, HTML (RDFa, JSON-LD) and CKAN’s JSON, up to ${readableSize(most)}.`,
            )}
          </p>
        </div>
        <p>
          <a href="/template.xlsx">{say(language, 'ดาวน์โหลดแบบฟอร์ม Excel เปล่า', 'Download the empty Excel template')}</a>
        </p>
        <div class="ways">
          <Upload language={language} />
          <Address language={language} />
          <Paste language={language} />
          <ForCommands address={address} language={language} />
        </div>
      </>
    ),
  };
}

function Upload({ language }: { language: Language }) {
  return (
    <form action="/validate" method="post" enctype="multipart/form-data">
      <fieldset>
        <legend>{say(language, 'เลือกไฟล์', 'Choose a file')}</legend>
        <div class="field">
          <label for="file">{say(language, 'ไฟล์', 'File')}</label>
          <input id="file" name="file" type="file" required />
        </div>
        <Choices prefix="upload" language={language} />
      </fieldset>
    </form>
  );
}

function Address({ language }: { language: Language }) {
  return (
    <form action="/validate" method="post">
      <fieldset>
        <legend>{say(language, 'ระบุที่อยู่', 'Give an address')}</legend>
        <div class="field">
          <label for="url">{say(language, 'ที่อยู่ของเอกสาร หรือของ package_show', 'Address of a document, or of package_show')}</label>
          <input id="url" name="url" type="url" required placeholder="https://" />
        </div>
        <Choices prefix="address" language={language} />
      </fieldset>
    </form>
  );
}

function Paste({ language }: { language: Language }) {
  return (
    <form action="/validate" method="post">
      <fieldset>
        <legend>{say(language, 'วางข้อความ', 'Paste text')}</legend>
        <div class="field">
          <label for="text">{say(language, 'คำอธิบายข้อมูล', 'Metadata')}</label>
          <textarea id="text" name="text" rows={12} spellcheck={false} autocapitalize="off" autocomplete="off" required />
        </div>
        <div class="field">
          <label for="type">{say(language, 'รูปแบบของข้อความ', 'Format of the text')}</label>
          <select id="type" name="type">
            {syntaxChoices.map(([type, th, en]) => (
              <option value={type}>{say(language, th, en)}</option>
            ))}
          </select>
        </div>
        <Choices prefix="paste" language={language} />
      </fieldset>
    </form>
  );
}

function Choices({ prefix, language }: { prefix: string; language: Language }) {
  return (
    <div class="actions">
      <div class="field">
        <label for={`${prefix}-profile`}>{say(language, 'ตรวจตาม', 'Judge by')}</label>
        <select id={`${prefix}-profile`} name="profile">
          {Object.entries(profiles).map(([token, { name }]) => (
            <option value={token}>{pick(language, name)}</option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${prefix}-format`}>{say(language, 'รูปแบบผลการตรวจ', 'Report as')}</label>
        <select id={`${prefix}-format`} name="format">
          {formats.map(([format, th, en]) => (
            <option value={format}>{say(language, th, en)}</option>
          ))}
        </select>
      </div>
      <button class="button main-action" type="submit">
        {say(language, 'ตรวจ', 'Validate')}
      </button>
    </div>
  );
}

function ForCommands({ address, language }: { address: string; language: Language }) {
  return (
    <section class="block">
      <h2>{say(language, 'สำหรับโปรแกรม', 'For programs')}</h2>
      <p>
        {say(
          language,
          'ส่งเอกสารด้วย POST พร้อม Content-Type แล้วเลือกรูปแบบผลด้วย Accept หรือพารามิเตอร์ format (json, ttl, jsonld, csv, xlsx, html, text) และเลือกเกณฑ์ด้วย profile',
          'POST the document with its Content-Type; choose the report by Accept or the parameter “format” (json, ttl, jsonld, csv, xlsx, html, text), and what to judge by with “profile”.',
        )}
      </p>
      <pre>{`curl --data-binary @dataset.ttl -H 'Content-Type: text/turtle' \\\n  '${address}?format=csv'`}</pre>
    </section>
  );
}
