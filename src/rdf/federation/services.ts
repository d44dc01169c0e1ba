import { isService, nodesOf } from '../query-tree.js';

/** One SERVICE of a query; its name is undefined where it is a variable. */
export interface NamedService {
  readonly name: string | undefined;
  readonly silent: boolean;
}

/** Each SERVICE of a parsed query, at any depth. */
export function servicesOf(parsed: unknown): NamedService[] {
  const found: NamedService[] = [];
  for (const node of nodesOf(parsed)) {
    if (!isService(node)) continue;
    const { termType, value } = node.name as { termType: string; value: string };
    found.push({ name: termType === 'NamedNode' ? value : undefined, silent: node.silent === true });
  }
  return found;
}
