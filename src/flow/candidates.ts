import type { Candidate, CandidateAnswer, CandidateEvidence } from '../catalog/candidate.js';
import { Problem } from '../catalog/problem.js';
import type { RecordSummary } from '../catalog/record.js';
import { goneStates } from '../catalog/states.js';
import { text } from '../catalog/text.js';
import { labelsIn, type Vocabulary } from '../rdf/vocabulary.js';
import type { FlowParts } from './parts.js';

/** Candidates shown; the rest comes once these are answered. */
const mostCandidates = 1000;
/** A group larger than this is one series, asked about by its first members. */
const mostOfGroup = 50;

/**
 * Pairs of records that may be one dataset, or members of one series, for a person to answer; what has been answered is not
 * asked again. Nothing is ever merged by this. The surest evidence first.
 */
export async function findCandidates(parts: FlowParts, agencyId?: string): Promise<Candidate[]> {
  const { read } = parts.registry;
  const living = (await read.records.summaries({})).filter(({ state }) => !goneStates.has(state));
  const byId = new Map(living.map((summary) => [summary.record.id, summary]));
  const answered = await read.candidates.answers();
  const family = familyOf(parts.vocabulary);
  const grounds: readonly (readonly [CandidateEvidence, readonly (readonly RecordSummary[])[]])[] = [
    ['copy', groupsOf(await read.candidates.copies(mostCandidates), byId)],
    ['same-title', groupsBy(living, ({ title }) => plain(title))],
    ['same-page', groupsOf(await read.candidates.samePages(mostCandidates), byId)],
    ['family', groupsBy(living, ({ title }) => family(title))],
  ];
  const found = new Map<string, Candidate>();
  for (const [evidence, groups] of grounds)
    for (const group of groups)
      for (const candidate of pairsIn(group, evidence)) {
        const key = keyOf(candidate.one.id, candidate.other.id);
        if (found.size >= mostCandidates) return [...found.values()];
        if (!found.has(key) && !answered.has(key) && concerns(candidate, agencyId)) found.set(key, candidate);
      }
  return [...found.values()];
}

/** Keeps a person's answer. @throws Problem `not-found` for an unknown record, `bad-request` for a record beside itself. */
export async function answerCandidate(
  parts: FlowParts,
  { one, other, answer }: { one: string; other: string; answer: CandidateAnswer },
  by: string,
): Promise<void> {
  const [first, second] = [await recordOf(parts, one), await recordOf(parts, other)];
  if (first === second) throw new Problem('bad-request', text('ต้องระบุชุดข้อมูลสองชุดที่ต่างกัน', 'Name two different datasets.'));
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    await stores.candidates.answer({ oneId: first, otherId: second, answer, by, at });
    await stores.audit.add([{ at, by, act: 'answer-candidate', subject: `record:${first}`, to: answer, why: `with record:${second}` }]);
  });
}

async function recordOf(parts: FlowParts, name: string): Promise<number> {
  const [segment = '', slug = ''] = name.split('/');
  const record = await parts.registry.read.records.find(segment, slug);
  if (record === undefined)
    throw new Problem('not-found', text(`ไม่มีชุดข้อมูล ${name}`, `There is no dataset ${name}.`), {
      remedy: text('โปรดเขียนเป็น รหัสหน่วยงาน/ชื่อชุดข้อมูล', 'Write it AGENCY/SLUG.'),
    });
  return record.id;
}

function groupsOf(groups: readonly (readonly number[])[], byId: ReadonlyMap<number, RecordSummary>): RecordSummary[][] {
  return groups.map((ids) => ids.flatMap((id) => byId.get(id) ?? [])).filter((group) => group.length > 1);
}

function concerns({ one, other }: Candidate, agencyId: string | undefined): boolean {
  return agencyId === undefined || one.agencyId === agencyId || other.agencyId === agencyId;
}

function keyOf(one: number, other: number): string {
  return `${Math.min(one, other)}/${Math.max(one, other)}`;
}

/** Each member beside the first of its group: enough to be asked about, and no square of its size. */
function* pairsIn(group: readonly RecordSummary[], evidence: CandidateEvidence): Generator<Candidate> {
  const [first, ...others] = group;
  if (first === undefined) return;
  for (const other of others.slice(0, mostOfGroup))
    yield { one: { ...first.record, title: first.title }, other: { ...other.record, title: other.title }, evidence };
}

function groupsBy(summaries: readonly RecordSummary[], key: (summary: RecordSummary) => string): RecordSummary[][] {
  const groups = new Map<string, RecordSummary[]>();
  for (const summary of summaries) {
    const value = key(summary);
    if (value === '') continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [summary]);
    else group.push(summary);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function plain(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u200b]+/g, ' ')
    .trim();
}

/** A title without years and provinces: what the members of a series have in common; empty when nothing was taken out or too little is left. */
function familyOf(vocabulary: Vocabulary): (title: string) => string {
  const places = labelsIn(vocabulary, 'province')
    .map(plain)
    .sort((a, b) => b.length - a.length)
    .map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const place = new RegExp(`(?:จังหวัด|จ\\.)?\\s*(?:${places.join('|')})`, 'g');
  return (title) => {
    const before = plain(title);
    const after = before
      .replace(/(?:พ\.ศ\.|ค\.ศ\.|ปี(?:งบประมาณ|การศึกษา)?)?\s*(?:[12๑๒]\d{3}|[๒][๐-๙]{3})(?:\s*[-–]\s*\d{2,4})?/g, ' # ')
      .replace(place, ' @ ')
      .replace(/\s+/g, ' ')
      .trim();
    return after === before || after.replace(/[#@\s]/g, '').length < 8 ? '' : after;
  };
}
