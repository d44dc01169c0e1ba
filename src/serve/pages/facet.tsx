import { type Language, readableNumber, say, tongue } from './page.js';

/** One value to narrow a list by. */
export interface FacetValue {
  readonly name: string;
  readonly count: number;
  readonly href: string;
  readonly chosen: boolean;
}

/** Values to narrow a list by, with how many each leaves; the chosen one leads back. Links, so that it works without scripts. */
export function Facet({ title, values, language }: { title: string; values: readonly FacetValue[]; language: Language }) {
  return (
    <nav class="facet" aria-label={title}>
      <h3>{title}</h3>
      <ul class="ledger">
        {values.map(({ name, count, href, chosen }) => (
          <li>
            <a href={href} aria-current={chosen ? 'true' : undefined} {...tongue(language, name)}>
              {name}
              {chosen ? <span class="hidden">{say(language, ' (เลือกอยู่ กดเพื่อยกเลิก)', ' (chosen; follow to undo)')}</span> : null}
            </a>
            <span class="count-of">{readableNumber(count)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
