import { Pool } from 'undici';

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Requests `paths` in turn over `connections` for `seconds`. @throws Error at the first answer that is not 200. */
export async function measure(url: string, paths: readonly string[], accept: string, connections = 8, seconds = 3): Promise<Measured> {
  const pool = new Pool(url, { connections });
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  let next = 0;
  async function client(): Promise<void> {
    while (performance.now() < end) {
      const path = paths[next++ % paths.length] ?? '/';
      const start = performance.now();
      const { statusCode, body } = await pool.request({ path, method: 'GET', headers: { accept } });
      await body.arrayBuffer();
      if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
      times.push(performance.now() - start);
    }
  }
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, client));
  const elapsed = (performance.now() - started) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  return { perSecond: times.length / elapsed, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** The value below which a share of sorted values lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
