import { simulateAgency } from '../simulate-agency.js';
import { promiseRecords } from './records.js';

/** The portal in a process of its own, as a real one would be; tells its address on standard output. */
const portal = await simulateAgency(promiseRecords(Number(process.argv[2])));
process.stdout.write(`${portal.address}\n`);
process.stdin.resume();
process.stdin.on('end', () => void portal.close());
