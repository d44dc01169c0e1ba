import type { Request, Response } from 'express';
import { type Act, type Key, permission, scopesFor } from '../../catalog/key.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import type { ServeParts } from '../parts.js';
import { WrongKeys } from './wrong-keys.js';

/** Tells who asks, and whether they may. */
export interface Access {
  /** @throws Problem `no-key` (401) or `too-many` (429), with WWW-Authenticate set. */
  key(request: Request, response: Response): Promise<Key>;
  /** The key that may do this to what belongs to the agency. @throws Problem `forbidden` (403) besides, naming the scope that it takes. */
  allow(request: Request, response: Response, act: Act, agencyId: string): Promise<Key>;
}

const realm = 'Bearer realm="banchi"';

/** Counts wrong keys by client, for all routes of one server together. */
export function createAccess({ api, clock }: Pick<ServeParts, 'api' | 'clock'>): Access {
  const wrongKeys = new WrongKeys();

  async function key(request: Request, response: Response): Promise<Key> {
    const token = tokenOf(request);
    if (token === undefined) {
      response.set('WWW-Authenticate', realm);
      throw new Problem('no-key', text('ต้องส่งกุญแจ API มาด้วย', 'This takes an API key.'), {
        remedy: text('โปรดส่ง Authorization: Bearer bk_…', 'Send Authorization: Bearer bk_….'),
      });
    }
    const found = await api.authenticate(token);
    if (found.state === 'known') return found.key;
    response.set('WWW-Authenticate', `${realm}, error="invalid_token"`);
    const wait = wrongKeys.note(request.socket.remoteAddress ?? '', clock().getTime());
    if (wait !== undefined)
      throw new Problem('too-many', text('ส่งกุญแจที่ใช้ไม่ได้มาบ่อยเกินกำหนด', 'Too many keys that are of no use came from here.'), {
        retryAfter: wait,
        remedy: text(`โปรดตรวจสอบกุญแจ แล้วลองใหม่ในอีก ${wait} วินาที`, `Check the key and try again in ${wait} s.`),
      });
    throw new Problem('no-key', found.why, { remedy: text('โปรดขอกุญแจใหม่จากผู้ดูแลระบบ', 'Ask the administrator for a new key.') });
  }

  return {
    key,
    async allow(request, response, act, agencyId) {
      const found = await key(request, response);
      const may = permission(found, act, agencyId);
      if (may.state === 'allowed') return found;
      const needed = scopesFor(act).join(' ');
      response.set('WWW-Authenticate', `${realm}, error="insufficient_scope", scope="${needed}"`);
      if (may.state === 'other-agency')
        throw new Problem('forbidden', text(`กุญแจนี้ไม่ใช่ของหน่วยงาน ${agencyId}`, `This key is not of agency ${agencyId}.`), {
          remedy: text('โปรดใช้กุญแจของหน่วยงานนั้น', 'Use a key of that agency.'),
        });
      throw new Problem(
        'forbidden',
        text(`กุญแจนี้ไม่มีสิทธิ์ ${may.scopes.join(' หรือ ')}`, `This key lacks the scope ${may.scopes.join(' or ')}.`),
        {
          remedy: text(
            `โปรดใช้กุญแจที่มีสิทธิ์ ${may.scopes.join(' หรือ ')} ผู้ดูแลระบบออกให้ได้ด้วยคำสั่ง banchi key create`,
            `Use a key with the scope ${may.scopes.join(' or ')}; an administrator makes one with “banchi key create”.`,
          ),
        },
      );
    },
  };
}

function tokenOf(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
