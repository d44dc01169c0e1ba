import type { Severity } from '../../catalog/report.js';
import { groupByRule, profiles, type RuleGroup, type Validation } from '../../catalog/validation.js';
import { checkedName, workbookType } from '../report/workbook.js';
import { Occurrences } from './occurrences.js';
import { type Language, type Page, pick, readableDate, readableNumber, say, tongue } from './page.js';
import { PartTable, Repairs } from './report-parts.js';

const headings: Readonly<Record<Severity, readonly [th: string, en: string]>> = {
  violation: ['ข้อที่ต้องแก้ไข', 'Must be mended'],
  warning: ['ข้อแนะนำ', 'Advice'],
  info: ['ข้อสังเกต', 'For your information'],
};

/** The report for people: whether it passed, what to do now, then each rule with its places, the worst first. */
export function reportPage(validation: Validation, language: Language): Page {
  return {
    title: say(language, 'ผลการตรวจคำอธิบายข้อมูล', 'Validation report'),
    section: 'validate',
    body: <ReportBody validation={validation} language={language} />,
  };
}

/** The same without a frame around it, for a page or a file. */
export function ReportBody({ validation, language }: { validation: Validation; language: Language }) {
  const groups = groupByRule(validation.parts);
  return (
    <>
      <div class="head">
        <h1>{say(language, 'ผลการตรวจคำอธิบายข้อมูล', 'Validation report')}</h1>
        {nameOf(validation) === '' ? null : (
          <p class="lead" {...tongue(language, nameOf(validation))}>
            {nameOf(validation)}
          </p>
        )}
      </div>
      <Outcome validation={validation} language={language} />
      <GivenBack validation={validation} language={language} />
      {(['violation', 'warning', 'info'] as const).map((severity) => (
        <Section
          severity={severity}
          groups={groups.filter(({ rule }) => rule.severity === severity)}
          validation={validation}
          language={language}
        />
      ))}
      {validation.parts.length > 1 ? <PartTable parts={validation.parts} language={language} /> : null}
      <Repairs validation={validation} language={language} />
      <Basis validation={validation} language={language} />
    </>
  );
}

/** Bytes of a workbook that a page carries within it: nothing is kept here that a link could lead to. */
const mostCarried = 3 * 1024 * 1024;

/** The workbook that was sent, with what to mend beside its rows. */
function GivenBack({ validation: { workbook, subject }, language }: { validation: Validation; language: Language }) {
  if (workbook === undefined) return null;
  return (
    <section class="block">
      <h2>{say(language, 'แบบฟอร์มที่มีข้อที่ต้องแก้ไขกำกับไว้', 'Your workbook with what to mend beside its rows')}</h2>
      <p>
        {say(
          language,
          'เซลล์ที่ต้องแก้ไขมีสีและหมายเหตุบอกวิธีแก้ แก้แล้วส่งไฟล์นั้นอีกครั้งได้ทันที',
          'Cells to mend are coloured and have a note that says how. Correct them and send that very file again.',
        )}
      </p>
      {workbook.length > mostCarried ? (
        <p class="soft">
          {say(
            language,
            'ไฟล์มีขนาดใหญ่เกินกว่าจะแนบไว้ในหน้านี้ โปรดส่งอีกครั้งโดยเลือกรูปแบบผลการตรวจเป็น Excel',
            'It is too large for this page: send it again and choose the report as Excel.',
          )}
        </p>
      ) : (
        <p>
          <a
            class="button main-action"
            download={checkedName(subject)}
            href={`data:${workbookType};base64,${Buffer.from(workbook).toString('base64')}`}
          >
            {say(language, 'ดาวน์โหลด Excel', 'Download Excel')}
          </a>
        </p>
      )}
    </section>
  );
}

/** One dataset is called by its title. */
function nameOf({ parts, subject }: Validation): string {
  const [only, ...others] = parts.filter(({ dataset }) => dataset !== undefined);
  return others.length === 0 && only !== undefined ? only.title : subject;
}

/** Notes shown; the JSON has all. */
const mostNotes = 10;

/** What is said of the document, then of its datasets, each by its title where there are several. */
function notesOf({ notes, parts }: Validation, language: Language): string[] {
  const ofParts = parts.flatMap((part) =>
    part.notes.map((note) => (parts.length > 1 ? `${part.title}: ${pick(language, note)}` : pick(language, note))),
  );
  return [...new Set([...notes.map((note) => pick(language, note)), ...ofParts])];
}

