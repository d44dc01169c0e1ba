import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { Problem } from '../catalog/problem.js';
import { type Language, text } from '../catalog/text.js';
import { type ProfileName, profiles, type Validation } from '../catalog/validation.js';
import type { App } from '../compose.js';
import { environmentConfig } from '../config.js';
import { type FormatOptions, faceNames, formatOf, languageOption } from './faces.js';
import { readGiven } from './read-given.js';
import { command, failWith, withApp } from './run.js';

interface Options extends FormatOptions {
  readonly profile: ProfileName;
  readonly type?: string;
  readonly lang: Language;
  readonly annotate?: string;
}

export function validateCommand(): Command {
  return command('validate', 'ตรวจคำอธิบายข้อมูลในไฟล์หรือที่อยู่เว็บ พร้อมวิธีแก้ไข · Check metadata in files or at addresses, and how to mend it')
    .argument('<file...>', 'file, http(s) address, or - for standard input')
    .addOption(new Option('--profile <profile>', 'what to judge by').choices(Object.keys(profiles)).default('dcat-ap-th'))
    .addOption(new Option('--format <format>', 'of the report').choices(faceNames).default('text'))
    .option('--json', 'the same as --format json')
    .option('--html', 'the same as --format html')
    .option('--type <mediatype>', 'media type of the input; found out without it')
    .option('--annotate <file.xlsx>', 'write an Excel template back with what to mend beside its rows; for one file')
    .addOption(languageOption())
    .addHelpText('after', '\nExit code 0 when all passed, 1 when one did not, 2 when one cannot be read.')
    .action(async (files: string[], options: Options) => {
      // Nothing is kept, so that the command works beside a catalogue and without one.
      const dataDir = await mkdtemp(join(tmpdir(), 'banchi-validate-'));
      try {
        await withApp((app) => validateAll(app, files, options), {}, { ...environmentConfig(), dataDir });
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    });
}

async function validateAll(app: App, files: readonly string[], options: Options): Promise<void> {
  if (options.annotate !== undefined && files.length > 1) throw oneFile();
  for (const file of files) {
    try {
      const validation = await validateOne(app, file, options);
      if (options.annotate !== undefined) await writeWorkbook(options.annotate, validation);
      process.stdout.write(app.write(formatOf(options, 'text'), validation, options.lang));
      if (validation.gate === 'failed') process.exitCode = Math.max(Number(process.exitCode ?? 0), 1);
    } catch (error) {
      process.stderr.write(`${file}:\n`);
      failWith(error);
      process.exitCode = 2;
    }
  }
}

async function validateOne({ flow }: App, file: string, { profile, type, annotate }: Options): Promise<Validation> {
  if (/^https?:\/\//i.test(file)) return flow.validateAddress(file, { profile, annotate: annotate !== undefined });
  const bytes = file === '-' ? await buffer(process.stdin) : await readGiven(file);
  return flow.validate({
    bytes,
    mediaType: type,
    name: file === '-' ? undefined : basename(file),
    profile,
    annotate: annotate !== undefined,
  });
}

async function writeWorkbook(file: string, { workbook, syntax }: Validation): Promise<void> {
  if (workbook === undefined)
    throw new Problem(
      'bad-request',
      text(`--annotate ใช้กับแบบฟอร์ม Excel แต่เอกสารนี้เป็น ${syntax}`, `--annotate is for the Excel template; this document is ${syntax}.`),
    );
  await writeFile(file, workbook);
}

function oneFile(): Problem {
  return new Problem('bad-request', text('--annotate ใช้กับไฟล์เดียว', '--annotate is for one file.'));
}
