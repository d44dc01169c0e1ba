import type { ComponentChildren } from 'preact';
import { type Language, readableDate, say, tongue } from './page.js';

/** One thing that happened. */
export interface TimelineEntry {
  /** ISO day or moment. */
  readonly at: string;
  readonly what: ComponentChildren;
  readonly by?: string;
  readonly why?: string;
}

/** What happened, the newest first. */
export function Timeline({ entries, language }: { entries: readonly TimelineEntry[]; language: Language }) {
  return (
    <ol class="timeline">
      {entries.map(({ at, what, by, why }) => (
        <li>
          <time dateTime={at}>{readableDate(language, at, 'long')}</time>
          <div>
            {what}
            {by === undefined ? null : <span class="small soft">{say(language, `โดย ${by}`, `by ${by}`)}</span>}
            {why === undefined ? null : (
              <p class="small soft" {...tongue(language, why)}>
                {why}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** One value before and after; undefined where there is none. */
export interface Change {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What changed from one version to the next, value by value. */
export function Diff({ changes, language }: { changes: readonly Change[]; language: Language }) {
  return (
    <dl class="diff">
      {changes.map(({ name, before, after }) => (
        <div>
          <dt>{name}</dt>
          {before === undefined ? null : (
            <dd>
              <del {...tongue(language, before)}>
                <span class="hidden">{say(language, 'เดิม: ', 'Before: ')}</span>
                {before}
              </del>
            </dd>
          )}
          {after === undefined ? null : (
            <dd>
              <ins {...tongue(language, after)}>
                <span class="hidden">{say(language, 'ใหม่: ', 'After: ')}</span>
                {after}
              </ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
