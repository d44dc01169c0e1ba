import { Day, Empty } from './components.js';
import type { DistributionView } from './distributions-view.js';
import { type Language, readableSize, say, tongue } from './page.js';

/** The data itself: one row for each way to get it, with one plainly named link. */
export function Distributions({ distributions, language }: { distributions: readonly DistributionView[]; language: Language }) {
  if (distributions.length === 0)
    return (
      <Empty what={say(language, 'หน่วยงานยังไม่ได้เพิ่มทรัพยากรข้อมูล', 'The agency has given no distribution yet.')}>
        {say(language, 'โปรดสอบถามผู้ติดต่อของชุดข้อมูลนี้', 'Ask the contact of this dataset.')}
      </Empty>
    );
  return (
    <ul class="distributions">
      {distributions.map((one) => (
        <Row one={one} language={language} />
      ))}
    </ul>
  );
}

function Row({ one, language }: { one: DistributionView; language: Language }) {
  return (
    <li>
      <span class="chip">{one.format ?? (one.kind === 'service' ? 'API' : say(language, 'ไม่ระบุ', 'No format'))}</span>
      <div>
        <h3 {...tongue(language, one.title)}>{one.title}</h3>
        {one.description === undefined ? null : <p {...tongue(language, one.description)}>{one.description}</p>}
        <p class="small">
          {one.size === undefined ? null : <span class="number">{readableSize(one.size)}</span>}
          {one.updated === undefined ? null : (
            <span>
              {say(language, 'ปรับปรุง', 'Updated')} <Day day={one.updated} language={language} />
            </span>
          )}
          <span>{one.host}</span>
        </p>
      </div>
      <a class="button" href={one.href} rel="nofollow noopener">
        <span>
          {action(one, language)}
          <span class="hidden"> {one.title}</span>
        </span>
      </a>
    </li>
  );
}

function action({ kind, format = '' }: DistributionView, language: Language): string {
  if (kind === 'file') return say(language, `ดาวน์โหลด ${format}`, `Download ${format}`).trimEnd();
  if (kind === 'service') return say(language, 'เปิดที่อยู่ API', 'Open the API');
  return say(language, 'เปิดหน้าเว็บ', 'Open the page');
}
