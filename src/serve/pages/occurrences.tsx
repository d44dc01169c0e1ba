import type { Occurrence, RuleGroup, Validation } from '../../catalog/validation.js';
import { type Language, pick, readableNumber, say, tongue } from './page.js';

/** Places shown of one rule; the tables for programs have all. */
const most = 20;

/** Where a rule found fault: dataset or resource, field and column, value. */
export function Occurrences({ group, validation, language }: { group: RuleGroup; validation: Validation; language: Language }) {
  const { occurrences } = group;
  const rest = occurrences.length - most;
  return (
    <div class="wide">
      <table class="sheet">
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
    </div>
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
  const { place, focus, fields, columns = [], name } = finding;
  const value = finding.given ?? finding.value;
  const dataset = validation.parts.length > 1 ? part.title || part.dataset : undefined;
  return (
    <tr>
      <th scope="row">
        {dataset === undefined || dataset === place.name ? null : <p {...tongue(language, dataset)}>{dataset}</p>}
        <p {...tongue(language, place.name)}>
          {place.kind === 'resource' ? `${say(language, 'ทรัพยากร', 'Resource')} ` : ''}
          {place.name}
        </p>
        {focus === place.name ? null : (
          <p class="small soft">
            <code>{focus}</code>
          </p>
        )}
      </th>
      <td>
        <p>{pick(language, name)}</p>
        {fields.length === 0 ? null : (
          <p class="small soft">
            CKAN: <code>{fields.join(', ')}</code>
          </p>
        )}
        {columns.length === 0 ? null : (
          <p class="small soft">
            {say(language, 'คอลัมน์ในแบบฟอร์ม', 'Template column')}: <code>{columns.join(', ')}</code>
          </p>
        )}
      </td>
      <td {...(value === undefined ? {} : tongue(language, value))}>{value ?? say(language, 'ไม่มีค่า', 'none')}</td>
    </tr>
  );
}
