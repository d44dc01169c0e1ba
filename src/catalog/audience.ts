import { type Text, text } from './text.js';

/** Who may see a publication (process.md §2). Only `public` reaches the public followers. */
export const audiences = {
  public: text('สาธารณะ', 'Public'),
  government: text('หน่วยงานของรัฐ', 'Government'),
  agency: text('ภายในหน่วยงาน', 'The agency itself'),
} as const satisfies Record<string, Text>;

export type Audience = keyof typeof audiences;
