import type { Command } from 'commander';
import { command, operator, print, withApp } from './run.js';

export function rebaseCommand(): Command {
  return command('rebase', 'ย้าย IRI ทั้งหมดไปยัง BASE_URL ปัจจุบัน · Move every IRI to the present BASE_URL')
    .addHelpText('after', '\nStop “serve” first. Old addresses answer 301 afterwards; the log gets a tombstone and a new entry per graph.')
    .action(() =>
      withApp(async ({ flow }) => {
        const { from, to, datasets } = await flow.rebase(operator);
        print(`${from} → ${to}: ${datasets} ชุดข้อมูล datasets`);
      }),
    );
}
