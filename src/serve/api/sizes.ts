import type { ErrorRequestHandler } from 'express';
import { Problem } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { readableSize } from '../pages/page.js';

/** Says what bound a body was over: the parser stops reading there, and measures unpacked what was packed. */
export function tooLarge(most: number, remedy: Text): ErrorRequestHandler {
  return (error: unknown, _request, _response, next) => {
    const isTooLarge = typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.too.large';
    const size = readableSize(most);
    next(
      isTooLarge ? new Problem('too-large', text(`ข้อมูลที่ส่งมาใหญ่กว่า ${size}`, `What was sent is larger than ${size}.`), { remedy }) : error,
    );
  };
}
