import { Problem } from '../catalog/problem.js';
import type { Stores } from '../catalog/registry.js';
import { text } from '../catalog/text.js';
import { agencyCataloguePublication, agencyPublication, cataloguePublication, vocabularyPublication } from '../publish/reference-graphs.js';
import type { FlowParts } from './parts.js';

/**
 * Puts the graphs that records lean on into the log: vocabularies, agencies, the catalogue. Writes only what differs, so it
 * runs at every start and before every publication.
 */
export async function publishReferences(parts: FlowParts): Promise<void> {
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    await fixBase(stores, parts.base);
    const agencies = await stores.agencies.list();
    const entries = [
      ...parts.vocabulary.files.map((file) => vocabularyPublication(file, at)),
      cataloguePublication(parts.base, parts.catalogueFile, at),
      ...agencies.flatMap((agency) => [agencyPublication(parts.base, agency, at), agencyCataloguePublication(parts.base, agency, at)]),
    ];
    const wanted = new Set(entries.map((entry) => entry.graph));
    const gone = (await stores.log.graphs('vocabulary')).filter(({ graph }) => !wanted.has(graph));
    await stores.log.append([
      ...entries,
      ...gone.map(({ graph }) => ({
        graph,
        kind: 'vocabulary' as const,
        op: 'delete' as const,
        audience: 'public' as const,
        nquads: '',
        jsonld: '',
        at,
      })),
    ]);
  });
  parts.nudge();
}

/**
 * The base is fixed at the first publication, since every IRI begins with it.
 * @throws Problem `conflict` when the registry has another one.
 */
export async function fixBase(stores: Stores, base: string): Promise<void> {
  const fixed = await stores.settings.get('base-url');
  if (fixed === undefined) return stores.settings.set('base-url', base);
  if (fixed !== base) throw otherBase(fixed, base);
}

/** Refuses to work under another base than the registry's, before anything is read or written. @throws Problem as `fixBase`. */
export async function checkBase(parts: FlowParts): Promise<void> {
  const fixed = await parts.registry.read.settings.get('base-url');
  if (fixed !== undefined && fixed !== parts.base) throw otherBase(fixed, parts.base);
}

function otherBase(fixed: string, base: string): Problem {
  return new Problem(
    'conflict',
    text(`ระบบนี้เผยแพร่ภายใต้ ${fixed} แล้ว แต่ตั้งค่า BASE_URL เป็น ${base}`, `This registry publishes under ${fixed}, but BASE_URL is ${base}.`),
    {
      remedy: text(
        `โปรดตั้งค่า BASE_URL=${fixed} หรือใช้คำสั่ง banchi rebase เพื่อย้าย IRI ทั้งหมดไปยัง ${base}`,
        `Set BASE_URL=${fixed}, or run “banchi rebase” to move every IRI to ${base}.`,
      ),
    },
  );
}
