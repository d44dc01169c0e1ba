import { type Source, type SourceKind, sourceName } from '../catalog/source.js';

/** How records of a source without an address come in. */
const handedIn: Readonly<Partial<Record<SourceKind, (name: string, source: Source) => readonly string[]>>> = {
  template: (name, { options }) => [
    ...(options.consent === undefined ? [`→ ให้ความยินยอม consent: banchi source consent ${name}`] : []),
    `→ อัปโหลด upload: banchi harvest ${name} --file FILE.xlsx`,
  ],
  dcat: (name) => [`→ อัปโหลด upload: banchi harvest ${name} --file FILE`],
  push: (_, { agencyId }) => [`→ ออกกุญแจให้โปรแกรม key: banchi key create ${agencyId} --scope submit --name "…"`],
};

/** What to do next with a source that was registered or approved, one command a line; nothing for one that is not harvested. */
export function stepsOf(source: Source): readonly string[] {
  const name = sourceName(source);
  const approve = `→ อนุมัติ approve: banchi source approve ${name}`;
  if (source.state !== 'pending' && source.state !== 'active') return [];
  const isPending = source.state === 'pending';
  if (source.url === '') return [...(isPending ? [approve] : []), ...(handedIn[source.kind]?.(name, source) ?? [])];
  if (isPending) return [`→ ดูตัวอย่าง preview: banchi harvest ${name} --dry-run`, approve];
  // The template has no flag of consent, so that without it nothing is taken.
  const consent =
    source.kind === 'template' && source.options.consent === undefined ? [`→ ให้ความยินยอม consent: banchi source consent ${name}`] : [];
  return [...consent, `→ รวบรวม harvest: banchi harvest ${name}`];
}
