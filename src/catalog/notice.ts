/** What a notice is about: kinds in the order of the flow. */
export const noticeKinds = [
  'passed',
  'returned',
  'hidden',
  'retired',
  'hidden-many',
  'claimed',
  'run-held',
  'run-failed',
  'run-partial',
  'no-longer-conforms',
  'update-due',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What we told an agency. The words are made when it is read, from what it points at (`notify/`). */
export interface Notice {
  readonly id: number;
  readonly agencyId: string;
  readonly kind: NoticeKind;
  readonly recordId: number | undefined;
  readonly versionId: number | undefined;
  readonly runId: number | undefined;
  /** Facts that the words need and that may change later, such as a due date. */
  readonly facts: Readonly<Record<string, string>>;
  readonly at: string;
}

export type NewNotice = Omit<Notice, 'id' | 'recordId' | 'versionId' | 'runId' | 'facts'> & {
  readonly recordId?: number;
  readonly versionId?: number;
  readonly runId?: number;
  readonly facts?: Readonly<Record<string, string>>;
  /** A notice with a key that the agency already has is not written again. */
  readonly once?: string;
};

export interface NoticeStore {
  add(notices: readonly NewNotice[]): Promise<void>;
  /** Newest first. */
  list(agencyId: string, limit: number): Promise<Notice[]>;
}
