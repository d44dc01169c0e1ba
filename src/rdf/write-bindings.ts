import { termToNTriples } from './serialise.js';
import type { Quad_Object } from './terms.js';

type Row = Readonly<Record<string, Quad_Object>>;

/** Bindings in each of the SPARQL 1.1 result formats, by media type. */
export const bindingsWriters: Readonly<Record<string, (variables: readonly string[], rows: readonly Row[]) => string>> = {
  'application/sparql-results+json': (variables, rows) =>
    JSON.stringify({
      head: { vars: variables },
      results: { bindings: rows.map((row) => Object.fromEntries(entries(variables, row, toJson))) },
    }),
  'application/sparql-results+xml': (variables, rows) => {
    const head = variables.map((name) => `<variable name="${escapeXml(name)}"/>`).join('');
    const results = rows.map((row) => {
      const bound = entries(variables, row, toXml).map(([name, term]) => `<binding name="${escapeXml(name)}">${term}</binding>`);
      return `<result>${bound.join('')}</result>`;
    });
    return `${xmlStart}<head>${head}</head><results>${results.join('')}</results></sparql>`;
  },
  'text/csv': (variables, rows) =>
    lines([variables.map(quoteCsv), ...rows.map((row) => variables.map((name) => csvOf(termOf(row, name))))], ',', '\r\n'),
  'text/tab-separated-values': (variables, rows) =>
    lines([variables.map((name) => `?${name}`), ...rows.map((row) => variables.map((name) => tsvOf(termOf(row, name))))], '\t', '\n'),
};

/** A boolean in each of its formats. */
export const booleanWriters: Readonly<Record<string, (value: boolean) => string>> = {
  'application/sparql-results+json': (value) => JSON.stringify({ head: {}, boolean: value }),
  'application/sparql-results+xml': (value) => `${xmlStart}<head/><boolean>${value}</boolean></sparql>`,
};

const xmlStart = '<?xml version="1.0" encoding="UTF-8"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">';

const plainString = 'http://www.w3.org/2001/XMLSchema#string';

/** A variable may be called as what every object has: `?constructor`. */
function termOf(row: Row, name: string): Quad_Object | undefined {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

function entries<To>(variables: readonly string[], row: Row, to: (term: Quad_Object) => To): [string, To][] {
  return variables.flatMap((name) => {
    const term = termOf(row, name);
    return term === undefined ? [] : [[name, to(term)] as [string, To]];
  });
}

function toJson(term: Quad_Object): Record<string, string> {
  if (term.termType === 'NamedNode') return { type: 'uri', value: term.value };
  if (term.termType !== 'Literal') return { type: 'bnode', value: term.value };
  if (term.language !== '') return { type: 'literal', value: term.value, 'xml:lang': term.language };
  const datatype = term.datatype.value;
  return { type: 'literal', value: term.value, ...(datatype === plainString ? {} : { datatype }) };
}

function toXml(term: Quad_Object): string {
  const value = escapeXml(term.value);
  if (term.termType === 'NamedNode') return `<uri>${value}</uri>`;
  if (term.termType !== 'Literal') return `<bnode>${value}</bnode>`;
  if (term.language !== '') return `<literal xml:lang="${escapeXml(term.language)}">${value}</literal>`;
  const datatype = term.datatype.value;
  return datatype === plainString ? `<literal>${value}</literal>` : `<literal datatype="${escapeXml(datatype)}">${value}</literal>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;' };

/** What XML 1.0 cannot hold at all is left out. */
function escapeXml(value: string): string {
  return value
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"\r]/g, (found) => entities[found] ?? found);
}

function csvOf(term: Quad_Object | undefined): string {
  if (term === undefined) return '';
  return quoteCsv(term.termType === 'BlankNode' ? `_:${term.value}` : term.value);
}

function quoteCsv(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function tsvOf(term: Quad_Object | undefined): string {
  return term === undefined ? '' : termToNTriples(term);
}

function lines(rows: readonly (readonly string[])[], between: string, end: string): string {
  return rows.map((row) => row.join(between) + end).join('');
}
