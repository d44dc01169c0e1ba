import { Problem } from '../catalog/problem.js';
import type { Source, SourceKind } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { portalAddress } from '../harvest/ckan/address.js';
import type { FlowParts } from './parts.js';

type Place = Pick<Source, 'kind' | 'url' | 'everyMinutes'>;

/** @throws Problem `bad-request` for an address that is none, that its kind does not have, or that is not there to be harvested by the clock. */
export function checkPlace(parts: FlowParts, { kind, url, everyMinutes }: Place): void {
  if (kind === 'push' && url !== '') throw addressOfPush();
  if (url !== '' || !withoutAddress.has(kind)) checkAddress(parts, url);
  if (url === '' && everyMinutes !== undefined) throw nothingToFetch();
}

/** The address as it is kept: pages of a portal are linked to from what is published, so it is the portal's own. */
export function placeOf({ kind, url }: Pick<Source, 'kind' | 'url'>): string {
  return kind === 'ckan' ? portalAddress(url) : url;
}

/** @throws Problem `bad-request` for a standing confirmation that nobody gives. */
export function checkPolicy(source: Pick<Source, 'policy' | 'policyBy'>): void {
  if (source.policy !== 'manual' && source.policyBy === undefined)
    throw new Problem(
      'bad-request',
      text('การยืนยันล่วงหน้าต้องระบุนายทะเบียนผู้ยืนยัน', 'A standing confirmation needs the registrar who gives it.'),
      {
        remedy: text('โปรดระบุนายทะเบียนด้วย --registrar', 'Name the registrar with --registrar.'),
      },
    );
}

/** Kinds whose records may be handed over instead of fetched. */
const withoutAddress: ReadonlySet<SourceKind> = new Set(['template', 'dcat', 'push']);

function addressOfPush(): Problem {
  return new Problem('bad-request', text('แหล่งข้อมูลชนิด push ไม่มีที่อยู่ให้รวบรวม', 'A source of the kind push has no address to harvest.'), {
    remedy: text(
      'โปรดไม่ระบุที่อยู่ โปรแกรมของหน่วยงานจะส่งข้อมูลเข้ามาเอง หรือเลือกชนิดอื่น เช่น dcat',
      'Leave the address out, since the agency’s program sends its records; or choose another kind, such as dcat.',
    ),
  });
}

function nothingToFetch(): Problem {
  return new Problem(
    'bad-request',
    text('กำหนดเวลารวบรวมไม่ได้ เพราะแหล่งข้อมูลนี้ไม่มีที่อยู่', 'It cannot be harvested by the clock, since it has no address.'),
    { remedy: text('โปรดระบุที่อยู่ หรือไม่กำหนดเวลา แล้วอัปโหลดเอง', 'Give an address; or leave the timetable out and upload by hand.') },
  );
}

function checkAddress(parts: FlowParts, url: string): void {
  if (url === '')
    throw new Problem('bad-request', text('แหล่งข้อมูลชนิดนี้ต้องมีที่อยู่', 'A source of this kind needs an address.'), {
      remedy: text('โปรดระบุที่อยู่ เช่น https://catalog.example.go.th', 'Give the address, such as https://catalog.example.go.th.'),
    });
  const fault = parts.client.judge(url);
  if (fault !== undefined) throw new Problem('bad-request', fault.detail, { remedy: fault.remedy });
  if (!isPortalAddress(url))
    throw new Problem('bad-request', text(`“${url}” ไม่ใช่ที่อยู่เว็บที่รวบรวมข้อมูลได้`, `“${url}” is not a web address that can be harvested.`), {
      remedy: text(
        'โปรดระบุที่อยู่ของระบบ เช่น https://catalog.example.go.th',
        'Give the portal’s address, such as https://catalog.example.go.th.',
      ),
    });
}

/** A web address written out, without query or fragment: it is published in links to the portal's pages. */
function isPortalAddress(address: string): boolean {
  if (!/^https?:\/\/[^\s\\]*$/i.test(address)) return false;
  const { search, hash } = new URL(address);
  return search === '' && hash === '';
}
