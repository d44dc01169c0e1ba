import type { ComponentChildren, VNode } from 'preact';
import { type Severity, severityLabels } from '../../catalog/report.js';
import { Padlock } from './icons.js';
import { type Language, readableDate, say, tongue } from './page.js';

export interface Link {
  readonly href: string;
  readonly name: string;
}

/** The way back up; the page itself is its heading and not repeated here. */
export function Breadcrumb({ links, language }: { links: readonly Link[]; language: Language }) {
  return (
    <nav class="breadcrumb" aria-label={say(language, 'ตำแหน่งของหน้านี้', 'Breadcrumb')}>
      <ol>
        {links.map(({ href, name }) => (
          <li>
            <a href={href} {...tongue(language, name)}>
              {name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A day as people read it, with the ISO day for programs. */
export function Day({ day, language, length = 'short' }: { day: string; language: Language; length?: 'short' | 'long' }) {
  return <time dateTime={day}>{readableDate(language, day, length)}</time>;
}

/** Access right in words with a padlock; open only when everyone may have the data. */
export function AccessMark({ label, open }: { label: string; open: boolean }) {
  return (
    <span class={open ? 'mark open' : 'mark limited'}>
      <Padlock open={open} /> {label}
    </span>
  );
}

/** An empty list says what is missing and what will fill it. */
export function Empty({ what, children }: { what: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p>
        <strong>{what}</strong>
      </p>
      {children === undefined ? null : <p>{children}</p>}
    </div>
  );
}

export type Fact = readonly [label: string, value: ComponentChildren];

/** Names and values; a fact without a value is left out. */
export function Facts({ facts, language }: { facts: readonly Fact[]; language: Language }) {
  return (
    <dl class="facts">
      {facts.filter(hasValue).map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd {...(typeof value === 'string' ? tongue(language, value) : {})}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whether a fact has something to show. */
export function hasValue([, value]: Fact): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '' && value !== false;
}

const representations = [
  ['jsonld', 'JSON-LD'],
  ['ttl', 'Turtle'],
  ['rdf', 'RDF/XML'],
  ['nt', 'N-Triples'],
] as const;

/** The same thing for programs. @param path address without suffix; `query` keeps a list's filter. */
export function ForPrograms({ path, query = '', language }: { path: string; query?: string; language: Language }) {
  return (
    <p class="small soft inline">
      <span>{say(language, 'ข้อมูลหน้านี้สำหรับโปรแกรม', 'This page for programs')}</span>
      {representations.map(([suffix, name]) => (
        <a href={`${path}.${suffix}${query}`} rel="alternate">
          {name}
        </a>
      ))}
    </p>
  );
}

/** A search box that works without scripts. */
export function SearchForm({ action, value, label, button }: { action: string; value: string; label: string; button: string }) {
  return (
    <search>
      <form class="filter" action={action} method="get">
        <div class="field">
          <label for="q">{label}</label>
          <input id="q" name="q" type="search" value={value} maxLength={100} />
        </div>
        <button class="button" type="submit">
          {button}
        </button>
      </form>
    </search>
  );
}

/** How much a finding weighs, in words and not by colour alone. */
export function SeverityMark({ severity, language }: { severity: Severity; language: Language }) {
  return <span class={`severity ${severity}`}>{severityLabels[severity][language]}</span>;
}

/** Names of fields, terms or values as programs know them. */
export function Codes({ all }: { all: readonly string[] }) {
  return (
    <span class="inline">
      {all.map((one) => (
        <code>{one}</code>
      ))}
    </span>
  );
}

/** Several links on a line. */
export function Links({ all }: { all: readonly Link[] }) {
  return (
    <span class="inline">
      {all.map(({ href, name }) => (
        <a href={href}>{name}</a>
      ))}
    </span>
  );
}

interface ResultsProps {
  readonly words: string;
  readonly rows: readonly VNode[];
  /** True when more was found than is shown. */
  readonly more: boolean;
  readonly language: Language;
}

/** What a search found, a row each. */
export function SearchResults({ words, rows, more, language }: ResultsProps) {
  return (
    <section class="block">
      <h2>{say(language, `ผลการค้นหา “${words}”`, `Found for “${words}”`)}</h2>
      {rows.length === 0 ? (
        <Empty what={say(language, 'ไม่พบรายการที่ตรงกัน', 'Nothing was found.')}>
          {say(language, 'ลองใช้คำที่สั้นลงหรือคำพ้อง', 'Try a shorter word or a synonym.')}
        </Empty>
      ) : (
        <ul class="ledger">{rows}</ul>
      )}
      {more ? (
        <p class="small soft">
          {say(language, 'แสดงเฉพาะรายการแรก ๆ โปรดค้นให้เจาะจงขึ้น', 'Only the first are shown; search for more of the word.')}
        </p>
      ) : null}
    </section>
  );
}
