import { Problem } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { noBase, readDocument } from '../../rdf/document.js';
import { syntaxes } from '../../rdf/sniff.js';
import { StreamDecoder } from '../../rdf/stream-decode.js';
import { type Fault, isStreamed, type StreamReader, streamReader } from '../../rdf/stream-reader.js';
import { dcat, type Quad, rdf } from '../../rdf/terms.js';
import { RecordCutter } from './cut-records.js';
import type { CutRequest, DocumentFacts, DocumentTask, Reply } from './messages.js';
import { Spool } from './spool.js';
import { backward, catalogClasses, datasetClasses, nextTerms, schema, totalTerm } from './words.js';

const streamLimits = { depth: 100, statement: 16 * 1024 * 1024 };
/** A document that is read whole: 64 MB of JSON-LD are about a million triples. */
const wholeTriples = 4_000_000;
const mostNotes = 20;
const mostNext = 10;
const listing: ReadonlySet<string> = new Set([dcat.dataset.value, ...schema('dataset')]);

/** Reads one document into a spool and cuts its records; runs in a thread of its own. */
export class DocumentReading {
  readonly #task: DocumentTask;
  readonly #spool: Spool;
  readonly #decoder: StreamDecoder;
  readonly #reader: StreamReader | undefined;
  readonly #whole: Uint8Array[] = [];
  readonly #notes: Text[] = [];
  readonly #faults: Fault[] = [];
  readonly #next = new Set<string>();
  #total: number | undefined;
  #bytes = 0;
  #triples = 0;
  #hasCatalog = false;
  #cutter: RecordCutter | undefined;

