import { type Text, text } from './text.js';

/** Who may see a publication (process.md §2). Only `public` reaches the public followers. */
export const audiences = {
  public: text('สาธารณะ', 'Public'),
  government: text('หน่วยงานของรัฐ', 'Government'),
  agency: text('ภายในหน่วยงาน', 'The agency itself'),
} as const satisfies Record<string, Text>;

export type Audience = keyof typeof audiences;

const widest: readonly Audience[] = ['public', 'government', 'agency'];

/** The narrower of two audiences. */
export function narrower(a: Audience, b: Audience): Audience {
  return widest.indexOf(a) >= widest.indexOf(b) ? a : b;
}

/**
 * Who a new version is for when nobody says otherwise. It follows its category as long as the version before did; where a
 * person had chosen another audience, the choice stays, or gives way to a narrower one the category now asks for.
 * @param before what the published version asked for, and what it was published to.
 * @param asked what the new version asks for.
 */
export function nextAudience(before: { readonly asked: Audience; readonly given: Audience } | undefined, asked: Audience): Audience {
  if (before === undefined || before.asked === before.given) return asked;
  return asked === before.asked ? before.given : narrower(before.given, asked);
}
