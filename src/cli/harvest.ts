import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { messageOf, Problem } from '../catalog/problem.js';
import type { Run, RunPreview } from '../catalog/run.js';
import { outcomeWords } from '../catalog/run-words.js';
import { text } from '../catalog/text.js';
import { consoleReporter } from './progress.js';
import { command, operator, print, printJson, withApp } from './run.js';
import { both, countsLine, headOf, pairLines, previewLine } from './run-lines.js';

interface HarvestOptions {
  acceptHeld?: boolean;
  except?: string[];
  dryRun?: boolean;
  full?: boolean;
  file?: string;
  json?: boolean;
}

export function harvestCommand(): Command {
  return command('harvest', 'รวบรวมข้อมูลจากแหล่งข้อมูลหนึ่งแห่ง · Harvest one source')
    .argument('<agency/source>', 'such as 99070100/ckan')
    .option('--dry-run', 'tell what would be created, changed, returned and retired; change nothing')
    .option('--file <file>', 'read this workbook or RDF document in place of the source’s address')
    .option('--full', 'read everything, not only what changed since the last time')
    .option('--accept-held', 'apply the run that was held for a person: too many datasets missing, or pairs with a former source')
    .option('--except <ids...>', 'with --accept-held: native ids whose proposed pair is wrong')
    .option('--json', 'result as JSON')
    .addHelpText('after', '\nExit code 1 when the run failed or is held; the catalogue is unchanged then.')
    .action((name: string, options: HarvestOptions) =>
      withApp(
        async ({ flow }) => {
          const document = options.file === undefined ? undefined : readDocument(options.file);
          if (options.dryRun === true) return printPreview(name, await flow.preview(name, operator, { document }), options.json === true);
          const { run, counts, aside } = options.acceptHeld
            ? await flow.acceptHeld(name, operator, options.except)
            : await flow.harvest(name, operator, { document, mode: options.full === true ? 'full' : undefined });
          const { pairs } = await flow.run(run.id);
          if (options.json) printJson({ run, counts, aside, pairs });
          else {
            print(headOf(name, run));
            print(countsLine(counts));
            for (const { nativeId, name, reason, reasonTh } of aside.slice(0, 20)) print(`  ${name ?? nativeId}: ${reasonTh} · ${reason}`);
            for (const line of pairLines(name, pairs)) print(line);
            for (const advice of run.advice) print(`ข้อแนะนำ ${advice.th}\nAdvice   ${advice.en}`);
            if (run.reason !== undefined) print(`${run.reasonTh}\n${run.reason}`);
            if (run.state === 'held') print(`→ ถ้าถูกต้องแล้ว if that is right: banchi harvest ${name} --accept-held`);
          }
          fail(run);
        },
        { reporter: consoleReporter({ quiet: options.json === true }) },
      ),
    );
}

function fail(run: Run): void {
  if (!['succeeded', 'partial'].includes(run.state)) process.exitCode = 1;
}

function printPreview(name: string, run: Run, json: boolean): void {
  if (json) printJson(run);
  else {
    print(`${name}: ตัวอย่าง ยังไม่มีการเปลี่ยนแปลงใด · preview, nothing was changed`);
    if (run.result !== undefined) printResult(run.result);
    for (const advice of run.advice) print(`ข้อแนะนำ ${advice.th}\nAdvice   ${advice.en}`);
    if (run.reason !== undefined) print(`${run.reasonTh}\n${run.reason}`);
  }
  fail(run);
}

function printResult(preview: RunPreview): void {
  const { examples, held } = preview;
  print(previewLine(preview));
  if (held !== undefined) print(`${held.th}\n${held.en}`);
  for (const { title, outcome, gate, reason, findings } of examples) {
    const violations = findings.filter(({ severity }) => severity === 'violation');
    print(`  ${gate === 'failed' || gate === undefined ? '✗' : '✓'} ${title} (${both(outcomeWords[outcome])})`);
    if (reason !== undefined) print(`      ${reason.th} · ${reason.en}`);
    for (const { message } of violations) print(`      ${message.th} · ${message.en}`);
  }
}

function readDocument(file: string) {
  try {
    return { bytes: readFileSync(file), mediaType: undefined, name: basename(file) };
  } catch (error) {
    throw new Problem('bad-request', text(`อ่านไฟล์ ${file} ไม่ได้`, `${file} cannot be read: ${messageOf(error)}`), { cause: error });
  }
}
