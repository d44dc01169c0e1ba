import type { Command } from 'commander';
import { command, print, printJson, withApp } from './run.js';

export function doctorCommand(): Command {
  const doctor = command('doctor', 'ตรวจสอบความสมบูรณ์ของทะเบียน · Look the registry over')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit code 1 when something needs a person.')
    .action((options: { json?: boolean }) =>
      withApp(async ({ flow }) => {
        const examined = await flow.examine();
        if (options.json) printJson(examined);
        else for (const { check, ok, found } of examined) print(`${ok ? '✓' : '✗'} ${check}: ${found.th} · ${found.en}`);
        if (examined.some(({ ok }) => !ok)) process.exitCode = 1;
      }),
    );
  doctor.addCommand(
    command('unmapped', 'ช่องข้อมูลที่ยังไม่รองรับในการแปลงข้อมูล · Fields the mapping has no home for yet')
      .option('--json', 'as JSON')
      .action((_options: unknown, self: Command) =>
        withApp(async ({ flow }) => {
          const fields = await flow.unmapped();
          if (self.optsWithGlobals().json) return printJson(fields);
          for (const { field, records, example } of fields) print(`${String(records).padStart(6)}  ${field}  (${example})`);
          if (fields.length === 0) print('รองรับทุกช่องข้อมูลแล้ว · Every field has a home');
        }),
      ),
  );
  return doctor;
}
