import { z } from 'zod';
import type { Answer } from '../../catalog/guarded-client.js';
import { type Text, text } from '../../catalog/text.js';
import { decode } from '../../rdf/decode.js';
import type { Walk } from '../walk.js';
import { isSamePortal, portalAddress } from './address.js';
import { bodyProblem, foreignProblem, PortalProblem, refusalProblem, statusProblem } from './portal-problem.js';

const searchSchema = z.object({ count: z.number().int().min(0), results: z.array(z.unknown()) });
export type Found = z.infer<typeof searchSchema>;

export type Parameters = Readonly<Record<string, string | number>>;

/** A portal's action API, read side. */
export interface Portal {
  readonly base: string;
  /** True when the source has a token: private and deleted packages may come then. */
  readonly authorised: boolean;
  /** What its administrator should know of how it answered. */
  readonly advice: readonly Text[];
  address(action: string, parameters?: Parameters): string;
  /** The result of an action. @throws PortalProblem for an answer that is none, FetchProblem when there is none. */
  ask(action: string, parameters?: Parameters): Promise<unknown>;
  /** `package_search` within the walk's bounds. @throws besides, PortalProblem for more records than may be, or than were asked for. */
  search(parameters: Parameters): Promise<Found>;
}

/** Opens the portal of a walk; nothing is asked yet. */
export function openPortal({ source, client, headers, signal, limits }: Walk): Portal {
  const advice = new Map<string, Text>();
  let base = portalAddress(source.url);
  let followed = false;
  if (base !== source.url.replace(/\/+$/, ''))
    advice.set(
      'address',
      text(
        `ที่อยู่ของแหล่งข้อมูลเป็นหน้าหนึ่งของระบบ จึงใช้ ${base} แทน โปรดแก้ที่อยู่ของแหล่งข้อมูล`,
        `The source’s address is a page of the portal, so ${base} was used; correct the source’s address.`,
      ),
    );
  const authorised = Object.keys(headers).some((name) => name.toLowerCase() !== 'user-agent');

  function address(action: string, parameters: Parameters = {}): string {
    const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
    return `${base}/api/3/action/${action}${query.size === 0 ? '' : `?${query}`}`;
  }

  /** Goes, once, with a portal that has moved to https on its host, so that its token goes with every request. @returns true when it has. */
  function follow(action: string, answer: Answer): boolean {
    const to = answer.url?.split('?')[0];
    const end = `/api/3/action/${action}`;
    if (followed || to === undefined || !to.endsWith(end) || to === address(action)) return false;
    const moved = to.slice(0, -end.length);
    if (isSamePortal(base, moved)) {
      base = moved;
      followed = true;
      return true;
    }
    advice.set(
      'moved',
      text(`ระบบต้นทางย้ายไปที่ ${moved} โปรดแก้ที่อยู่ของแหล่งข้อมูล`, `The portal has moved to ${moved}; correct the source’s address.`),
    );
    return false;
  }

  async function ask(action: string, parameters: Parameters = {}): Promise<unknown> {
    const url = address(action, parameters);
    const answer = await client.get(url, { headers, signal });
    if (follow(action, answer)) return ask(action, parameters);
    if (answer.status !== 200) throw statusProblem(url, answer);
    const json = parse(url, answer);
    if (typeof json !== 'object' || json === null) throw foreignProblem(url, action);
    if ('success' in json && json.success === false) throw refusalProblem(url, json);
    // Old portals send the result without its envelope.
    return 'result' in json ? json.result : json;
  }

  function parse(url: string, answer: Answer): unknown {
    const body = decoded(answer);
    try {
      return JSON.parse(body.replace(/^\ufeff/, ''));
    } catch {
      throw bodyProblem(url, body);
    }
  }

  /** JSON is UTF-8; an old server that sends TIS-620 is read all the same. */
  function decoded({ body, bytes, contentType }: Answer): string {
    const charset = /charset=["']?([\w-]+)/i.exec(contentType)?.[1];
    if (bytes === undefined || (!body.includes('\ufffd') && (charset === undefined || /^utf-?8$/i.test(charset)))) return body;
    try {
      const { text: read, notes } = decode(bytes, charset);
      for (const note of notes) advice.set(note.en, note);
      return read;
    } catch {
      return body; // neither UTF-8 nor Thai: what is unreadable in it stays visible as U+FFFD
    }
  }

  async function search(parameters: Parameters): Promise<Found> {
    const asked: Parameters = authorised ? { ...parameters, include_private: 'true' } : parameters;
    const url = address('package_search', asked);
    const parsed = searchSchema.safeParse(await ask('package_search', asked));
    if (!parsed.success) throw foreignProblem(url, 'package_search');
    const { count, results } = parsed.data;
    const rows = Number(parameters.rows);
    if (count > limits.maxRecords)
      throw new PortalProblem(url, text(`มีรายการมากกว่า ${limits.maxRecords} ระเบียน`, `more than ${limits.maxRecords} records`));
    if (results.length > rows)
      throw new PortalProblem(
        url,
        text(`ขอ ${rows} ระเบียน แต่ส่งมา ${results.length}`, `it was asked for ${rows} records and sent ${results.length}`),
      );
    return parsed.data;
  }

  return {
    get base() {
      return base;
    },
    authorised,
    get advice() {
      return [...advice.values()];
    },
    address,
    ask,
    search,
  };
}
