import type { Answer } from '../../catalog/guarded-client.js';
import { Problem } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { mask } from '../client/mask.js';

/** An answer of a portal that is not what was asked for. */
export class PortalProblem extends Problem {
  /** True when this one action fails, which says nothing of the others. */
  readonly ofAction: boolean;

  constructor(url: string, what: Text, options: { remedy?: Text; ofAction?: boolean } = {}) {
    const where = mask(url);
    super('source-failed', text(`${where}: ${what.th}`, `${where}: ${what.en}`), { remedy: options.remedy ?? later });
    this.name = 'PortalProblem';
    this.ofAction = options.ofAction ?? false;
  }
}

const later = text(
  'ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล ระบบจะรวบรวมใหม่ในรอบถัดไป หรือโปรดสั่งรวบรวมใหม่เมื่อระบบต้นทางพร้อม',
  'Nothing was changed in the catalogue; it is harvested again at the next turn, or by hand once the source is well.',
);
const token = text(
  'โปรดขอ API token จากผู้ดูแลระบบต้นทาง แล้วตั้งให้แหล่งข้อมูลนี้ (banchi source secret --token-file)',
  'Ask the portal’s administrator for an API token and set it for this source (banchi source secret --token-file).',
);
const allow = text(
  'โปรดขอให้ผู้ดูแลระบบต้นทางอนุญาตที่อยู่ IP และ User-Agent ของระบบนี้ในไฟร์วอลล์ หากต้องใช้ User-Agent อื่น ให้กำหนดด้วย banchi source set --user-agent',
  'Ask the portal’s administrator to allow this service’s IP address and User-Agent in the firewall; a source may be given a User-Agent of its own (banchi source set --user-agent).',
);
const address = text(
  'โปรดตรวจสอบว่าที่อยู่เป็นหน้าแรกของระบบ CKAN และเปิด /api/3/action/status_show ได้',
  'Check that the address is that of the CKAN portal, and that /api/3/action/status_show opens under it.',
);
const administrator = text(
  'โปรดแจ้งผู้ดูแลระบบต้นทางพร้อมข้อความนี้ ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล',
  'Show this message to the portal’s administrator; nothing was changed in the catalogue.',
);

/** What a status says, for those that say more than their number. */
const statuses: Readonly<Record<number, readonly [Text, Text]>> = {
  401: [text('ต้องเข้าสู่ระบบหรือใช้ API token', 'it wants a login or an API token'), token],
  403: [text('ไม่อนุญาตให้ระบบนี้เข้าถึง', 'it does not let this service in'), allow],
  404: [text('ไม่มี API ของ CKAN ที่ที่อยู่นี้', 'there is no CKAN API at this address'), address],
  429: [text('ขอให้ลดความถี่ของการเรียก', 'it asks for fewer requests'), later],
};

/** The problem of an answer whose status is not 200. */
export function statusProblem(url: string, answer: Answer): PortalProblem {
  const { status } = answer;
  const [meaning, remedy] = statuses[status] ?? [undefined, undefined];
  const wait = answer.headers?.['retry-after'];
  const said = [
    meaning,
    quoted(messageIn(parsed(answer.body))),
    wait === undefined ? undefined : text(`Retry-After: ${mask(wait)}`, `Retry-After: ${mask(wait)}`),
  ];
  const all = said.filter((one) => one !== undefined);
  const join = (language: 'th' | 'en'): string => (all.length === 0 ? '' : ` (${all.map((one) => one[language]).join('; ')})`);
  return new PortalProblem(url, text(`ตอบกลับด้วยสถานะ ${status}${join('th')}`, `it answered with status ${status}${join('en')}`), {
    ...(remedy === undefined ? {} : { remedy }),
    ofAction: status === 400 || status === 404 || status === 409 || status >= 500,
  });
}

/** The problem of a body that is no JSON, with status 200. */
export function bodyProblem(url: string, body: string): PortalProblem {
  if (body.trim() === '') return new PortalProblem(url, text('ตอบกลับโดยไม่มีเนื้อหา', 'its answer is empty'));
  if (/^\s*</.test(body))
    return new PortalProblem(
      url,
      text(
        'ตอบกลับเป็นหน้าเว็บแทน JSON (อาจเป็นหน้าตรวจสอบผู้ใช้หรือหน้าปิดปรับปรุง)',
        'it answered with a web page instead of JSON (a challenge or maintenance page?)',
      ),
      { remedy: allow },
    );
  return new PortalProblem(url, text('คำตอบ JSON ไม่สมบูรณ์', 'the JSON of its answer is broken or cut'));
}

/** The problem of `success: false`, with CKAN's own message. */
export function refusalProblem(url: string, answer: unknown): PortalProblem {
  const said = quoted(messageIn(answer)) ?? text('ไม่แจ้งเหตุผล', 'without a reason');
  return new PortalProblem(url, text(`CKAN ตอบว่าไม่สำเร็จ: ${said.th}`, `CKAN says that it failed: ${said.en}`), {
    remedy: administrator,
    ofAction: true,
  });
}

/** The problem of JSON that is another program's. */
export function foreignProblem(url: string, action: string): PortalProblem {
  return new PortalProblem(url, text(`คำตอบไม่ใช่รูปแบบของ CKAN ${action}`, `the answer is not one of CKAN’s ${action}`), {
    remedy: address,
    ofAction: true,
  });
}

/** CKAN says why in `error.message`, or by field. */
function messageIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  const { error } = answer;
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return undefined;
  if ('message' in error && typeof error.message === 'string') return error.message;
  const lines = Object.entries(error).filter(([field]) => field !== '__type');
  return lines.length === 0 ? undefined : lines.map(([field, value]) => `${field}: ${String(value)}`).join('; ');
}

function quoted(message: string | undefined): Text | undefined {
  if (message === undefined || message.trim() === '') return undefined;
  const said = `“${mask(message.slice(0, 200))}”`;
  return text(said, said);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body.slice(0, 20_000));
  } catch {
    return undefined; // a page of the web server: its status says enough
  }
}
