import type { Audience } from '../catalog/audience.js';

/** EU access right by category (linked-data.md §4); `open` only without a condition and with no class above it. */
const rights: Readonly<Record<string, { readonly open: string; readonly conditioned: string }>> = {
  public: { open: 'PUBLIC', conditioned: 'RESTRICTED' },
  internal: { open: 'RESTRICTED', conditioned: 'RESTRICTED' },
  personal: { open: 'NON_PUBLIC', conditioned: 'NON_PUBLIC' },
  security: { open: 'NON_PUBLIC', conditioned: 'NON_PUBLIC' },
  'official-secret': { open: 'NON_PUBLIC', conditioned: 'NON_PUBLIC' },
};

const byClassification: Readonly<Record<string, string>> = {
  open: 'PUBLIC',
  internal: 'RESTRICTED',
  confidential: 'NON_PUBLIC',
  secret: 'NON_PUBLIC',
  'top-secret': 'NON_PUBLIC',
};

const strictness = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'];

/** Code of the EU access right; where category and classification contradict each other the stricter holds. */
export function accessRight(category: string | undefined, classification: string | undefined, hasCondition: boolean): string | undefined {
  const row = category === undefined ? undefined : rights[category];
  const candidates = [
    row && (hasCondition ? row.conditioned : row.open),
    classification === undefined ? undefined : byClassification[classification],
  ];
  const known = candidates.filter((code) => code !== undefined);
  return known.sort((a, b) => strictness.indexOf(b) - strictness.indexOf(a))[0];
}

/** Who a record is for until its agency chooses otherwise (process.md §2). */
export function defaultAudience(category: string | undefined, classification: string | undefined): Audience {
  const narrow = (category !== undefined && category !== 'public') || (classification !== undefined && classification !== 'open');
  return narrow ? 'agency' : 'public';
}
