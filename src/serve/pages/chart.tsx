import { type Language, readableNumber, tongue } from './page.js';

/** One bar: a name, how many, and where it leads. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly href?: string;
}

/** Amounts beside each other. A table, so that it reads without seeing the bars; drawn as SVG, since the policy forbids style attributes. */
export function Bars({ caption, bars, language }: { caption: string; bars: readonly Bar[]; language: Language }) {
  const largest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <table class="bars">
      <caption>{caption}</caption>
      <tbody>
        {bars.map(({ name, value, href }) => (
          <tr>
            <th scope="row" {...tongue(language, name)}>
              {href === undefined ? name : <a href={href}>{name}</a>}
            </th>
            <td class="bar">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(100 * value) / largest} height="10" />
              </svg>
            </td>
            <td class="number">{readableNumber(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
