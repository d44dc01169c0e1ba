/** Wrong keys that one client may show in a minute; a program with a typing mistake stays below. */
const most = 20;
const windowMs = 60_000;
/** Clients remembered; the oldest is forgotten first. */
const mostClients = 10_000;

/**
 * Counts the wrong keys of each client. Nobody guesses 256 bits: this keeps a broken program from filling log and processor. A right
 * key is never asked how many wrong ones came from its address, since behind a proxy all clients share one.
 */
export class WrongKeys {
  readonly #clients = new Map<string, { count: number; until: number }>();

  /** Notes a wrong key. @returns seconds to wait, once there were too many. */
  note(address: string, now: number): number | undefined {
    const client = clientOf(address);
    const before = this.#clients.get(client);
    const entry = before === undefined || before.until <= now ? { count: 0, until: now + windowMs } : before;
    entry.count += 1;
    this.#clients.delete(client); // to the end of the queue
    this.#clients.set(client, entry);
    if (this.#clients.size > mostClients) this.#clients.delete(this.#clients.keys().next().value as string);
    return entry.count > most ? Math.max(1, Math.ceil((entry.until - now) / 1000)) : undefined;
  }

  get size(): number {
    return this.#clients.size;
  }
}

/** An IPv6 client has a whole /64 to itself. */
function clientOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = plain.includes('::') ? Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0') : [];
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
