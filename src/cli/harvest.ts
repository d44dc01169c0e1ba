import type { Command } from 'commander';
import { outcomes } from '../catalog/run.js';
import { consoleReporter } from './progress.js';
import { command, operator, print, printJson, withApp } from './run.js';

export function harvestCommand(): Command {
  return command('harvest', 'รวบรวมข้อมูลจากแหล่งข้อมูลหนึ่งแห่ง · Harvest one source')
    .argument('<agency/source>', 'such as 99070100/ckan')
    .option('--accept-held', 'apply the run that was held because too many datasets were missing')
    .option('--json', 'result as JSON')
    .addHelpText('after', '\nExit code 1 when the run failed or is held; the catalogue is unchanged then.')
    .action((name: string, options: { acceptHeld?: boolean; json?: boolean }) =>
      withApp(
        async ({ flow }) => {
          const { run, counts, aside } = options.acceptHeld ? await flow.acceptHeld(name, operator) : await flow.harvest(name, operator);
          if (options.json) printJson({ run, counts, aside });
          else {
            print(`${name} run ${run.id}: ${run.state}`);
            print(outcomes.map((outcome) => `${outcome} ${counts[outcome]}`).join(' · '));
            for (const { nativeId, name, reason, reasonTh } of aside.slice(0, 20)) print(`  ${name ?? nativeId}: ${reasonTh} · ${reason}`);
            if (run.reason !== undefined) print(`${run.reasonTh}\n${run.reason}`);
          }
          if (run.state === 'failed' || run.state === 'held') process.exitCode = 1;
        },
        { reporter: consoleReporter({ quiet: options.json === true }) },
      ),
    );
}
