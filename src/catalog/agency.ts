import { type Text, text } from './text.js';

/** Level of government of an agency (process.md §1). */
export const levels = {
  central: text('ส่วนกลาง', 'Central government'),
  regional: text('ส่วนภูมิภาค', 'Regional government'),
  local: text('ท้องถิ่น', 'Local government'),
  'state-enterprise': text('รัฐวิสาหกิจ', 'State enterprise'),
  'public-organisation': text('องค์การมหาชน', 'Public organisation'),
  independent: text('อิสระ', 'Independent body'),
} as const satisfies Record<string, Text>;

export type Level = keyof typeof levels;

/** Who answers for data. `id` is the code at registration: opaque, a segment of IRIs, and never changed. */
export interface Agency {
  readonly id: string;
  /** Today's official code; may differ from `id` after a reorganisation. */
  readonly code: string;
  readonly name: Text;
  readonly level: Level;
  readonly ministry: string | undefined;
  readonly parentId: string | undefined;
  readonly province: string | undefined;
}

/** What an agency id may look like: it is a path segment of IRIs, so no dots and nothing to escape. */
export const agencyIdPattern = /^[a-z0-9][a-z0-9-]{1,39}$/;

export interface AgencyStore {
  /** @throws Problem `conflict` when the id is taken. */
  add(agency: Agency, at: string): Promise<void>;
  find(id: string): Promise<Agency | undefined>;
  list(): Promise<Agency[]>;
}
