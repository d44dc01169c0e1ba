import busboy from 'busboy';
import type { Request } from 'express';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

/** What a form carried: its fields, and the one file. */
export interface Form {
  readonly fields: URLSearchParams;
  readonly file: { readonly bytes: Uint8Array; readonly name: string; readonly mediaType: string } | undefined;
}

/**
 * Reads a multipart form from a body that was received whole, so that its bounds have held already.
 * @throws Problem `bad-request` for a form that cannot be read or carries several files.
 */
export function readMultipart(request: Request, body: Uint8Array): Promise<Form> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown): void =>
      reject(new Problem('bad-request', text('อ่านแบบฟอร์ม multipart ไม่ได้', 'The multipart form cannot be read.'), { cause }));
    const fields = new URLSearchParams();
    const files: { bytes: Uint8Array; name: string; mediaType: string }[] = [];
    let parser: busboy.Busboy;
    try {
      // A text field may be as long as the body was.
      const limits = { fields: 20, files: 2, parts: 30, fieldSize: body.length };
      parser = busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
    } catch (error) {
      return refuse(error);
    }
    parser.on('field', (name, value) => fields.append(name, value));
    parser.on('file', (_name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      // Without a listener of its own a file that is cut short would end the process.
      stream.on('error', refuse);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => files.push({ bytes: Buffer.concat(chunks), name: filename ?? '', mediaType: mimeType }));
    });
    parser.on('error', refuse);
    parser.on('close', () => {
      if (files.length > 1) return reject(new Problem('bad-request', text('ส่งได้ครั้งละหนึ่งไฟล์', 'One file at a time.')));
      resolve({ fields, file: files[0] });
    });
    parser.end(body);
  });
}
