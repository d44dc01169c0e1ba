import type { TestApp } from './app.js';

/** Registers another invented agency. */
export async function addAgency({ app }: TestApp, id: string, th: string, en: string): Promise<void> {
  const none = { ministry: undefined, parentId: undefined, province: undefined };
  await app.flow.registerAgency({ id, code: id, name: { th, en }, level: 'central', ...none }, 'test');
}

/** Registers and approves a CKAN source over the test's portal. */
export async function addSource(
  { app, portal }: TestApp,
  agencyId: string,
  key: string,
  changes: { url?: string; replaces?: string; everyMinutes?: number } = {},
): Promise<string> {
  const { url = portal.url, replaces, everyMinutes } = changes;
  await app.flow.registerSource(
    { agencyId, key, kind: 'ckan', url, policy: 'manual', policyBy: undefined, everyMinutes, replaces },
    'test',
  );
  await app.flow.approveSource(`${agencyId}/${key}`, 'test');
  return `${agencyId}/${key}`;
}
