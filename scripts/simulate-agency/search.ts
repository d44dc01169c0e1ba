import { type Offered, toIndex } from './offered.js';

/** What a portal is like, apart from how it fails. */
export interface Traits {
  /** Most rows of one answer, whatever was asked for; CKAN’s own limit is 1,000. */
  rowsMax: number;
  /** False when filter queries are accepted and ignored. */
  filters: boolean;
  /** False when the order asked for is ignored. */
  sorts: boolean;
  /** Private and deleted packages are shown to who sends this in `Authorization`. */
  token: string | undefined;
  /** Extensions that `status_show` names. */
  extensions: readonly string[];
}

export const usualTraits: Traits = {
  rowsMax: 1000,
  filters: true,
  sorts: true,
  token: undefined,
  extensions: ['scheming_datasets', 'thai_gdc'],
};

export interface Found {
  readonly count: number;
  readonly page: readonly Offered[];
}

type Field = 'id' | 'modified';
type Order = readonly { readonly field: Field; readonly down: boolean }[];

interface Range {
  readonly field: Field;
  readonly from: string;
  readonly to: string;
  /** Whether the lower bound itself is in. */
  readonly closed: boolean;
}

const fields: Readonly<Record<string, Field>> = { id: 'id', metadata_modified: 'modified' };

/** Packages in every order asked for so far; made anew when other packages are offered. */
export class Index {
  readonly #orders = new Map<string, readonly Offered[]>();
  readonly #offered: readonly Offered[];

  constructor(offered: readonly Offered[]) {
    this.#offered = offered;
  }

  /** `package_search`, as far as `sort`, `rows`, `start`, `fq` on ids, moments and states, and `include_private` go. */
  search(asked: URLSearchParams, traits: Traits, authorised: boolean): Found {
    const query = traits.filters ? asked.getAll('fq').join(' ') : '';
    const privates = authorised && asked.get('include_private')?.toLowerCase() === 'true';
    const deleted = authorised && /\+state:\([^)]*deleted/.test(query);
    const order = traits.sorts ? orderOf(asked.get('sort')) : [];
    let found = this.#inOrder(order, privates, deleted);
    for (const range of rangesOf(query)) {
      const { from, closed, to } = range;
      found = found.filter((one) => {
        const value = one[range.field];
        return (closed ? value >= from : value > from) && (to === '*' || value <= to);
      });
    }
    const start = Math.max(0, Number(asked.get('start') ?? 0));
    const rows = Math.min(Number(asked.get('rows') ?? 10), traits.rowsMax);
    return { count: found.length, page: found.slice(start, start + rows) };
  }

  #inOrder(order: Order, privates: boolean, deleted: boolean): readonly Offered[] {
    const key = JSON.stringify([order, privates, deleted]);
    const known = this.#orders.get(key);
    if (known !== undefined) return known;
    const made = this.#offered.filter((one) => (privates || !one.isPrivate) && (deleted || one.state === 'active')).sort(compareBy(order));
    this.#orders.set(key, made);
    return made;
  }
}

function orderOf(sort: string | null): Order {
  return (sort ?? '').split(',').flatMap((part) => {
    const [name = '', direction] = part.trim().split(/\s+/);
    const field = fields[name];
    return field === undefined ? [] : [{ field, down: direction === 'desc' }];
  });
}

function compareBy(order: Order): (a: Offered, b: Offered) => number {
  return (a, b) => {
    for (const { field, down } of order) if (a[field] !== b[field]) return a[field] < b[field] === down ? 1 : -1;
    return 0;
  };
}

function rangesOf(query: string): Range[] {
  return [...query.matchAll(/\b(id|metadata_modified):([[{])(\S+) TO (\S+?)[\]}]/g)].flatMap(([, name = '', open, from = '', to = '']) => {
    const field = fields[name];
    if (field === undefined) return [];
    const bound = (value: string): string => (field === 'modified' && value !== '*' ? toIndex(value) : value.replace(/^"|"$/g, ''));
    return [{ field, from: from === '*' ? '' : bound(from), to: bound(to), closed: open === '[' }];
  });
}