function Outcome({ validation, language }: { validation: Validation; language: Language }) {
  const { gate, counts, datasets, omitted } = validation;
  const passed = gate === 'passed';
  const notes = notesOf(validation, language);
  return (
    <section class={passed ? 'outcome' : 'outcome failed'}>
      <p>{passed ? say(language, '✓ ผ่านเกณฑ์', '✓ Passed') : say(language, '✗ ยังไม่ผ่านเกณฑ์', '✗ Did not pass yet')}</p>
      <p>{nextStep(validation, language)}</p>
      <p class="inline">
        <span>{say(language, `ต้องแก้ไข ${readableNumber(counts.violation)} ข้อ`, `${readableNumber(counts.violation)} to mend`)}</span>
        <span>{say(language, `แนะนำ ${readableNumber(counts.warning)} ข้อ`, `${readableNumber(counts.warning)} of advice`)}</span>
        <span>{say(language, `ข้อสังเกต ${readableNumber(counts.info)} ข้อ`, `${readableNumber(counts.info)} to note`)}</span>
        {datasets.judged > 1 ? (
          <span>
            {say(
              language,
              `ชุดข้อมูล ${readableNumber(datasets.judged)} ชุด ผ่าน ${readableNumber(datasets.passed)} ไม่ผ่าน ${readableNumber(datasets.failed)}`,
              `${readableNumber(datasets.judged)} datasets: ${readableNumber(datasets.passed)} passed, ${readableNumber(datasets.failed)} did not`,
            )}
          </span>
        ) : null}
      </p>
      {notes.slice(0, mostNotes).map((note) => (
        <p class="small" {...tongue(language, note)}>
          {note}
        </p>
      ))}
      {notes.length > mostNotes ? (
        <p class="small">
          {say(language, `และอีก ${readableNumber(notes.length - mostNotes)} ข้อ`, `and ${readableNumber(notes.length - mostNotes)} more`)}
        </p>
      ) : null}
      {omitted > 0 ? (
        <p class="small">
          {say(
            language,
            `รายงานนี้เก็บไว้เฉพาะส่วนแรก ยังมีอีก ${readableNumber(omitted)} ข้อที่นับรวมไว้แต่ไม่แสดง`,
            `The report keeps the first part only; ${readableNumber(omitted)} more were counted and are not shown.`,
          )}
        </p>
      ) : null}
    </section>
  );
}

function nextStep({ gate, counts }: Validation, language: Language): string {
  if (gate === 'failed')
    return say(
      language,
      'สิ่งที่ต้องทำต่อไป: แก้ไขข้อที่ต้องแก้ไขทุกข้อที่ต้นทางตามวิธีแก้ไขด้านล่าง แล้วตรวจอีกครั้ง',
      'What to do now: mend everything under “Must be mended” where the description is kept, as told below; then check again.',
    );
  if (counts.warning > 0)
    return say(
      language,
      'ไม่มีข้อที่ต้องแก้ไข ข้อแนะนำด้านล่างช่วยให้ผู้ใช้ค้นพบและเข้าใจข้อมูลได้ดีขึ้น',
      'Nothing has to be mended. The advice below makes the data easier to find and understand.',
    );
  return say(language, 'ไม่มีสิ่งใดต้องแก้ไข', 'There is nothing to mend.');
}

function Section({
  severity,
  groups,
  validation,
  language,
}: {
  severity: Severity;
  groups: readonly RuleGroup[];
  validation: Validation;
  language: Language;
}) {
  if (groups.length === 0) return null;
  const [th, en] = headings[severity];
  const count = groups.reduce((sum, { occurrences }) => sum + occurrences.length, 0);
  return (
    <section class="block">
      <h2>{`${say(language, th, en)} (${readableNumber(count)})`}</h2>
      <ol class="findings">
        {groups.map((group) => (
          <li>
            <h3>{pick(language, group.rule.message)}</h3>
            <p class="remedy">
              <strong>{say(language, 'วิธีแก้ไข', 'How to mend it')}</strong> {pick(language, group.rule.remedy)}
            </p>
            <Occurrences group={group} validation={validation} language={language} />
            <p class="small soft">{`${say(language, 'ที่มาของกฎ', 'Basis')}: ${group.rule.basis}`}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Basis({ validation, language }: { validation: Validation; language: Language }) {
  const { profile, shapesVersion, flowVersion, at, syntax } = validation;
  return (
    <p class="small soft inline">
      <span>{`${say(language, 'ตรวจตาม', 'Judged by')} ${pick(language, profiles[profile].name)}`}</span>
      <span>{`${say(language, 'กฎรุ่น', 'shapes')} ${shapesVersion} (${flowVersion})`}</span>
      <span>{`${say(language, 'อ่านเป็น', 'read as')} ${syntax}`}</span>
      <time dateTime={at}>{readableDate(language, at, 'long')}</time>
    </p>
  );
}
