import { createHash } from 'node:crypto';
import { type Text, text } from '../../catalog/text.js';
import { noBase } from '../../rdf/document.js';
import { writeRecordDocument } from '../../rdf/record-document.js';
import { skolemBase, skolemise, TangledGraph } from '../../rdf/skolem.js';
import type { Fault } from '../../rdf/stream-reader.js';
import { factory, type NamedNode, type Quad, type Quad_Subject, quad, type Term } from '../../rdf/terms.js';
import type { Owner } from '../harvested-record.js';
import { cutDataset } from './cut.js';
import type { CutRecord, CutRequest } from './messages.js';
import { keyOf, type Spool } from './spool.js';
import { agentNames, identifierTerms, ownerTerms } from './words.js';

/** A record of 10,000 distributions has some 100,000 triples. */
const limits = { depth: 8, triples: 250_000, characters: 32 * 1024 * 1024 };
/** Characters of records in one answer; one record may be more. */
const mostTogether = 2 * 1024 * 1024;
const typeTerm = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const slug = /^[a-z0-9][a-z0-9_-]{0,69}$/;
/** What people write where an identifier should stand. */
const placeholder = /^(?:\W*|n\/?a|none|null|todo|tbd|test|unknown|ไม่มี|ไม่ระบุ)$/i;

/** Turns what a spool holds into records. */
export class RecordCutter {
  readonly #spool: Spool;
  readonly #faults = new Map<string, Fault>();
  /** Faults that no dataset is told to be about. */
  readonly #loose = new Map<string, Fault>();

  readonly #most: number;

  /** @param most records that are told of though nobody describes them. */
  constructor(spool: Spool, faults: readonly Fault[], most: number) {
    this.#spool = spool;
    this.#most = most;
    for (const fault of faults) {
      const key = fault.subject === undefined ? `line:${fault.line}` : keyOf(fault.subject);
      if (!this.#faults.has(key)) this.#faults.set(key, fault);
      this.#loose.set(key, fault);
    }
  }

  /** Records after a position; the last answer also tells what was lost or left undescribed and belongs to none of them. */
  next({ after, records: most, isWhole }: Omit<CutRequest, 'kind'>): { records: CutRecord[]; position: number; isLast: boolean } {
    const found = this.#spool.datasets(after, most);
    const records: CutRecord[] = [];
    let position = after;
    let characters = 0;
    for (const { position: at, subject } of found) {
      const record = this.#cut(subject, at);
      records.push(record);
      position = at;
      characters += record.state === 'whole' ? record.bytes.length : 0;
      if (characters > mostTogether) break;
    }
    const isLast = found.length < most && position === (found.at(-1)?.position ?? after);
    if (isLast) records.push(...this.#lost(), ...(isWhole ? this.#undescribed() : []));
    return { records, position, isLast };
  }

  #lost(): CutRecord[] {
    return Array.from(this.#loose, ([key, { line, reason }]) => ({
      state: 'aside',
      nativeId: key.startsWith('_:') || key.startsWith('line:') ? `line:${line}` : key,
      reason: unreadable(line, reason),
    }));
  }

  /** What a catalogue names as its own still exists, so that it must not go missing. */
  #undescribed(): CutRecord[] {
    return this.#spool
      .undescribed(this.#most)
      .filter(hasIri)
      .map(({ value }) => aside(value, undescribed()));
  }

  #cut(subject: Quad_Subject, position: number): CutRecord {
    const cut = cutDataset(this.#spool, subject, limits);
    const own = cut.quads.filter((one) => one.subject.equals(subject));
    const nativeId = nativeIdOf(subject, own);
    const fault = this.#faultOf(cut.nodes);
    if (fault !== undefined) return aside(nativeId ?? `line:${fault.line}`, unreadable(fault.line, fault.reason));
    if (cut.excess !== undefined) return aside(nativeId ?? `dataset:${position}`, excess());
    if (own.every(({ predicate }) => predicate.value === typeTerm)) return { state: 'mention' };
    if (nativeId === undefined) return aside(`dataset:${position}`, anonymous(position));
    const focus = hasIri(subject) ? subject : factory.namedNode(`${skolemBase}${sha256(nativeId).slice(0, 24)}`);
    try {
      const bytes = writeRecordDocument(focus, skolemise(focus, renamed(cut.quads, subject, focus)));
      return { state: 'whole', nativeId, name: nameOf(nativeId, own), owner: ownerOf(cut.quads, own), bytes, fingerprint: sha256(bytes) };
    } catch (error) {
      if (!(error instanceof TangledGraph)) throw error;
      return aside(nativeId, tangled(error.message));
    }
  }

  #faultOf(nodes: ReadonlySet<string>): Fault | undefined {
    if (this.#faults.size === 0) return undefined;
    let first: Fault | undefined;
    for (const node of nodes) {
      const fault = this.#faults.get(node);
      if (fault === undefined) continue;
      first ??= fault;
      this.#loose.delete(node);
    }
    return first;
  }
}

