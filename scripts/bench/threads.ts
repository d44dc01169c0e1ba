import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a CPU clock in /proc, which Linux keeps at 100 a second. */
const tickMs = 10;

/** CPU time in ms by thread id, as the kernel counts it; empty where there is no /proc. */
function cpuByThread(): Map<string, number> {
  try {
    return new Map(readdirSync('/proc/self/task').map((id) => [id, cpuOf(id)]));
  } catch {
    return new Map();
  }
}

function cpuOf(id: string): number {
  try {
    const stat = readFileSync(`/proc/self/task/${id}/stat`, 'utf8');
    // The name in parentheses may hold spaces; user and system time are the 12th and 13th field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return 0; // it ended meanwhile
  }
}

/** Watches memory and the CPU time of each thread from its start to `end`. A thread is named by the step it was first seen in. */
export class Watch {
  readonly #started = cpuByThread();
  readonly #cpu = process.cpuUsage();
  readonly #names = new Map([...this.#started.keys()].map((id) => [id, id === String(process.pid) ? 'main' : 'before']));
  readonly #timer: NodeJS.Timeout;
  #peak = process.memoryUsage.rss();

  constructor() {
    this.#timer = setInterval(() => {
      this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
      for (const id of cpuByThread().keys()) if (!this.#names.has(id)) this.#names.set(id, 'during');
    }, 200);
    this.#timer.unref();
  }

  end(): { cpuMs: number; threads: readonly { name: string; ms: number }[]; peakMb: number; endMb: number } {
    clearInterval(this.#timer);
    const { user, system } = process.cpuUsage(this.#cpu);
    const threads = [...cpuByThread()]
      .map(([id, ms]) => ({ name: `${this.#names.get(id) ?? 'during'} ${id}`, ms: ms - (this.#started.get(id) ?? 0) }))
      .sort((a, b) => b.ms - a.ms);
    const end = process.memoryUsage.rss();
    const mb = (bytes: number): number => bytes / 1024 / 1024;
    return { cpuMs: (user + system) / 1000, threads, peakMb: mb(Math.max(this.#peak, end)), endMb: mb(end) };
  }
}
