import { type Command, Option } from 'commander';
import { type Audience, audiences } from '../catalog/audience.js';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { consoleReporter } from './progress.js';
import { command, operator, print, printJson, withApp } from './run.js';

interface ConfirmOptions {
  all?: boolean;
  audience?: Audience;
  by: string;
  json?: boolean;
}

export function confirmCommand(): Command {
  return command('confirm', 'นายทะเบียนยืนยันชุดข้อมูลที่ผ่านการตรวจสอบ แล้วเผยแพร่ · The registrar confirms what passed; it is published')
    .argument('<agency>')
    .argument('[records...]', 'last part of the datasets’ addresses')
    .option('--all', 'everything of the agency that awaits confirmation')
    .addOption(
      new Option('--audience <audience>', 'who may see it; without it, what its category asks for').choices(Object.keys(audiences)),
    )
    .option('--by <account>', 'registrar who confirms; the audit keeps the name', operator)
    .option('--json', 'result as JSON')
    .action((agencyId: string, records: string[], options: ConfirmOptions) =>
      withApp(
        async ({ flow }) => {
          if (records.length > 0 === (options.all === true)) {
            throw new Problem(
              'bad-request',
              text('โปรดระบุชื่อชุดข้อมูล หรือใช้ --all เพียงอย่างใดอย่างหนึ่ง', 'Name records, or give --all, not both.'),
            );
          }
          const done = await flow.confirm({ agencyId, records: options.all ? 'all' : records, audience: options.audience, by: options.by });
          if (options.json) return printJson(done);
          print(`เผยแพร่แล้ว ${done.published.length} ชุดข้อมูล · ${done.published.length} datasets published`);
          for (const [audience, count] of Object.entries(done.audiences)) {
            const { th, en } = audiences[audience as Audience];
            if (count > 0) print(`  ${count} ${th} · ${en}`);
          }
          if (done.skipped.length > 0)
            print(`มีการเปลี่ยนแปลงระหว่างยืนยัน โปรดตรวจสอบใหม่ · Changed meanwhile, look again: ${done.skipped.join(', ')}`);
        },
        { reporter: consoleReporter({ quiet: options.json === true }) },
      ),
    );
}
