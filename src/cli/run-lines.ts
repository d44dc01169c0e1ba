import { evidenceWords, type ProposedPair } from '../catalog/pair.js';
import { type Outcome, outcomes, type Run, type RunPreview } from '../catalog/run.js';
import { outcomeWords, runModeWords, runStateWords } from '../catalog/run-words.js';
import { type Text, text } from '../catalog/text.js';

/** Both languages of a word, the Thai one first. */
export function both({ th, en }: Text): string {
  return `${th} ${en}`;
}

/** A run's name, number and state, as the first line of what is told about it. */
export function headOf(source: string, { id, state }: Pick<Run, 'id' | 'state'>): string {
  return `${source} รอบที่ ${id} · run ${id}: ${both(runStateWords[state])}`;
}

/** What a run found, counted. */
export function countsLine(counts: Readonly<Record<Outcome, number>>): string {
  return outcomes.map((outcome) => `${both(outcomeWords[outcome])} ${counts[outcome]}`).join(' · ');
}

type Counted = Exclude<keyof RunPreview, 'examples' | 'held'>;

const previewWords: Readonly<Record<Counted, Text>> = {
  created: outcomeWords.created,
  changed: outcomeWords.changed,
  unchanged: outcomeWords.unchanged,
  returned: text('ส่งกลับแก้ไข', 'returned'),
  unreadable: text('อ่านไม่ได้', 'unreadable'),
  hidden: outcomeWords.hidden,
  missing: outcomeWords.missing,
  retired: outcomeWords.retired,
  setAside: outcomeWords['set-aside'],
};

/** What a run would do, counted. */
export function previewLine(preview: RunPreview): string {
  return (Object.keys(previewWords) as Counted[]).map((name) => `${both(previewWords[name])} ${preview[name]}`).join(' · ');
}

/** Pairs that wait for a person, each with what is known of it, and how to answer. */
export function pairLines(source: string, pairs: readonly ProposedPair[]): readonly string[] {
  if (pairs.length === 0) return [];
  const lines = pairs.map(
    ({ nativeId, dataset, title, evidence }) =>
      `  ${nativeId}\n    = ${title}  ${dataset}  (${evidenceWords[evidence].th} · ${evidenceWords[evidence].en})`,
  );
  return [...lines, `→ ถ้าคู่ใดไม่ถูกต้อง if a pair is wrong: banchi harvest ${source} --accept-held --except ID…`];
}

/** A run as one line of a list. */
export function lineOf({ id, state, mode, startedAt, startedBy, endedBy }: Run): string {
  const ended = endedBy === undefined ? '' : ` → ${endedBy}`;
  return `${id}  ${both(runStateWords[state])}  ${both(runModeWords[mode])}  ${startedAt}  ${startedBy}${ended}`;
}
