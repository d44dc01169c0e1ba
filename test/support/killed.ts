import { pino } from 'pino';
import type { ProgressReporter } from '../../src/catalog/progress.js';
import { compose } from '../../src/compose.js';
import type { Config } from '../../src/config.js';
import { agencyId, registrar, source } from './app.js';

/** Run as a process of its own: harvests and confirms, and kills itself with SIGKILL at the n-th time of an event. */
const { config, event, times } = JSON.parse(process.argv[2] ?? '{}') as { config: Config; event: keyof ProgressReporter; times: number };
let seen = 0;
const reporter: ProgressReporter = {
  [event]() {
    seen += 1;
    if (seen === times) process.kill(process.pid, 'SIGKILL');
  },
};
const app = compose(config, { reporter, log: pino({ level: 'silent' }) });
await app.serve();
await app.flow.harvest(source, 'killed');
await app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: registrar });
await app.stop();
process.stdout.write('survived\n');
