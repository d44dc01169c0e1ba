import type { Command } from 'commander';
import { command, print, printJson, withApp } from './run.js';

export function reprocessCommand(): Command {
  return command('reprocess', 'ตรวจสอบใหม่ด้วยกฎปัจจุบันโดยไม่ดึงข้อมูล · Assess again under the present rules, without fetching')
    .option('--json', 'result as JSON')
    .action((options: { json?: boolean }) =>
      withApp(async ({ flow, flowVersion }) => {
        const done = await flow.reprocess(({ assessed }) => void process.stderr.write(`  ${assessed}…\n`));
        if (options.json) return printJson({ flowVersion, ...done });
        print(
          `ตรวจสอบใหม่ ${done.assessed} รุ่น: ผ่าน ${done.passed} ไม่ผ่าน ${done.returned} อ่านไม่ได้ ${done.unreadable} · ${done.assessed} versions assessed: ${done.passed} passed, ${done.returned} did not, ${done.unreadable} unreadable`,
        );
      }),
    );
}
