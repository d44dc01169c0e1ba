import { pino } from 'pino';
import { compose } from '../../src/compose.js';
import type { Config } from '../../src/config.js';
import { source } from './app.js';

/** Run as a process of its own beside others on one registry: harvests the test source, or carries out what waits; tells how it went. */
const { config, what } = JSON.parse(process.argv[2] ?? '{}') as { config: Config; what: 'harvest' | 'resume' };
const app = compose(config, { log: pino({ level: 'silent' }) });
try {
  if (what === 'harvest') process.stdout.write((await app.flow.harvest(source, 'second')).run.state);
  else {
    await app.flow.resume();
    await app.flow.idle();
    process.stdout.write('idle');
  }
} catch (error) {
  process.stdout.write(error instanceof Error ? error.message : String(error));
} finally {
  await app.stop();
}
