import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What the clients are told to do. */
export interface Clients {
  readonly url: string;
  /** What many ask for again and again. */
  readonly popular: readonly string[];
  /** What is asked for once, in this order: every other request. */
  readonly rest: readonly string[];
  readonly clients: number;
  readonly seconds: number;
  /** Milliseconds between an answer and the next request of a client. */
  readonly thinkMs: number;
}

/** One answer: when it was asked for, by the clock, and how many milliseconds went by until its last byte was there. */
export interface Answered {
  readonly at: number;
  readonly ms: number;
  readonly popular: boolean;
}

/** What they saw. */
export interface Seen {
  readonly failures: readonly string[];
  readonly answers: readonly Answered[];
}

/**
 * Clients of the directory. A process of their own, as clients are: in a thread of the server's they would share its memory map
 * and its garbage collector's threads, and wait for both.
 */
process.once('message', async (told: Clients) => {
  const seen = await run(told);
  process.send?.(seen, () => process.disconnect());
});

async function run({ url, popular, rest, clients, seconds, thinkMs }: Clients): Promise<Seen> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const failures: string[] = [];
  const answers: Answered[] = [];
  const end = performance.now() + seconds * 1000;
  let next = 0;
  async function client(index: number): Promise<void> {
    await pause((index * thinkMs) / clients);
    while (performance.now() < end) {
      const paths = next % 2 === 0 ? popular : rest;
      const path = paths[Math.floor(next++ / 2) % paths.length] ?? '/';
      const [at, start] = [Date.now(), performance.now()];
      const status = await statusOf(new URL(path, url), agent, `127.0.1.${index + 1}`).catch(String);
      if (status !== 200) failures.push(`${path}: ${status}`);
      answers.push({ at, ms: performance.now() - start, popular: paths === popular });
      await pause(thinkMs);
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  agent.destroy();
  return { failures, answers };
}

/** Reads an answer to its end, and forgets it. Each client has an address of its own, since bounds are for each. @throws Error when it breaks off. */
function statusOf(url: URL, agent: Agent, localAddress: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = get(
      url,
      { agent, localAddress, headers: { accept: 'application/ld+json, text/html;q=0.5' } },
      (answer: IncomingMessage) => {
        answer.once('end', () => resolve(answer.statusCode)).once('error', reject);
        answer.resume();
      },
    );
    asked.once('error', reject);
  });
}
