import type { Request } from 'express';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { readUrlencoded, type StrictForm } from './urlencoded.js';

/** What a request asks of `/sparql`, by any of the three operations of the SPARQL 1.1 Protocol. */
export interface ProtocolRequest {
  /** Undefined where no query is asked: the service describes itself. */
  readonly query: string | undefined;
  readonly defaultGraphs: readonly string[] | undefined;
  readonly namedGraphs: readonly string[] | undefined;
  /** Values of `format` in the order of preference; it is no part of the protocol, and some clients send a name and a media type. */
  readonly format: readonly string[];
  /** Everything in the address, for what is no part of the protocol. */
  readonly address: URLSearchParams;
}

export const formType = 'application/x-www-form-urlencoded';
export const queryType = 'application/sparql-query';
export const updateType = 'application/sparql-update';

/** Parameters of one request; a dataset of a hundred graphs is one that somebody means. */
const mostParameters = 200;

const strict: StrictForm = {
  most: mostParameters,
  refuse(what) {
    throw what === 'fields'
      ? badRequest(`มีพารามิเตอร์เกิน ${mostParameters} ตัว`, `There are more than ${mostParameters} parameters.`)
      : badRequest('พารามิเตอร์ไม่ใช่ UTF-8', 'A parameter is not UTF-8.');
  },
};

/**
 * Reads a request (SPARQL 1.1 Protocol §2.1).
 * @param body bytes of a POST, undefined for GET.
 * @throws Problem `bad-request`, `forbidden` for an update, `unsupported-media-type`.
 */
export function readProtocolRequest(request: Request, body: Buffer | undefined): ProtocolRequest {
  const address = addressParameters(request);
  if (body === undefined) return read(address, address.has('query') ? only(address, 'query') : undefined, address);
  const [type, charset] = contentType(request);
  if (type === updateType) throw readOnly();
  if (type !== formType && type !== queryType) throw unsupported(type === '' ? undefined : type);
  if (charset !== undefined && charset !== 'utf-8') throw unsupported(`${type}; charset=${charset}`);
  if (type === queryType) {
    if (address.has('query')) throw twice('query', 2);
    return read(address, decodeUtf8(body), address);
  }
  const form = readUrlencoded(body, strict);
  // Graph parameters and the format are read from the address on POST too (linked-data.md §7).
  for (const name of ['query', 'update', 'default-graph-uri', 'named-graph-uri', 'format'])
    for (const value of address.getAll(name)) form.append(name, value);
  if (form.has('update')) throw readOnly();
  return read(form, only(form, 'query'), address);
}

function read(parameters: URLSearchParams, query: string | undefined, address: URLSearchParams): ProtocolRequest {
  if (address.has('update')) throw readOnly();
  const graphs = (name: string): string[] | undefined => (parameters.has(name) ? parameters.getAll(name) : undefined);
  return {
    query,
    defaultGraphs: graphs('default-graph-uri'),
    namedGraphs: graphs('named-graph-uri'),
    format: parameters.getAll('format'),
    address,
  };
}

function addressParameters(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return readUrlencoded(Buffer.from(start < 0 ? '' : request.originalUrl.slice(start + 1), 'latin1'), strict);
}

/** Media type and charset, in small letters; the type is empty where there is none. */
function contentType(request: Request): [type: string, charset: string | undefined] {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(one)?.[1]).find((one) => one !== undefined);
  return [type.trim(), charset === 'utf8' ? 'utf-8' : charset];
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw badRequest('คำสั่งไม่ใช่ UTF-8', 'The query is not UTF-8.');
    throw error;
  }
}

function only(parameters: URLSearchParams, name: string): string {
  const [value, ...more] = parameters.getAll(name);
  if (value === undefined) throw badRequest(`ไม่มีพารามิเตอร์ ${name}`, `The parameter “${name}” is missing.`);
  if (more.length > 0) throw twice(name, more.length + 1);
  return value;
}

function twice(name: string, times: number): Problem {
  return badRequest(
    `ระบุพารามิเตอร์ ${name} ซ้ำ ${times} ครั้ง โปรดระบุเพียงครั้งเดียว`,
    `The parameter “${name}” is given ${times} times; once is right.`,
  );
}

function badRequest(th: string, en: string): Problem {
  return new Problem('bad-request', text(th, en));
}

function readOnly(): Problem {
  return new Problem(
    'forbidden',
    text('บริการนี้ใช้สืบค้นได้เท่านั้น ไม่สามารถแก้ไขข้อมูลได้', 'This endpoint answers queries only; it takes no updates.'),
  );
}

function unsupported(type: string | undefined): Problem {
  return new Problem(
    'unsupported-media-type',
    text(`ไม่รองรับ ${type ?? 'คำขอที่ไม่ระบุชนิด'}`, `${type ?? 'A body without a media type'} is not supported.`),
    { remedy: text(`โปรดใช้ ${formType} หรือ ${queryType} ใน UTF-8`, `Use ${formType} or ${queryType}, in UTF-8.`) },
  );
}
