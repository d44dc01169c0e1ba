import sparqljs from 'sparqljs';
import type { ResultFormats } from '../catalog/directory.js';
import { type Text, text } from '../catalog/text.js';
import { deepestTree, shapeOf } from './query-bounds.js';
import { parserComplaint } from './query-place.js';
import { withMostRows } from './query-rows.js';

/** A query that may run. */
export interface JudgedQuery {
  readonly kind: keyof ResultFormats;
  /** The query itself names a dataset with FROM. */
  readonly namesDataset: boolean;
  /** Its text, a SELECT's with a LIMIT. */
  readonly query: string;
}

const kinds = { SELECT: 'bindings', ASK: 'boolean', CONSTRUCT: 'graph', DESCRIBE: 'graph' } as const;

const refusals = {
  empty: text('ไม่มีคำสั่ง', 'The query is empty.'),
  update: text('บริการนี้ใช้สืบค้นได้เท่านั้น ไม่สามารถแก้ไขข้อมูลได้', 'This endpoint answers queries only; it takes no updates.'),
  deep: text(`คำสั่งซ้อนกันเกิน ${deepestTree} ชั้น`, `The query nests deeper than ${deepestTree} levels.`),
  service: text('ที่นี่ไม่รองรับ SERVICE โปรดใช้ /sparql/federated', 'SERVICE is not allowed here; send the query to /sparql/federated.'),
  limit: text('อ่าน LIMIT ของคำสั่งไม่ได้ โปรดเขียน LIMIT ตามด้วยตัวเลข', 'The LIMIT of the query cannot be read; write LIMIT and a number.'),
} as const;

/**
 * Parses a query and judges whether it may run: no update, no SERVICE, not too deep.
 * @returns the reason, with its place, for one that may not.
 */
export function readQuery(query: string, mostRows: number): JudgedQuery | { readonly reason: Text } {
  try {
    const parsed = new sparqljs.Parser({ skipUngroupedVariableCheck: true }).parse(query);
    if (!('queryType' in parsed)) return refused(parsed.type === 'update' ? 'update' : 'empty');
    const shape = shapeOf(parsed);
    if (shape.depth > deepestTree) return refused('deep');
    if (shape.service) return refused('service');
    const kind = kinds[parsed.queryType];
    const values = 'values' in parsed && parsed.values !== undefined;
    const limit = 'limit' in parsed ? parsed.limit : undefined;
    const bounded = kind === 'bindings' ? withMostRows(query, { limit, values }, mostRows) : query;
    if (bounded === undefined) return refused('limit');
    return { kind, namesDataset: 'from' in parsed && parsed.from !== undefined, query: bounded };
  } catch (error) {
    return { reason: parserComplaint(query, error) };
  }
}

function refused(why: keyof typeof refusals): { readonly reason: Text } {
  return { reason: refusals[why] };
}
