import { type Command, InvalidArgumentError } from 'commander';
import { command, print, printJson, withApp } from './run.js';

export function noticesCommand(): Command {
  return command('notices', 'กล่องแจ้งเตือนของหน่วยงาน · The agency’s inbox')
    .argument('<agency>')
    .option('--limit <number>', 'how many, newest first', count, 100)
    .option('--all', 'also what has been done since')
    .option('--json', 'as JSON')
    .action((agency: string, options: { limit: number; all?: boolean; json?: boolean }) =>
      withApp(async ({ flow }) => {
        const notices = await flow.notices(agency, options.limit, options.all === true);
        if (options.json) return printJson(notices);
        for (const { notice, subject, body } of notices) {
          print(`${notice.at.slice(0, 16).replace('T', ' ')}  ${subject.th}\n                  ${subject.en}`);
          print(`${indent(body.th)}\n${indent(body.en)}\n`);
        }
        if (notices.length === 0) print('ไม่มีการแจ้งเตือน · No notices');
      }),
    );
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new InvalidArgumentError('must be a whole number from 1 to 10000.');
  return number;
}
