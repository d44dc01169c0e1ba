import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GuardedClient } from '../../catalog/guarded-client.js';
import { failed } from './open-document.js';

/** Pages of one source; at ten records a page this is as many as a source may have. */
const mostPages = 20_000;

const checkpointSchema = z.object({ url: z.string(), visited: z.array(z.string()), brought: z.number().int().min(0) });

/** Where a walk over pages has been and where it goes on; can be kept and taken up again. */
export class Course {
  /** The page in hand. */
  url: string;
  /** Records of earlier pages. */
  brought: number;
  readonly #visited: Set<string>;

  constructor(start: string, resume: string | undefined) {
    const kept = resume === undefined ? undefined : checkpointSchema.parse(JSON.parse(resume));
    this.url = kept?.url ?? start;
    this.brought = kept?.brought ?? 0;
    this.#visited = new Set(kept?.visited);
  }

  get isFirst(): boolean {
    return this.#visited.size === 0;
  }

  /** @throws Problem for a page that was read before, by its content, and past the bound on pages. */
  read(content: string): void {
    this.#add(content, failed(this.url, 'ส่งเนื้อหาหน้าเดิมซ้ำ', 'the same page came again'));
    this.#visited.add(short(this.url));
    if (this.#visited.size > mostPages * 2) throw failed(this.url, `มีมากกว่า ${mostPages} หน้า`, `there are more than ${mostPages} pages`);
  }

  /** @throws Problem for a page whose address was visited before. */
  turn(next: string, brought: number): void {
    if (this.#visited.has(short(next)))
      throw failed(next, 'หน้าถัดไปวนกลับมาที่หน้าเดิม', `the next page is one that was read before; the pages go round in a circle`);
    this.url = next;
    this.brought = brought;
  }

  /** Text from which a walk can be taken up at the page in hand. */
  checkpoint(): string {
    return JSON.stringify({ url: this.url, visited: [...this.#visited], brought: this.brought });
  }

  #add(mark: string, problem: Error): void {
    const key = short(mark);
    if (this.#visited.has(key)) throw problem;
    this.#visited.add(key);
  }
}

function short(value: string): string {
  return createHash('sha256').update(value).digest('base64url').slice(0, 12);
}

/**
 * Address of the next page, of those that the page names and its Link header; undefined on the last page.
 * @param home the source's own address: links to hosts that only the source can reach lead there.
 * @throws Problem when they contradict each other, or cannot be read.
 */
export function nextPage(
  page: { readonly url: string; readonly link: string; readonly next: readonly string[] },
  home: string,
  client: Pick<GuardedClient, 'judge'>,
): string | undefined {
  const named = page.next.length > 0 ? page.next : linkNext(page.link);
  const found = new Set(named.map((one) => reachable(one, page.url, home, client)));
  if (found.size > 1)
    throw failed(page.url, 'ระบุหน้าถัดไปไว้หลายที่อยู่', `the page names several next pages: ${[...found].slice(0, 3).join(', ')}`);
  return [...found][0];
}

const internalName = /^[^.]+$|\.(?:local|internal|intranet|lan|corp|home|svc)$/i;
const refusals: ReadonlySet<string> = new Set(['refused-network', 'refused-name', 'port']);

/** Portals behind a proxy often link to themselves by the name that only they know, or by http. */
function reachable(given: string, page: string, home: string, client: Pick<GuardedClient, 'judge'>): string {
  if (!URL.canParse(given, page)) throw failed(page, `ที่อยู่ของหน้าถัดไปไม่ถูกต้อง (${given})`, `the address of the next page is none: ${given}`);
  const url = new URL(given, page);
  const own = new URL(home);
  url.hash = '';
  if (url.origin === own.origin || url.origin === new URL(page).origin) return url.href;
  const isSame = url.hostname === own.hostname;
  const fault = client.judge(url.href);
  const isInternal = internalName.test(url.hostname) || (fault !== undefined && refusals.has(fault.reason));
  return isSame || isInternal ? new URL(`${url.pathname}${url.search}`, own.origin).href : url.href;
}

/** The targets of `rel=next` in a Link header. */
function linkNext(header: string): string[] {
  return Array.from(header.slice(0, 16_384).matchAll(/<([^<>]*)>((?:\s*;[^,<]*)*)/g))
    .filter(([, , parameters]) => /;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters ?? ''))
    .map(([, target]) => target ?? '');
}
