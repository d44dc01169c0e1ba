import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph } from '../../src/rdf/graph.js';
import { parse } from '../../src/rdf/parse.js';
import { iri, type Quad, rdf, sh, type Term } from '../../src/rdf/terms.js';
import type { Validator } from '../../src/validate/validator.js';
import { agencyGraph } from './judging.js';

/** A Turtle file with a claim, and the sh:ValidationReport that must come of it. */
export interface Case {
  readonly name: string;
  readonly claim: string;
  /** All that is not the report. */
  readonly quads: readonly Quad[];
  readonly conforms: boolean;
  /** `shape focus severity` of each result, sorted. */
  readonly results: readonly string[];
}

/** Every case of a folder, by name. */
export function readCases(folder: string): Case[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ttl'))
    .sort()
    .map((name) => readCase(folder, name));
}

function readCase(folder: string, name: string): Case {
  const text = readFileSync(join(folder, name), 'utf8');
  const quads = parse(text, { label: name });
  const graph = new Graph(quads);
  const [report, ...others] = graph.subjects(rdf.type, iri(`${sh.$}ValidationReport`));
  assert.ok(report !== undefined && others.length === 0, `${name} must hold one sh:ValidationReport`);
  const results = graph.objects(report, iri(`${sh.$}result`));
  const ofReport = new Set([report, ...results].map((term) => term.value));
  const one = (result: Term, property: string): string => graph.object(result, iri(sh.$ + property))?.value ?? `no sh:${property}`;
  return {
    name: name.replace('.ttl', ''),
    claim: text.slice(2, text.indexOf('\n')),
    quads: quads.filter(({ subject }) => !ofReport.has(subject.value)),
    conforms: graph.object(report, iri(`${sh.$}conforms`))?.value === 'true',
    results: results
      .map((result) => `${one(result, 'sourceShape')} ${one(result, 'focusNode')} ${local(one(result, 'resultSeverity')).toLowerCase()}`)
      .sort(),
  };
}

/** What a validator finds, as a case writes it. */
export async function resultsOf(validator: Validator, quads: readonly Quad[]): Promise<string[]> {
  const findings = await validator.validate({ quads, background: agencyGraph, places: new Map(), given: () => '' });
  return findings.map(({ shape, focus, severity }) => `${shape} ${focus} ${severity}`).sort();
}

/** What follows the last # of an IRI. */
export function local(value: string): string {
  return value.slice(value.lastIndexOf('#') + 1);
}
