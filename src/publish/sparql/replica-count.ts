/** Datasets above which one replica is all: while it is replaced `/sparql` answers 503, but two would take 4 GB and twice as long to load. */
const mostForTwo = 50_000;
/** Bytes of a replica for each dataset, and what it takes empty: 2.1 GB at 100,000 (measured). */
const [perDataset, empty] = [21_000, 100_000_000];
/** Of a machine's memory, for all replicas together. */
const share = 0.4;

/** How many replicas there are room and need for. @param memory bytes of the machine. */
export function replicaCount(datasets: number, memory: number): number {
  return datasets <= mostForTwo && 2 * (datasets * perDataset + empty) <= memory * share ? 2 : 1;
}
