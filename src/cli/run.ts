import { Command, CommanderError } from 'commander';
import { Problem } from '../catalog/problem.js';
import type { App, Overrides } from '../compose.js';
import { type Config, environmentConfig } from '../config.js';

/** Account under which commands act when nobody is named: the person at the operator's terminal. */
export const operator = '<operator>';

/** A command of our program; commands of a group are added to it the same way. */
export function command(name: string, description: string): Command {
  return new Command(name).description(description).showHelpAfterError('(--help แสดงวิธีใช้ · shows how)').exitOverride();
}

/** Composes the program, does the work, ends what was started. @returns what `work` returns. */
export async function withApp<Result>(
  work: (app: App) => Promise<Result>,
  overrides: Overrides = {},
  config: Config = environmentConfig(),
): Promise<Result> {
  // Loaded when it is composed: help and a wrong argument are told in a tenth of the time.
  const { compose } = await import('../compose.js');
  const app = compose(config, overrides);
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

/** Ends the process with what went wrong on stderr: both languages, the remedy, and an exit code scripts can trust. */
export function failWith(error: unknown): void {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; --help and --version are no failures.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  if (error instanceof Problem) {
    process.stderr.write(`${error.detail.th}\n${error.detail.en}\n`);
    if (error.remedy !== undefined) process.stderr.write(`→ ${error.remedy.th}\n→ ${error.remedy.en}\n`);
    process.exitCode = error.kind === 'bad-request' ? 2 : 1;
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Error && error.message.startsWith('Wrong settings') ? 2 : 1;
}

/** A reader that closes early (`| head`) ends the command quietly. */
export function endQuietlyOnClosedOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}
