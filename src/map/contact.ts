import { partIri } from '../catalog/iris.js';
import { dcat, gdc, iri, natural, vcard } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { masked, withoutPersons, withoutPhones } from './persons.js';
import { freeMail, screen } from './screen.js';
import { type CleaningReport, cleanText, isPlaceholder } from './text.js';

const freeProvider = new RegExp(`@${freeMail}$`, 'i');
/** The longest that a mail server takes. */
const longestMail = 254;
/** One address that can stand in an IRI. */
const mail = /^[^\s@<>",;:()[\]{}|\\^`]+@[^\s@<>",;:()[\]{}|\\^`]+\.[^\s@<>",;:()[\]{}|\\^`.]{2,}$/;

/**
 * The contact point: a unit and its mailbox, never a person (linked-data.md §2, process.md §2). A person's name gives way to
 * the unit's or the agency's, a telephone number is taken out, a person's free-mail address is not published.
 */
export function mapContact(draft: Draft, fields: FieldReader): void {
  const contact = iri(partIri(draft.placement.dataset, 'contact'));
  const { name, isPerson } = contactName(draft, fields);
  // Where no unit is named, nothing tells that an address at a free provider is a unit's.
  const address = contactMail(draft, fields, isPerson || name === undefined);
  if (name === undefined && address === undefined) return;
  draft.add(draft.dataset, dcat.contactPoint, contact);
  draft.type(contact, vcard.Kind, vcard.Organization);
  if (name !== undefined) draft.add(contact, vcard.fn, natural(name));
  if (address !== undefined) draft.add(contact, vcard.hasEmail, iri(`mailto:${address}`));
}

function contactName(draft: Draft, fields: FieldReader): { name: string | undefined; isPerson: boolean } {
  const cleanings: Parameters<CleaningReport>[] = [];
  const given = cleanText(fields.text('maintainer'), (...cleaning) => cleanings.push(cleaning));
  const numberless = withoutPhones(given);
  const unit = withoutPersons(numberless);
  const isPersonal = unit !== given;
  // The repairs of a cleaning show the whole value, so they wait until it is known whether it is a person's.
  const shown = (value: string): string => (isPersonal ? masked(value) : value);
  for (const [rule, before, after] of cleanings) fields.mend('maintainer', shown(before), shown(after), rule);
  if (isPlaceholder(given)) {
    if (given !== '') fields.mend('maintainer', given, '', 'placeholder');
    return { name: undefined, isPerson: false };
  }
  if (isPersonal) observePersonal(draft, 'maintainer');
  if (numberless !== given) fields.mend('maintainer', masked(given), masked(numberless), 'phone-number');
  const safe = draft.masked(fields, 'maintainer', unit);
  if (unit === numberless) return { name: safe || undefined, isPerson: false };
  const name = safe || draft.placement.agencyName.th;
  fields.mend('maintainer', masked(numberless), name, 'person-name');
  return { name, isPerson: true };
}

function contactMail(draft: Draft, fields: FieldReader, isPerson: boolean): string | undefined {
  const given = fields.text('maintainer_email');
  const address = cleanText(given, () => undefined)
    .replace(/^mailto:/i, '')
    .replace(/\s+/g, '')
    .replace(/[,;.]{1,3}$/, '')
    .toLowerCase();
  if (address.length > longestMail || !mail.test(address)) {
    if (withoutPersons(withoutPhones(given)) !== given) observePersonal(draft, 'maintainer_email');
    return undefined;
  }
  const isFree = freeProvider.test(address);
  // An address at a free provider may be a unit's; one with a person's name or number in it is nobody else's.
  const isPersons = screen(address).sightings.some(({ kind }) => !isFree || kind !== 'personal-mail') || (isFree && isPerson);
  if (isFree || isPersons) draft.observe(draft.dataset, gdc.personalContact, draft.named('maintainer_email'));
  if (isPersons) {
    draft.personal.add('maintainer_email');
    fields.mend('maintainer_email', masked(address), '', 'personal-mail');
    return undefined;
  }
  if (address !== given) fields.mend('maintainer_email', given, address, 'mail-form');
  return address;
}

function observePersonal(draft: Draft, field: string): void {
  draft.observe(draft.dataset, gdc.personalContact, draft.named(field));
  draft.personal.add(field);
}