function hasIri(subject: Quad_Subject): subject is NamedNode {
  return subject.termType === 'NamedNode' && !subject.value.startsWith(noBase) && /^[A-Za-z][A-Za-z0-9+.-]*:/.test(subject.value);
}

/** The IRI where there is one; what else a dataset is known by. */
function nativeIdOf(subject: Quad_Subject, own: readonly Quad[]): string | undefined {
  if (hasIri(subject)) return subject.value;
  const values = identifierTerms.flatMap((term) =>
    own
      .filter(({ predicate }) => predicate.value === term)
      .map(({ object }) => (object.termType === 'BlankNode' ? '' : object.value.trim())),
  );
  return values.filter((value) => !placeholder.test(value) && !value.startsWith(noBase)).sort()[0];
}

/** What makes a readable address: an identifier that is one, else the last part of the IRI. */
export function nameOf(nativeId: string, own: readonly Quad[]): string | undefined {
  const identifiers = own
    .filter(({ predicate, object }) => predicate.value === identifierTerms[0] && object.termType === 'Literal')
    .map(({ object }) => object.value)
    .sort();
  const last =
    nativeId
      .replace(/[/#]+$/, '')
      .split(/[/#:]/)
      .at(-1) ?? '';
  return [...identifiers, last].find((one) => slug.test(one));
}

/** Whose dataset it is, as its publisher is named. */
export function ownerOf(quads: readonly Quad[], own: readonly Quad[]): Owner | undefined {
  const link = ownerTerms.flatMap((term) => own.filter(({ predicate }) => predicate.value === term))[0];
  if (link === undefined) return undefined;
  const agent = link.object;
  if (agent.termType === 'Literal') return { title: agent.value };
  const said = quads.filter(({ subject }) => subject.equals(agent));
  const identifier = firstOf(said, identifierTerms);
  const title = firstOf(said, agentNames);
  const id = identifier ?? (agent.termType === 'NamedNode' ? agent.value : undefined);
  const name =
    agent.termType === 'NamedNode'
      ? agent.value
          .replace(/[/#]+$/, '')
          .split(/[/#:]/)
          .at(-1)
      : undefined;
  return id === undefined && title === undefined ? undefined : { id, name, title };
}

/** The first of these that is said, in Thai where it is. */
function firstOf(said: readonly Quad[], terms: readonly string[]): string | undefined {
  for (const term of terms) {
    const literals = said.flatMap(({ predicate, object }) => (predicate.value === term && object.termType === 'Literal' ? [object] : []));
    literals.sort((a, b) => (a.value < b.value ? -1 : 1));
    const found = literals.find(({ language }) => language.startsWith('th')) ?? literals[0];
    if (found !== undefined) return found.value;
  }
  return undefined;
}

function renamed(quads: readonly Quad[], from: Term, to: NamedNode): readonly Quad[] {
  if (from.equals(to)) return quads;
  const swap = <T extends Term>(term: T): T | NamedNode => (term.equals(from) ? to : term);
  return quads.map((one) => quad(swap(one.subject) as Quad_Subject, one.predicate as NamedNode, swap(one.object) as Quad_Subject));
}

function aside(nativeId: string, reason: Text): CutRecord {
  return { state: 'aside', nativeId, reason };
}

function unreadable(line: number, reason: string): Text {
  return text(`บรรทัดที่ ${line}: อ่านไม่ได้ (${reason})`, `line ${line} cannot be read: ${reason}`);
}

function undescribed(): Text {
  return text('บัญชีข้อมูลอ้างถึงชุดข้อมูลนี้ แต่เอกสารไม่มีคำอธิบาย', 'the catalogue names this dataset, but the document does not describe it');
}

function anonymous(position: number): Text {
  return text(
    `ชุดข้อมูลที่ ${position} ไม่มีทั้ง IRI และ dct:identifier จึงติดตามข้ามรอบไม่ได้`,
    `dataset ${position} of the document has neither an IRI nor a dct:identifier, so it cannot be followed from run to run`,
  );
}

function excess(): Text {
  return text(
    `มีมากกว่า ${limits.triples.toLocaleString('en')} ทริปเปิล หรือยาวเกิน ${limits.characters / 1024 / 1024} ล้านตัวอักษร`,
    `it has more than ${limits.triples.toLocaleString('en')} triples or ${limits.characters / 1024 / 1024} million characters`,
  );
}

function tangled(reason: string): Text {
  return text(`โหนดที่ไม่มีชื่อเชื่อมโยงกันซับซ้อนเกินไป (${reason})`, `its blank nodes are tangled beyond use: ${reason}`);
}

function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
