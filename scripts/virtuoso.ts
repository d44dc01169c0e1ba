import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineAddress } from '../src/publish/remote/engine.js';

/** A SPARQL engine that the program is given as its own; ended by `end`. */
export interface TestEngine {
  readonly name: string;
  readonly address: EngineAddress;
  /** Ends it at once; what it has written so far stays, as far as it had promised. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  end(): Promise<void>;
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Why Virtuoso is left out; undefined where it is there. */
export const withoutVirtuoso =
  spawnSync('virtuoso-t', ['-?']).error === undefined ? undefined : 'virtuoso-t of virtuoso-opensource-7 is not installed';

/** A Virtuoso 7 in a folder of its own, which listens on loopback alone. @param memoryMb of its pages. */
export async function virtuosoEngine(memoryMb = 200): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'banchi-virtuoso-'));
  await mkdir(join(folder, 'db'));
  const [port, http] = [await freePort(), await freePort()];
  const settings = join(folder, 'virtuoso.ini');
  await writeFile(settings, virtuosoSettings(folder, [port, http], memoryMb));
  const query = `http://127.0.0.1:${http}/sparql`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn('virtuoso-t', ['+configfile', settings, '+foreground'], { cwd: folder, stdio: 'ignore' });
    child = started;
    for (let tries = 0; tries < 300; tries += 1) {
      if (started.exitCode !== null) throw new Error(`virtuoso-t ended with ${started.exitCode}: see ${folder}/db/virtuoso.log`);
      const answer = await fetch(`${query}?query=${encodeURIComponent('ASK {}')}`).catch(() => undefined);
      await answer?.text();
      if (answer?.ok === true) return;
      await pause(100);
    }
    throw new Error('virtuoso-t did not answer within 30 s');
  }

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await rm(join(folder, 'db', 'virtuoso.lck'), { force: true });
  }

  await start();
  return {
    name: 'Virtuoso',
    address: { query, update: `${query}-auth`, credentials: { user: 'dba', password: 'dba' } },
    start,
    kill,
    async end() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function virtuosoSettings(folder: string, [port, http]: readonly [number, number], memoryMb: number): string {
  const db = join(folder, 'db');
  const pages = Math.round((memoryMb * 1024) / 8.5);
  return `[Database]
DatabaseFile = ${db}/virtuoso.db
ErrorLogFile = ${db}/virtuoso.log
LockFile = ${db}/virtuoso.lck
TransactionFile = ${db}/virtuoso.trx
xa_persistent_file = ${db}/virtuoso.pxa
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = ${db}/virtuoso-temp.db
TransactionFile = ${db}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:${port}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = ${pages}
MaxDirtyBuffers = ${Math.round(pages * 0.75)}
[HTTPServer]
ServerPort = 127.0.0.1:${http}
ServerRoot = ${folder}
MaxClientConnections = 20
HTTPThreadSize = 280000
[SPARQL]
ResultSetMaxRows = 1000000
`;
}