  constructor(task: DocumentTask) {
    this.#task = task;
    this.#spool = new Spool(task.spool);
    this.#decoder = new StreamDecoder(task.charset);
    if (isStreamed(task.syntax))
      this.#reader = streamReader(task.syntax, task.base ?? noBase, streamLimits, {
        quad: (quad) => this.#take(quad),
        fault: (fault) => this.#faults.push(fault),
        note: (note) => this.#notes.push(note),
      });
  }

  /** @throws Problem where the document cannot be read on. */
  async piece(bytes: Uint8Array): Promise<Reply> {
    this.#bytes += bytes.length;
    if (this.#reader !== undefined) await this.#reader.write(this.#decoder.decode(bytes, false));
    else {
      if (this.#bytes > this.#task.wholeBytes) throw tooLarge(syntaxes[this.#task.syntax].name, this.#task.wholeBytes);
      this.#whole.push(bytes);
    }
    return { kind: 'taken' };
  }

  /** @throws Problem for a document that ends too early, or holds no catalogue. */
  async end(): Promise<Reply> {
    if (this.#reader !== undefined) {
      await this.#reader.write(this.#decoder.decode(new Uint8Array(), true));
      await this.#reader.end();
      this.#notes.push(...this.#decoder.notes);
    } else await this.#readWhole();
    const datasets = this.#spool.seal();
    if (datasets > this.#task.maxRecords) throw tooMany(this.#task.maxRecords);
    if (datasets === 0 && !this.#hasCatalog && this.#faults.length === 0) throw noDataset(this.#triples, syntaxes[this.#task.syntax].name);
    this.#cutter = new RecordCutter(this.#spool, this.#faults, this.#task.maxRecords);
    const facts: DocumentFacts = {
      syntax: syntaxes[this.#task.syntax].name,
      notes: this.#notes.slice(0, mostNotes),
      triples: this.#triples,
      datasets,
      hasCatalog: this.#hasCatalog,
      next: [...this.#next],
      total: this.#total,
      isTorn: this.#faults.some(({ subject, isTorn }) => isTorn || subject?.termType !== 'NamedNode'),
    };
    return { kind: 'read', facts };
  }

  /** The next records. */
  cut(request: CutRequest): Reply {
    if (this.#cutter === undefined) throw new Error('a document is cut once it has been read');
    return { kind: 'records', ...this.#cutter.next(request) };
  }

  close(): void {
    this.#spool.close();
  }

  async #readWhole(): Promise<void> {
    const bytes = Buffer.concat(this.#whole);
    this.#whole.length = 0;
    const { mediaType, base, name, maxRecords } = this.#task;
    const document = await readDocument(
      bytes,
      { mediaType, name: base ?? name },
      { triples: wholeTriples, depth: streamLimits.depth, values: maxRecords },
    );
    if (document.kind === 'json')
      throw new Problem(
        'source-failed',
        text('เอกสารเป็น JSON ที่ไม่มี @context จึงไม่ใช่ JSON-LD', 'The document is JSON without @context, and so no JSON-LD.'),
        {
          remedy: text(
            'เพิ่ม @context หรือหากเป็น CKAN โปรดลงทะเบียนแหล่งข้อมูลเป็นชนิด ckan',
            'Add @context; or, for CKAN, register the source as one of kind ckan.',
          ),
        },
      );
    this.#notes.push(...document.notes);
    for (const quad of document.quads) this.#take(quad);
  }

  #take(quad: Quad): void {
    const { subject, predicate, object } = quad;
    if (subject.termType === 'Quad' || object.termType === 'Quad') {
      this.#faults.push({ subject: undefined, line: 0, reason: 'triple terms of RDF 1.2 are not supported', isTorn: false });
      return;
    }
    this.#triples += 1;
    this.#spool.add(quad);
    if (predicate.equals(rdf.type)) {
      if (datasetClasses.has(object.value)) this.#spool.addDataset(subject);
      if (catalogClasses.has(object.value)) this.#hasCatalog = true;
    } else if (backward.has(predicate.value)) this.#spool.addBack(object, subject);
    else if (listing.has(predicate.value)) this.#spool.addListed(object);
    else if (nextTerms.has(predicate.value)) {
      if (this.#next.size < mostNext && object.termType !== 'BlankNode') this.#next.add(object.value);
    } else if (predicate.value === totalTerm && /^\d{1,9}$/.test(object.value)) this.#total = Number(object.value);
  }
}

function tooLarge(syntax: string, most: number): Problem {
  const megabytes = Math.floor(most / 1024 / 1024);
  return new Problem(
    'source-failed',
    text(`เอกสาร ${syntax} มีขนาดเกิน ${megabytes} MB`, `The ${syntax} document is larger than ${megabytes} MB, and can only be read whole.`),
    {
      remedy: text(
        'แบ่งเป็นหน้า (hydra:next) หรือส่งเป็น Turtle, N-Quads หรือ RDF/XML ซึ่งไม่จำกัดเท่านี้',
        'Divide it into pages (hydra:next), or offer Turtle, N-Quads or RDF/XML, which may be far larger.',
      ),
    },
  );
}

function tooMany(most: number): Problem {
  return new Problem('source-failed', text(`มีชุดข้อมูลมากกว่า ${most} ชุด`, `There are more than ${most} datasets.`), {
    remedy: text('ตรวจสอบว่าเอกสารเป็นบัญชีข้อมูลของหน่วยงานเดียว', 'Check that the document is the catalogue of one agency.'),
  });
}

function noDataset(triples: number, syntax: string): Problem {
  const count = triples.toLocaleString('en');
  return new Problem(
    'source-failed',
    text(
      `อ่านเอกสารเป็น ${syntax} ได้ ${count} ทริปเปิล แต่ไม่มีทั้ง dcat:Dataset และ dcat:Catalog`,
      `The document was read as ${syntax} (${count} triples), but there is neither a dcat:Dataset nor a dcat:Catalog in it.`,
    ),
    {
      remedy: text(
        'ตรวจสอบที่อยู่ของแหล่งข้อมูล (อาจเป็นหน้าเว็บ หน้าปิดปรับปรุง หรือหน้าเข้าสู่ระบบ) ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล',
        'Check the address: it may be a web page, a maintenance page or a sign-in form. Nothing was changed in the catalogue.',
      ),
    },
  );
}
