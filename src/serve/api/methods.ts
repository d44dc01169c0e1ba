import type { RequestHandler } from 'express';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';

/** Headers that scripts of other sites may send: keys travel in Authorization, never in a cookie. */
const requestHeaders = 'Authorization, Content-Type, Accept, If-Match, If-None-Match, Last-Event-ID';

/** Answers OPTIONS, and every method that an address does not take. */
export function only(...methods: readonly string[]): RequestHandler {
  const allow = [...methods, 'OPTIONS'].join(', ');
  return (request, response) => {
    response.set('Allow', allow);
    if (request.method === 'OPTIONS') {
      response
        .set({ 'Access-Control-Allow-Methods': allow, 'Access-Control-Allow-Headers': requestHeaders, 'Access-Control-Max-Age': '600' })
        .status(204)
        .end();
      return;
    }
    throw new Problem(
      'method-not-allowed',
      text(`${request.path} ไม่รองรับวิธีเรียก ${request.method}`, `${request.path} does not take ${request.method}.`),
      {
        remedy: text(
          `โปรดใช้ ${methods.join(', ')} รูปแบบทั้งหมดอยู่ที่ /openapi.json`,
          `Use ${methods.join(', ')}; /openapi.json tells of all there is.`,
        ),
      },
    );
  };
}
