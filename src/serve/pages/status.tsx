import type { ComponentChildren } from 'preact';
import { type VersionState, versionStates } from '../../catalog/states.js';
import { type Language, pick, readableNumber, say } from './page.js';

/** How a state or a message is to be taken; the words say it too, never the colour alone. */
export type Tone = 'good' | 'plain' | 'caution' | 'alarm';

const stateTones: Readonly<Record<VersionState, Tone>> = {
  received: 'plain',
  inspecting: 'plain',
  returned: 'alarm',
  awaiting: 'caution',
  confirmed: 'good',
  approving: 'plain',
  published: 'good',
  refused: 'alarm',
  superseded: 'plain',
  hidden: 'caution',
  revoking: 'caution',
  revoked: 'alarm',
  retired: 'caution',
};

const signs: Readonly<Record<Tone, string>> = { good: '✓', plain: '·', caution: '!', alarm: '✗' };

/** The state of a version in the words agencies know. */
export function StateChip({ state, language }: { state: VersionState; language: Language }) {
  return <Chip tone={stateTones[state]}>{pick(language, versionStates[state].label)}</Chip>;
}

/** A short word with a sign and a tone. */
export function Chip({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`state ${tone}`}>
      <span aria-hidden="true">{signs[tone]}</span> {children}
    </span>
  );
}

/** A message that stands out of the page: what happened, and what to do. */
export function Notice({ tone, title, children }: { tone: Tone; title: string; children?: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`}>
      <p>
        <strong>
          <span aria-hidden="true">{signs[tone]}</span> {title}
        </strong>
      </p>
      {children === undefined ? null : <div>{children}</div>}
    </div>
  );
}

/** How far a long piece of work is. */
export function Progress({ label, done, total, language }: { label: string; done: number; total: number; language: Language }) {
  const words = say(
    language,
    `${readableNumber(done)} จาก ${readableNumber(total)} รายการ`,
    `${readableNumber(done)} of ${readableNumber(total)}`,
  );
  return (
    <div class="progress">
      <p>
        <span>{label}</span> <span class="number">{words}</span>
      </p>
      <progress max={Math.max(total, 1)} value={Math.min(done, Math.max(total, 1))} aria-label={label}>
        {words}
      </progress>
    </div>
  );
}
