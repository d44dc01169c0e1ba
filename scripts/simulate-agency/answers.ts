import type { ServerResponse } from 'node:http';
import type { Found } from './search.js';

/** An answer of `package_search` put together of bytes. */
export function searchAnswer({ count, page }: Found): Buffer {
  const parts: Buffer[] = [Buffer.from(`{"success":true,"result":{"count":${count},"facets":{},"results":[`)];
  for (const [index, { bytes }] of page.entries()) parts.push(Buffer.from(index === 0 ? '' : ','), bytes);
  parts.push(Buffer.from(']}}'));
  return Buffer.concat(parts);
}

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: Buffer | string,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers }).end(bytes);
}

export const json = 'application/json; charset=utf-8';

export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  send(response, status, json, JSON.stringify(value), headers);
}

/** CKAN’s answer to a call that did not succeed. */
export function sendError(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { help: 'simulated', success: false, error: { __type: type, message } });
}
