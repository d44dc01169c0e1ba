import { readFileSync } from 'node:fs';
import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

/**
 * Secret headers from a file or stdin, one `Name: value` a line; never from arguments, which every user of the machine can read.
 * @throws Problem `bad-request` for a file that cannot be read or a line that is no header; the line itself is not shown.
 */
export function readHeaders(file: string): Record<string, string> {
  let lines: string;
  try {
    lines = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Problem('bad-request', text(`อ่านไฟล์ ${file} ไม่ได้`, `${file} cannot be read: ${messageOf(error)}`), { cause: error });
  }
  const headers: Record<string, string> = {};
  for (const [index, line] of lines.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(\S.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new Problem(
        'bad-request',
        text(`บรรทัดที่ ${index + 1} ของ ${file} ไม่ใช่ “ชื่อ: ค่า”`, `Line ${index + 1} of ${file} is not “Name: value”.`),
      );
    headers[name.toLowerCase()] = value;
  }
  if (Object.keys(headers).length === 0) throw new Problem('bad-request', text(`${file} ว่างเปล่า`, `${file} has no header.`));
  return headers;
}
