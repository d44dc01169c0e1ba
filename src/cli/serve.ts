import type { Command } from 'commander';
import { compose } from '../compose.js';
import { environmentConfig, settingRows } from '../config.js';
import { command, print } from './run.js';

export function serveCommand(): Command {
  const rows = settingRows().map(({ name, fallback, reason }) => `  ${name}${fallback === '' ? '' : `=${fallback}`}\n      ${reason}`);
  return command('serve', 'เปิดบริการ: หน้าเว็บ JSON-LD SPARQL และรอบเก็บเกี่ยวตามเวลา · Serve pages, JSON-LD and SPARQL, and run the timetable')
    .addHelpText('after', `\nSettings (environment variables):\n${rows.join('\n')}`)
    .action(async () => {
      const config = environmentConfig();
      const app = compose(config);
      try {
        await app.serve();
      } catch (error) {
        await app.stop();
        throw error;
      }
      print(`Banchi: ${config.baseUrl} (port ${config.port})`);
      await untilStopped();
      await app.stop();
    });
}

/** Resolves at the first SIGINT or SIGTERM. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
