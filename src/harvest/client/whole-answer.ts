import type { Answer, OpenAnswer } from '../../catalog/guarded-client.js';

/** Reads an answer to its end. @throws FetchProblem while it is read. */
export async function wholeAnswer({ status, headers, url, bytes }: OpenAnswer): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  return { status, headers, url, bytes: whole, contentType: headers['content-type'] ?? '', body: whole.toString('utf8') };
}
