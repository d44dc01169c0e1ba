import type { Overrides } from '../../src/compose.js';
import type { Config } from '../../src/config.js';
import { createPool, type Pool } from '../../src/flow/pool.js';
import { loadRules, type Rules } from '../../src/flow/rules.js';

let rules: Rules | undefined;
const pools = new Map<string, Pool>();

/**
 * Rules and threads that the programs of all tests of this process share: reading the shapes and compiling them took most of each
 * test's time. Programs with other bounds on their threads share among themselves.
 */
export function shared({ poolThreads, validate }: Config): Pick<Required<Overrides>, 'rules' | 'pool'> {
  rules ??= loadRules(process.cwd());
  const { threads, queue, ms, memoryMb } = validate;
  const key = JSON.stringify([poolThreads, threads, queue, ms, memoryMb]);
  const { shapesDir, vocabDir, flowVersion } = rules;
  const pool = pools.get(key) ?? createPool(poolThreads, validate, { shapesDir, vocabDir, flowVersion }, () => undefined);
  pools.set(key, pool);
  return { rules, pool };
}

/** Ends the shared threads when all tests have run. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await Promise.all([...pools.values()].map((pool) => pool.close()));
    pools.clear();
  },
};
