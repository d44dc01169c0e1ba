import { agencyId, registrar, source, type TestApp } from './app.js';

/** Harvests the test source and confirms all that passed. */
export async function harvestAndConfirm({ app }: TestApp): Promise<void> {
  await app.flow.harvest(source, 'test');
  await app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: registrar });
}
