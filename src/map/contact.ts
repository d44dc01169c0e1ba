import { partIri } from '../catalog/iris.js';
import { dcat, gdc, iri, natural, vcard } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';

const phone = /(?:โทร(?:ศัพท์)?\.?\s*|tel\.?\s*)?(?:\+66|0)[\s-]?\d{1,2}[\s-]?\d{3}[\s-]?\d{3,4}/gi;
const person =
  /^(?:นาย|นางสาว|นาง|น\.ส\.|ดร\.|ผศ\.|รศ\.|ศ\.|ว่าที่|พล\.|พ\.[ตจส]\.|ร\.[ตจส]\.|ส\.[ตจส]\.|จ\.ส\.|mr\.?\s|mrs\.?\s|ms\.?\s|miss\s|dr\.?\s)/i;
const freeMail = /@(?:gmail|hotmail|outlook|live|yahoo|ymail|icloud|windowslive)\.[a-z.]+$/i;
const mail = /^[^\s@<>",;:()]+@[^\s@<>",;:()]+\.[^\s@<>",;:().]{2,}$/;

/**
 * The contact point: a unit and its mailbox, never a person (linked-data.md §2, process.md §2). A person's name gives way to
 * the agency's, a telephone number is taken out, a person's free-mail address is not published.
 */
export function mapContact(draft: Draft, fields: FieldReader): void {
  const contact = iri(partIri(draft.placement.dataset, 'contact'));
  const { name, isPerson } = contactName(draft, fields);
  const address = contactMail(draft, fields, isPerson);
  if (name === undefined && address === undefined) return;
  draft.add(draft.dataset, dcat.contactPoint, contact);
  draft.type(contact, vcard.Kind, vcard.Organization);
  if (name !== undefined) draft.add(contact, vcard.fn, natural(name));
  if (address !== undefined) draft.add(contact, vcard.hasEmail, iri(`mailto:${address}`));
}

function contactName(draft: Draft, fields: FieldReader): { name: string | undefined; isPerson: boolean } {
  const given = draft.text(fields, 'maintainer');
  if (given === undefined) return { name: undefined, isPerson: false };
  const unit = given
    .replace(phone, '')
    .replace(/[\s(),/-]+$/, '')
    .trim();
  const isPerson = person.test(unit);
  if (unit !== given) fields.mend('maintainer', masked(given), isPerson ? '' : unit, 'phone-number');
  if (isPerson) fields.mend('maintainer', masked(unit), draft.placement.agencyName.th, 'person-name');
  if (unit !== given || isPerson) draft.observe(draft.dataset, gdc.personalContact, 'maintainer');
  return { name: isPerson ? draft.placement.agencyName.th : unit || undefined, isPerson };
}

function contactMail(draft: Draft, fields: FieldReader, isPerson: boolean): string | undefined {
  const given = fields.text('maintainer_email');
  const address = given
    .replace(/^mailto:/i, '')
    .replace(/[\s\u200b]+/g, '')
    .replace(/[,;.]+$/, '')
    .toLowerCase();
  if (!mail.test(address)) return undefined;
  if (freeMail.test(address)) {
    draft.observe(draft.dataset, gdc.personalContact, 'maintainer_email');
    if (isPerson) {
      fields.mend('maintainer_email', masked(address), '', 'personal-mail');
      return undefined;
    }
  }
  if (address !== given) fields.mend('maintainer_email', given, address, 'mail-form');
  return address;
}

/** What a report may show of a person: the first two characters. */
function masked(value: string): string {
  return `${value.slice(0, 2)}…`;
}
