import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { writeDumpFile } from './publish/dump-file.js';
import type { DumpSetup } from './publish/dump-thread.js';
import { openDatabase } from './registry/open.js';

/** The thread that writes one dump and ends. */
const setup = workerData as DumpSetup;

// Nobody waits for a dump. On Linux 0 is this thread; elsewhere it is the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(0, 5);
  } catch {
    // A system that does not let a thread step back has it write all the same.
  }
}

const database = openDatabase(setup.readPath, { readOnly: true });
try {
  parentPort?.postMessage(await writeDumpFile(database, setup));
} finally {
  database.close();
}
