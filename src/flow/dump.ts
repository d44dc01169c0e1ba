import type { FlowParts } from './parts.js';

/** Calls `write` with the N-Quads of each public graph, in the order of the log. */
export async function dump(parts: FlowParts, write: (nquads: string) => Promise<void>): Promise<{ seq: number; graphs: number }> {
  const { log } = parts.registry.read;
  let graphs = 0;
  for (let seq = 0; ; ) {
    const rows = await log.current(seq, 200);
    if (rows.length === 0) return { seq: await log.head(), graphs };
    for (const row of rows) await write(row.nquads);
    graphs += rows.length;
    seq = rows.at(-1)?.seq ?? seq;
  }
}
