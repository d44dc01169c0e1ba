import type { ComponentChildren } from 'preact';
import { hostOf } from './addresses.js';
import { AccessMark, Day } from './components.js';
import type { DatasetView } from './dataset-view.js';
import { type Language, say, tongue } from './page.js';

/** What decides whether the data is of use: may I, on what terms, how fresh, whom to ask. Unknown is said, not left out. */
export function Glance({ one, language }: { one: DatasetView; language: Language }) {
  const unknown = <span class="soft">{say(language, 'หน่วยงานไม่ได้ระบุ', 'Not stated by the agency')}</span>;
  return (
    <aside class="glance" aria-label={say(language, 'ข้อมูลสำคัญ', 'At a glance')}>
      <dl>
        <Term name={say(language, 'สิทธิการเข้าถึง', 'Access')}>
          <dd>{one.access === undefined ? unknown : <AccessMark {...one.access} />}</dd>
          {one.conditions.map((condition) => (
            <dd {...tongue(language, condition)}>{condition}</dd>
          ))}
        </Term>
        <Term name={say(language, 'สัญญาอนุญาต', 'Licence')}>
          <dd class="value" {...tongue(language, one.licence?.name ?? '')}>
            {one.licence?.name ?? unknown}
          </dd>
          {one.licence?.terms.map((term) => (
            <dd>{term}</dd>
          ))}
        </Term>
        <Term name={say(language, 'ปรับปรุงข้อมูลล่าสุด', 'Data last updated')}>
          <dd class="value">{one.updated === undefined ? unknown : <Day day={one.updated} language={language} length="long" />}</dd>
        </Term>
        <Term name={say(language, 'ความถี่ของการปรับปรุงข้อมูล', 'Update frequency')}>
          <dd class="value">{one.frequency ?? unknown}</dd>
        </Term>
        <Owner one={one} language={language} />
      </dl>
    </aside>
  );
}

function Owner({ one, language }: { one: DatasetView; language: Language }) {
  const { owner, contact } = one;
  return (
    <>
      {owner === undefined ? null : (
        <Term name={say(language, 'หน่วยงานเจ้าของข้อมูล', 'Data owner')} across>
          <dd class="value" {...tongue(language, owner.name)}>
            <a href={owner.href}>{owner.name}</a>
          </dd>
          {one.landingPages.map((href) => (
            <dd>
              <a href={href} rel="nofollow noopener">
                {say(language, 'หน้าชุดข้อมูลบนเว็บไซต์ของหน่วยงาน', 'Dataset page on the agency’s site')}
              </a>{' '}
              <span class="soft">{hostOf(href)}</span>
            </dd>
          ))}
        </Term>
      )}
      {contact === undefined ? null : (
        <Term name={say(language, 'ผู้ติดต่อ', 'Contact')} across>
          {contact.name === undefined ? null : <dd {...tongue(language, contact.name)}>{contact.name}</dd>}
          {contact.mail === undefined ? null : (
            <dd>
              <a href={`mailto:${contact.mail}`}>{contact.mail}</a>
            </dd>
          )}
        </Term>
      )}
    </>
  );
}

/** One question and its answers. @param across takes the whole width of a phone, where the others stand in pairs. */
function Term({ name, across = false, children }: { name: string; across?: boolean; children: ComponentChildren }) {
  return (
    <div class={across ? 'across' : undefined}>
      <dt>{name}</dt>
      {children}
    </div>
  );
}
