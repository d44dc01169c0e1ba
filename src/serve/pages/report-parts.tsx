import { cellWords, severityLabels } from '../../catalog/report.js';
import type { Part, Validation } from '../../catalog/validation.js';
import { type Language, pick, readableNumber, say, tongue } from './page.js';

/** Rows shown; a report of 5,000 datasets is read by a program. */
const most = 200;

/** One row a dataset, the worst first. */
export function PartTable({ parts, language }: { parts: readonly Part[]; language: Language }) {
  const ordered = [...parts].sort((a, b) => b.counts.violation - a.counts.violation || b.counts.warning - a.counts.warning);
  const rest = ordered.length - most;
  return (
    <section class="block">
      <h2>{say(language, 'ผลแยกตามชุดข้อมูล', 'By dataset')}</h2>
      <table class="sheet narrow">
        <thead>
          <tr>
            <th scope="col">{say(language, 'ชุดข้อมูล', 'Dataset')}</th>
            <th scope="col">{say(language, 'ผล', 'Result')}</th>
            <th scope="col" class="number">
              {severityLabels.violation[language]}
            </th>
            <th scope="col" class="number">
              {severityLabels.warning[language]}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, most).map((part) => (
            <tr>
              <th scope="row" data-label={say(language, 'ชุดข้อมูล', 'Dataset')} {...tongue(language, part.title)}>
                {part.dataset === undefined ? say(language, 'ส่วนที่ใช้ร่วมกัน', 'What several share, or none has') : part.title || part.dataset}
              </th>
              <td data-label={say(language, 'ผล', 'Result')}>
                {part.report.gate === 'passed' ? say(language, '✓ ผ่าน', '✓ passed') : say(language, '✗ ไม่ผ่าน', '✗ did not pass')}
              </td>
              <td class="number" data-label={severityLabels.violation[language]}>
                {readableNumber(part.counts.violation)}
              </td>
              <td class="number" data-label={severityLabels.warning[language]}>
                {readableNumber(part.counts.warning)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? (
        <p class="small soft">{say(language, `และอีก ${readableNumber(rest)} ชุดข้อมูล`, `and ${readableNumber(rest)} more`)}</p>
      ) : null}
    </section>
  );
}

/** What was mended on the way; the source keeps its own. */
export function Repairs({ validation, language }: { validation: Validation; language: Language }) {
  const repairs = validation.parts.flatMap(({ report, title }) => report.repairs.map((repair) => ({ ...repair, title })));
  if (repairs.length === 0) return null;
  return (
    <section class="block">
      <h2>{`${say(language, 'ระบบปรับแก้ให้โดยอัตโนมัติ', 'Mended on the way')} (${readableNumber(repairs.length)})`}</h2>
      <p class="soft">
        {say(
          language,
          'แก้เฉพาะในสำเนาของระบบนี้ ข้อมูลต้นทางไม่เปลี่ยนแปลง ควรแก้ที่ต้นทางด้วย',
          'In our copy alone; your own is unchanged and better mended too.',
        )}
      </p>
      <table class="sheet narrow">
        <thead>
          <tr>
            <th scope="col">{say(language, 'ช่องข้อมูล', 'Field')}</th>
            <th scope="col">{say(language, 'สิ่งที่ปรับแก้', 'What was done')}</th>
            <th scope="col">{say(language, 'ก่อน', 'Before')}</th>
            <th scope="col">{say(language, 'หลัง', 'After')}</th>
          </tr>
        </thead>
        <tbody>
          {repairs.slice(0, most).map(({ field, before, after, rule, cell }) => {
            const words = validation.repairs[rule];
            return (
              <tr>
                <th scope="row" data-label={say(language, 'ช่องข้อมูล', 'Field')}>
                  <div>
                    <code>{field}</code>
                    {cell === undefined ? null : <p class="small soft">{pick(language, cellWords(cell))}</p>}
                  </div>
                </th>
                <td data-label={say(language, 'สิ่งที่ปรับแก้', 'What was done')}>{words === undefined ? rule : pick(language, words)}</td>
                <td data-label={say(language, 'ก่อน', 'Before')} {...tongue(language, before)}>
                  {before}
                </td>
                <td data-label={say(language, 'หลัง', 'After')} {...tongue(language, after)}>
                  {after}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
