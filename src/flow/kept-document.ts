import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../catalog/problem.js';
import type { Run } from '../catalog/run.js';
import { text } from '../catalog/text.js';
import type { HandedOver } from '../harvest/walk.js';
import type { FlowParts } from './parts.js';

const naming = /^upload-[0-9a-f-]{36}$/;
/** Milliseconds after which a file that no run names is no longer one whose run is about to be written. */
const strayMs = 3_600_000;

/**
 * Keeps an uploaded document in the spool folder until its run has read it: a restart begins that run anew.
 * @returns its name, which is the run's checkpoint.
 * @throws Problem `unavailable` when the disk is full; nothing is left behind.
 */
export async function keepDocument(parts: FlowParts, { bytes, ...label }: HandedOver): Promise<string> {
  const { spoolDir } = parts.harvest;
  const kept = `upload-${randomUUID()}`;
  try {
    await mkdir(spoolDir, { recursive: true, mode: 0o700 });
    await writeFile(join(spoolDir, kept), bytes, { mode: 0o600 });
    await writeFile(join(spoolDir, `${kept}.json`), JSON.stringify(label), { mode: 0o600 });
  } catch (error) {
    await forgetDocument(parts, kept);
    throw isFull(error) ? noRoom(error) : error;
  }
  return kept;
}

/** Name of the document that an open run reads; undefined for one that reads its source. */
export function keptFor({ checkpoint }: Pick<Run, 'checkpoint'>): string | undefined {
  return checkpoint !== undefined && naming.test(checkpoint) ? checkpoint : undefined;
}

/** @throws Problem `not-found` when it is gone. */
export async function readKept({ harvest: { spoolDir } }: FlowParts, kept: string): Promise<HandedOver> {
  try {
    const label = JSON.parse(await readFile(join(spoolDir, `${kept}.json`), 'utf8')) as Omit<HandedOver, 'bytes'>;
    return { ...label, mediaType: label.mediaType, name: label.name, bytes: await readFile(join(spoolDir, kept)) };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new Problem('not-found', text('ไม่พบไฟล์ที่อัปโหลดไว้ โปรดอัปโหลดใหม่', 'the uploaded file is gone; please upload it again'), {
      cause: error,
    });
  }
}

/** Deletes a kept document; nothing when it is gone. */
export async function forgetDocument({ harvest: { spoolDir } }: FlowParts, kept: string): Promise<void> {
  await rm(join(spoolDir, kept), { force: true });
  await rm(join(spoolDir, `${kept}.json`), { force: true });
}

/** Deletes documents that no open run is to read: a process was killed before it could. @returns how many files. */
export async function sweepDocuments(parts: FlowParts): Promise<number> {
  const { spoolDir } = parts.harvest;
  const names = (await namesIn(spoolDir)).filter((name) => naming.test(name.replace(/\.json$/, '')));
  if (names.length === 0) return 0;
  const wanted = new Set((await parts.registry.read.runs.open()).map(keptFor));
  let swept = 0;
  for (const name of names) {
    if (wanted.has(name.replace(/\.json$/, ''))) continue;
    const found = await stat(join(spoolDir, name)).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined; // its run has ended just now
      throw error;
    });
    if (found === undefined || parts.clock().getTime() - found.mtimeMs < strayMs) continue;
    await rm(join(spoolDir, name), { force: true });
    swept += 1;
  }
  return swept;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []; // nothing was ever uploaded
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(String(codeOf(error)));
}

function noRoom(cause: unknown): Problem {
  return new Problem('unavailable', text('พื้นที่จัดเก็บของระบบเต็ม จึงรับไฟล์ไม่ได้', 'There is no room on the disk to keep the document.'), {
    cause,
    retryAfter: 600,
    remedy: text('โปรดแจ้งผู้ดูแลระบบ แล้วส่งใหม่ภายหลัง', 'Tell the administrator, and send it again later.'),
  });
}
