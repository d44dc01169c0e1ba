import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';

/** A whole number of the query. @throws Problem `bad-request` naming the parameter. */
export function whole(asked: URLSearchParams, name: string, fallback: number): number {
  const value = asked.get(name);
  if (value === null) return fallback;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new Problem('bad-request', text(`${name} ต้องเป็นจำนวนเต็ม`, `${name} must be a whole number.`));
}

/** How many of a list are asked for. @throws Problem `bad-request` for more than there may be at once. */
export function limitOf(asked: URLSearchParams, usual: number, most: number): number {
  const limit = whole(asked, 'limit', usual);
  if (limit >= 1 && limit <= most) return limit;
  throw new Problem('bad-request', text(`limit ต้องเป็น 1–${most}`, `limit must be 1 to ${most}.`));
}
