import { type Text, text } from './text.js';

/** What kinds of trouble a person or program can be told of; each row: HTTP status, title. */
const kinds = {
  'bad-request': [400, text('คำขอไม่ถูกต้อง', 'Bad request')],
  'bad-query': [400, text('คำสั่ง SPARQL ไม่ถูกต้อง', 'The SPARQL query cannot be read')],
  'no-key': [401, text('ต้องใช้กุญแจ API', 'An API key is needed')],
  forbidden: [403, text('ไม่ได้รับอนุญาต', 'Not allowed')],
  'not-taken': [403, text('ไม่รับข้อมูลนี้', 'This is not taken')],
  'not-found': [404, text('ไม่พบข้อมูลที่ร้องขอ', 'Not found')],
  'method-not-allowed': [405, text('ไม่รองรับวิธีเรียกใช้นี้', 'Method not allowed')],
  'not-acceptable': [406, text('ไม่มีข้อมูลในรูปแบบที่ร้องขอ', 'No such representation')],
  'too-slow': [408, text('ส่งข้อมูลช้าเกินกำหนด', 'Sent too slowly')],
  conflict: [409, text('ขัดกับสถานะปัจจุบัน', 'Conflicts with the present state')],
  gone: [410, text('ยุติการเผยแพร่แล้ว', 'No longer published')],
  'precondition-failed': [412, text('ข้อมูลถูกเปลี่ยนไปแล้ว', 'It has changed')],
  'too-large': [413, text('ข้อมูลมีขนาดใหญ่เกินกำหนด', 'Too large')],
  'unsupported-media-type': [415, text('ไม่รองรับชนิดข้อมูลนี้', 'Unsupported media type')],
  malformed: [400, text('รูปแบบข้อมูลไม่ถูกต้อง', 'The document is malformed')],
  'no-dataset': [422, text('ไม่พบชุดข้อมูล', 'No dataset')],
  'too-complex': [422, text('ข้อมูลซับซ้อนเกินกำหนด', 'Too complex')],
  unprocessable: [422, text('อ่านข้อมูลไม่ได้', 'Cannot be read')],
  'too-many': [429, text('เรียกใช้ถี่เกินกำหนด', 'Too many requests')],
  'source-failed': [502, text('แหล่งข้อมูลตอบกลับไม่ถูกต้อง', 'The source did not answer as it should')],
  unavailable: [503, text('ยังไม่พร้อมให้บริการ', 'Not ready')],
  'query-timeout': [503, text('คำสั่ง SPARQL ใช้เวลานานเกินกำหนด', 'The SPARQL query took too long')],
  internal: [500, text('ระบบขัดข้อง', 'Internal error')],
} as const satisfies Record<string, readonly [number, Text]>;

export type ProblemKind = keyof typeof kinds;

/**
 * Something is wrong that a person or program must be told: what, where, and how to mend it. Raised for what stops a use
 * case; what agencies get wrong inside a record is a finding, not a problem.
 */
export class Problem extends Error {
  readonly kind: ProblemKind;
  /** What is wrong and where, in both languages. */
  readonly detail: Text;
  /** What to do about it, in both languages. */
  readonly remedy: Text | undefined;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(kind: ProblemKind, detail: Text, options: { remedy?: Text; retryAfter?: number; cause?: unknown } = {}) {
    super(detail.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.kind = kind;
    this.detail = detail;
    this.remedy = options.remedy;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return kinds[this.kind][0];
  }

  get title(): Text {
    return kinds[this.kind][1];
  }
}

/** The same problem for any thrown value; what is not a Problem is internal and keeps its details out of the answer. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('internal', text('เกิดข้อผิดพลาดภายในระบบ', 'Something went wrong inside the service.'), {
    remedy: text('โปรดลองอีกครั้ง หากยังพบปัญหา โปรดแจ้งผู้ดูแลระบบ', 'Try again; if it goes on, tell the administrator.'),
    cause: error,
  });
}

/** The message of any thrown value, for logs and run records. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
