import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { environmentConfig } from '../config.js';
import { command, print, withApp } from './run.js';

export function templateCommand(): Command {
  return command('template', 'แบบฟอร์ม Excel เปล่าสำหรับกรอกคำอธิบายข้อมูล · The empty Excel template for metadata')
    .option('--out <file.xlsx>', 'where to write it; - for standard output', 'banchi-template.xlsx')
    .action(async ({ out }: { out: string }) => {
      // It needs no catalogue, and makes none.
      const dataDir = await mkdtemp(join(tmpdir(), 'banchi-template-'));
      try {
        await withApp(
          async ({ flow }) => {
            const bytes = await flow.template();
            if (out === '-') process.stdout.write(bytes);
            else {
              await writeFile(out, bytes);
              print(out);
            }
          },
          {},
          { ...environmentConfig(), dataDir },
        );
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    });
}
