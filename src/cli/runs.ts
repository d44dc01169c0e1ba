import { type Command, InvalidArgumentError } from 'commander';
import { outcomeWords } from '../catalog/run-words.js';
import { command, operator, print, printJson, withApp } from './run.js';
import { both, countsLine, headOf, lineOf, pairLines } from './run-lines.js';

export function runsCommand(): Command {
  const group = command('run', 'รอบการรวบรวมข้อมูล · Runs of harvests');
  group.addCommand(
    command('list', 'รอบล่าสุดของแหล่งข้อมูล · Newest runs of a source')
      .argument('<agency/source>')
      .option('--json', 'as JSON')
      .action((name: string, options: { json?: boolean }) =>
        withApp(async ({ flow }) => {
          const runs = await flow.runs(name, 50);
          if (options.json) return printJson(runs);
          for (const run of runs) {
            print(lineOf(run));
            if (run.reason !== undefined) print(`    ${run.reasonTh}\n    ${run.reason}`);
          }
          if (runs.length === 0) print('ยังไม่เคยรวบรวมข้อมูล · No run yet');
        }),
      ),
  );
  group.addCommand(
    command('show', 'ผลของรอบหนึ่ง · What a run found')
      .argument('<run>', 'number of the run', runNumber)
      .option('--json', 'as JSON, with every record')
      .action((id: number, options: { json?: boolean }) =>
        withApp(async ({ flow }) => {
          const details = await flow.run(id);
          const records = await flow.runRecords(id, { limit: 100_000 });
          if (options.json) return printJson({ ...details, records });
          print(headOf(details.source, details.run));
          print(countsLine(details.counts));
          for (const { outcome, name, nativeId, reason, reasonTh } of records)
            if (outcome !== 'unchanged')
              print(
                `  ${outcome === undefined ? '-' : both(outcomeWords[outcome])}  ${name ?? nativeId}${reason === undefined ? '' : `\n      ${reasonTh} · ${reason}`}`,
              );
          for (const line of pairLines(details.source, details.pairs)) print(line);
          if (details.run.reason !== undefined) print(`${details.run.reasonTh}\n${details.run.reason}`);
        }),
      ),
  );
  group.addCommand(
    command('cancel', 'ยกเลิกรอบที่ยังไม่สิ้นสุด · Stop a run before its next record')
      .argument('<run>', 'number of the run', runNumber)
      .action((id: number) =>
        withApp(async ({ flow }) => {
          await flow.cancelRun(id, operator);
          print(`สั่งยกเลิกรอบที่ ${id} แล้ว · Run ${id} was told to stop`);
        }),
      ),
  );
  return group;
}

function runNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('must be the number of a run.');
  return number;
}
