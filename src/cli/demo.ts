import type { Command } from 'commander';
import { command } from './run.js';

export function demoCommand(): Command {
  return command('demo', 'ทดลองใช้กับหน่วยงานสมมติเจ็ดแห่ง · Try it with seven invented agencies')
    .option('--exit', 'end when the demo is published, instead of serving it')
    .addHelpText('after', '\nUses $BANCHI_DATA/demo, which is wiped at start.')
    .action(async (options: { exit?: boolean }) => {
      // Loaded when it is played: the simulated agencies bring libraries that no other command needs.
      const { runDemo } = await import('./demo/run-demo.js');
      await runDemo(options.exit === true);
    });
}
