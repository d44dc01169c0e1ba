import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../catalog/problem.js';
import type { TemplateLimits } from './limits.js';
import { readTemplate } from './read-template.js';
import { misplacedAdvice } from './structure.js';
import type { ThreadMessage } from './thread-messages.js';

/** Entry of the thread that reads one workbook and gives its rows a batch at a time, when asked for the next. */
async function run(
  port: MessagePort,
  { bytes, limits, batch }: { bytes: Uint8Array; limits: TemplateLimits; batch: number },
): Promise<void> {
  const tell = (message: ThreadMessage): void => port.postMessage(message);
  try {
    const read = await readTemplate(Buffer.from(bytes), limits);
    const { rows, repeated, notes } = read;
    const places = repeated.map(({ row, first }) => ({ cell: { sheet: row.sheet, row: row.row, column: row.columns.name }, first }));
    tell({ kind: 'read', rows: rows.length, repeated: places, advice: [...notes, ...misplacedAdvice(read)] });
    let at = 0;
    port.on('message', () => {
      tell({ kind: 'rows', rows: rows.slice(at, at + batch) });
      at += batch;
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    tell({ kind: 'refused', problem: error.kind, detail: error.detail, remedy: error.remedy });
  }
}

if (parentPort !== null) await run(parentPort, workerData);
