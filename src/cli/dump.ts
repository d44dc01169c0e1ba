import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import { command, withApp } from './run.js';

export function dumpCommand(): Command {
  return command('dump', 'เขียนทุกกราฟที่เผยแพร่เป็น N-Quads · Write every public graph as N-Quads')
    .option('--output <file>', 'file to write; without it, standard output')
    .action((options: { output?: string }) =>
      withApp(async ({ flow }) => {
        const part = options.output === undefined ? undefined : `${options.output}.part`;
        const stream = part === undefined ? process.stdout : createWriteStream(part);
        try {
          const { seq, graphs } = await flow.dump((nquads) => write(stream, nquads));
          if (part !== undefined && options.output !== undefined) {
            stream.end();
            await once(stream, 'finish');
            await rename(part, options.output); // whole or not at all
          }
          process.stderr.write(`${graphs} graphs, log position ${seq}\n`);
        } catch (error) {
          if (part !== undefined) await rm(part, { force: true });
          throw error;
        }
      }),
    );
}

async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
