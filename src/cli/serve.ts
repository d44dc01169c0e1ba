import type { Command } from 'commander';
import { environmentConfig, settingRows } from '../config.js';
import { command, print, withApp } from './run.js';

export function serveCommand(): Command {
  const rows = settingRows().map(({ name, fallback, reason }) => `  ${name}${fallback === '' ? '' : `=${fallback}`}\n      ${reason}`);
  return command(
    'serve',
    'เปิดบริการ: หน้าเว็บ JSON-LD SPARQL และการรวบรวมข้อมูลตามกำหนดเวลา · Serve pages, JSON-LD and SPARQL, and run the timetable',
  )
    .addHelpText('after', `\nSettings (environment variables):\n${rows.join('\n')}`)
    .action(async () => {
      const config = environmentConfig();
      await withApp(
        async (app) => {
          const { lost } = await app.serve();
          print(`Banchi: ${config.baseUrl} (port ${config.port})`);
          const reason = await Promise.race([untilStopped(), lost]);
          if (reason !== undefined) throw new Error(reason);
        },
        {},
        config,
      );
    });
}

/** Resolves at the first SIGINT or SIGTERM. */
export function untilStopped(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined));
  });
}
