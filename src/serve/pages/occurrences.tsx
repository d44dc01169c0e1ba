import { cellWords } from '../../catalog/report.js';
import type { Occurrence, RuleGroup, Validation } from '../../catalog/validation.js';
import { type Language, pick, readableNumber, say, tongue } from './page.js';

/** Places shown of one rule; the tables for programs have all. */
const most = 20;

/** Where a rule found fault: dataset or resource, field and column, value. */
export function Occurrences({ group, validation, language }: { group: RuleGroup; validation: Validation; language: Language }) {
  const { occurrences } = group;
  const rest = occurrences.length - most;
  return (
    <>
      <table class="sheet narrow">
        <thead>
          <tr>
            <th scope="col">{say(language, 'ตำแหน่ง', 'Where')}</th>
            <th scope="col">{say(language, 'ช่องข้อมูล', 'Field')}</th>
            <th scope="col">{say(language, 'ค่าที่พบ', 'Value found')}</th>
          </tr>
        </thead>
        <tbody>
          {occurrences.slice(0, most).map((one) => (
            <Row occurrence={one} validation={validation} language={language} />
          ))}
        </tbody>
      </table>
      {rest > 0 ? (
        <p class="small soft">
          {say(
            language,
            `และอีก ${readableNumber(rest)} แห่ง ดูครบทุกแห่งได้เมื่อเลือกผลเป็น CSV หรือ JSON`,
            `and ${readableNumber(rest)} more places; choose CSV or JSON for all.`,
          )}
        </p>
      ) : null}
    </>
  );
}

function Row({
  occurrence: { part, finding },
  validation,
  language,
}: {
  occurrence: Occurrence;
  validation: Validation;
  language: Language;
}) {
  const { place, cell, focus, fields, columns = [], name } = finding;
  const value = finding.given ?? finding.value;
  const same = fields.join() === columns.join();
  const dataset = validation.parts.length > 1 ? part.title || part.dataset : undefined;
  return (
    <tr>
      <th scope="row" data-label={say(language, 'ตำแหน่ง', 'Where')}>
        <div>
          {dataset === undefined || dataset === place.name ? null : <p {...tongue(language, dataset)}>{dataset}</p>}
          <p {...tongue(language, place.name)}>
            {place.kind === 'resource' ? `${say(language, 'ทรัพยากร', 'Resource')} ` : ''}
            {place.name}
          </p>
          {cell === undefined ? null : <p class="small">{pick(language, cellWords(cell))}</p>}
          {focus === place.name || cell !== undefined ? null : (
            <p class="small soft">
              <code>{focus}</code>
            </p>
          )}
        </div>
      </th>
      <td data-label={say(language, 'ช่องข้อมูล', 'Field')}>
        <div>
          <p>{pick(language, name)}</p>
          <Names label={same ? say(language, 'CKAN และแบบฟอร์ม', 'CKAN and template') : 'CKAN'} names={fields} />
          {same ? null : <Names label={say(language, 'คอลัมน์ในแบบฟอร์ม', 'Template column')} names={columns} />}
        </div>
      </td>
      <td data-label={say(language, 'ค่าที่พบ', 'Value found')}>
        <span {...(value === undefined ? {} : tongue(language, value))}>{value ?? say(language, 'ไม่มีค่า', 'none')}</span>
      </td>
    </tr>
  );
}

function Names({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p class="small soft">
      {label}: <code>{names.join(', ')}</code>
    </p>
  );
}
