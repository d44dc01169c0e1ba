import { dcat, foaf, gdc, iri, type NamedNode, type Term, vcard } from '../../rdf/terms.js';
import { FieldReader, type Naming } from '../ckan-package.js';
import { mapContact } from '../contact.js';
import type { Draft } from '../draft.js';
import { masked, withoutPersons, withoutPhones } from '../persons.js';
import { freeMail } from '../screen.js';
import type { RecordReader } from './reader.js';
import { bounded } from './words.js';

const organisationName = iri(`${vcard.$}hasOrganizationName`);
const freeProvider = new RegExp(`@${freeMail}$`, 'i');

/** What a contact point says, before it is known whether it is a person's. */
interface Contact {
  readonly name: string | undefined;
  readonly unit: string | undefined;
  readonly mail: string | undefined;
  readonly isPerson: boolean;
}

/**
 * The contact point: the first that has a name and an address, else the first. A person, by class or by name, gives way to
 * the unit or the agency. @returns what the agency gave, by field of the schema.
 */
export function mapRdfContact(draft: Draft, reader: RecordReader, node: Term, named: Naming): ReadonlyMap<string, string> {
  const contacts = reader.all(node, dcat.contactPoint);
  const [chosen] = contacts
    .map((value) => ({ value, score: scoreOf(reader, value) }))
    .sort((a, b) => b.score - a.score)
    .map(({ value }) => value);
  if (chosen === undefined) return new Map();
  if (contacts.length > 1) reader.mend('dcat:contactPoint', String(contacts.length), '1', 'surplus');
  const contact = readContact(reader, chosen);
  const fields = new FieldReader(ofUnit(draft, reader, contact), draft.repairs, named);
  mapContact(draft, fields);
  return new Map([
    ['maintainer', contact.name ?? contact.unit ?? ''],
    ['maintainer_email', contact.mail ?? ''],
  ]);
}

/** Looks without reading, so that what another contact says is told as unmapped. */
function scoreOf(reader: RecordReader, value: Term): number {
  const has = (...properties: NamedNode[]): number => Number(reader.has(value, ...properties));
  return has(vcard.hasEmail, foaf.mbox) * 2 + has(vcard.fn, foaf.name, vcard['organization-name']);
}

function readContact(reader: RecordReader, value: Term): Contact {
  if (value.termType === 'Literal') {
    reader.mend('dcat:contactPoint', value.value, 'vcard:Organization', 'node-made');
    const isMail = /^(?:mailto:)?\S+@\S+$/i.test(value.value.trim());
    return { name: isMail ? undefined : value.value, unit: undefined, mail: isMail ? value.value : undefined, isPerson: false };
  }
  reader.expectClass('dcat:contactPoint', value, vcard.Kind, vcard.Organization, vcard.Individual, foaf.Agent);
  for (const phone of [vcard.hasTelephone, foaf.phone]) reader.all(value, phone); // never published, so no field without a home
  const mail = reader.one(value, vcard.hasEmail, foaf.mbox);
  const held = mail && (reader.one(mail, vcard.value) ?? mail);
  if (held?.termType === 'Literal') reader.mend('vcard:hasEmail', masked(held.value), `mailto:${masked(held.value)}`, 'iri-text');
  const unit = reader.one(value, vcard['organization-name'], organisationName);
  return {
    name: reader.one(value, vcard.fn)?.value ?? reader.label(value),
    unit: unit && (reader.label(unit) ?? undefined),
    mail: held?.value.replace(/^mailto:/i, '').split('?')[0],
    isPerson: reader.isA(value, vcard.Individual, foaf.Person),
  };
}

/** The fields of a unit: where the class says that it is a person, neither name nor private address is one's. */
function ofUnit(draft: Draft, reader: RecordReader, { name, unit, mail, isPerson }: Contact): Record<string, string> {
  const shortened = (value: string | undefined): string => (value ?? '').slice(0, 2000);
  if (!isPerson) return { maintainer: shortened(name ?? unit), maintainer_email: shortened(mail) };
  const instead = unit ?? draft.placement.agencyName.th;
  const isUnits = name === undefined || name === instead || name === draft.placement.agencyName.en;
  if (!isUnits) {
    // A name that shows itself as a person's is dealt with by the mapping of contacts.
    const shows = withoutPersons(withoutPhones(name)) !== name;
    if (shows && unit === undefined) return { maintainer: shortened(name), maintainer_email: shortened(mail) };
    draft.observe(draft.dataset, gdc.personalContact, draft.named('maintainer'));
    draft.personal.add('maintainer');
    reader.mend(draft.named('maintainer'), masked(name), instead, 'person-name');
  }
  const isPrivate = mail !== undefined && freeProvider.test(mail.trim());
  if (isPrivate) {
    draft.observe(draft.dataset, gdc.personalContact, draft.named('maintainer_email'));
    draft.personal.add('maintainer_email');
    reader.mend(draft.named('maintainer_email'), masked(mail), '', 'personal-mail');
  }
  return { maintainer: shortened(instead), maintainer_email: isPrivate ? '' : shortened(mail) };
}

/** A name that can be published as an organisation's; undefined for a person's. */
export function organisationOf(draft: Draft, fields: FieldReader, reader: RecordReader, field: string, value: Term): string | undefined {
  for (const contact of [vcard.hasEmail, foaf.mbox, vcard.hasTelephone, foaf.phone, foaf.homepage]) reader.all(value, contact);
  const given = reader.label(value);
  if (given === undefined) return undefined;
  const name = bounded(fields, field, given);
  const isPersons = reader.isA(value, foaf.Person, vcard.Individual) || withoutPersons(withoutPhones(name)) !== name;
  if (!isPersons) return draft.clean(fields, field, name);
  fields.mend(field, masked(name), '', 'person-name');
  return undefined;
}
