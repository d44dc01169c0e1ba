import { readFile } from 'node:fs/promises';
import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

/** A file that is named in the arguments. @throws Problem `not-found` when it cannot be opened. */
export async function readGiven(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => Promise.reject(unreadable(file, error)));
}

function unreadable(file: string, cause: unknown): Problem {
  return new Problem('not-found', text(`เปิดไฟล์ ${file} ไม่ได้ (${messageOf(cause)})`, `${file} cannot be opened: ${messageOf(cause)}`), {
    cause,
    remedy: text('ตรวจสอบชื่อไฟล์และสิทธิ์ในการอ่าน', 'Check its name, and that you may read it.'),
  });
}
