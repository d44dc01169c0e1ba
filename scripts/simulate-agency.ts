import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Failure, failures, plays } from './simulate-agency/failures.js';
import type { SimulatedPackage } from './simulate-agency/offered.js';
import { simulateAgency } from './simulate-agency/portal.js';

export { type Failure, failures } from './simulate-agency/failures.js';
export type { SimulatedPackage } from './simulate-agency/offered.js';
export { type SimulatedAgency, simulateAgency } from './simulate-agency/portal.js';
export type { Traits } from './simulate-agency/search.js';

const usage = `Usage: node dist/scripts/simulate-agency.js FILE.json [options]
Serves the CKAN packages of a JSON array as a portal on 127.0.0.1, for trying a harvest:
  HARVEST_LOOPBACK=127.0.0.1:5000 npx banchi source add AGENCY/ckan http://127.0.0.1:5000

  --port 5000         port to listen on; 0 lets the system choose
  --generate N        in place of FILE: N packages made from the demo's
  --rows-max N        answers at most N rows, whatever is asked for
  --no-filters        ignores filter queries (fq)
  --token TOKEN       shows private and deleted packages to who sends it in Authorization
  --plain             is a CKAN without thai_gdc: status_show does not name it
  --fail FAILURE      fails each request in this way
  --after N           with --fail: once N requests were answered well
  --play A,-,B        fails request by request (- is a good answer), then behaves

Failures:
${failures.map((name) => `  ${name.padEnd(20)}${plays[name].about}`).join('\n')}`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '5000' },
      generate: { type: 'string' },
      'rows-max': { type: 'string', default: '1000' },
      'no-filters': { type: 'boolean', default: false },
      token: { type: 'string' },
      plain: { type: 'boolean', default: false },
      fail: { type: 'string' },
      after: { type: 'string', default: '0' },
      play: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  const steps = values.play?.split(',').map((step) => (step === '-' ? undefined : failureOf(step)));
  const failing = values.fail === undefined ? undefined : failureOf(values.fail);
  if (values.help || (file === undefined && values.generate === undefined)) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const packages =
    file === undefined ? await generated(Number(values.generate)) : (JSON.parse(readFileSync(file, 'utf8')) as SimulatedPackage[]);
  const agency = await simulateAgency(packages, Number(values.port), {
    rowsMax: Number(values['rows-max']),
    filters: !values['no-filters'],
    token: values.token,
    ...(values.plain ? { extensions: [] } : {}),
  });
  if (failing !== undefined) agency.fail(failing, Number(values.after));
  if (steps !== undefined) agency.play(...steps);
  console.log(`${agency.url}/api/3/action/package_search`);
}

async function generated(count: number): Promise<SimulatedPackage[]> {
  const { generateRecords } = await import('./bench/records.js');
  return generateRecords(count);
}

/** @throws Error naming the failures that there are. */
function failureOf(name: string): Failure {
  const failure = failures.find((one) => one === name);
  if (failure === undefined) throw new Error(`“${name}” is no failure; there are ${failures.join(', ')}`);
  return failure;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  });
}
