import { readBindings } from '../../rdf/read-bindings.js';
import { type Dialect, standard, virtuoso } from './dialect.js';
import { type Engine, EngineProblem } from './engine.js';
import { clear, iriText, mostClears } from './updates.js';

/** What we keep in an engine about itself: whose it is, how far it is, and which graphs stood there before. */
export interface EngineState {
  readonly dialect: Dialect;
  /** Of the log: the last seq that is applied, 0 in the beginning, and its mark. */
  readonly position: number;
  readonly mark: string;
  /** Graphs that are not the catalogue's, with the one that this is kept in. */
  readonly hidden: readonly string[];
}

const name = 'urn:banchi:store';
const json = 'application/sparql-results+json';
/** Where Virtuoso keeps its own settings as triples. */
const virtuosoGraph = 'http://www.openlinksw.com/schemas/virtrdf#';
/** Graphs of others that can be kept out of answers: each is named in every query. */
const mostHidden = 50;
const smallMs = 30_000;

/**
 * Finds an engine as it was left, or takes it up.
 * @param registry the registry that writes to it.
 * @throws EngineProblem for one that cannot be reached, that another registry writes to, or whose graphs would mix with ours.
 */
export async function openEngine(engine: Engine, registry: string): Promise<EngineState> {
  const dialect =
    (await column(engine, `SELECT ?s { GRAPH <${virtuosoGraph}> { ?s ?p ?o } } LIMIT 1`, 's')).length > 0 ? virtuoso : standard;
  const found = await readState(engine, dialect);
  if (found.registry !== undefined && found.registry !== registry)
    throw new EngineProblem('unavailable', 'another registry writes to this engine: give this one an engine of its own, or clear that one');
  if (found.registry === undefined) await takeUp(engine, dialect, registry);
  // Without a graph's name, as everybody asks.
  if ((await column(engine, `SELECT ?o { <${name}> <${name}:registry> ?o } LIMIT 1`, 'o')).length === 0)
    throw new EngineProblem(
      'unavailable',
      'the engine’s default graph is not the union of its graphs: set it so (linked data is asked for without graph names)',
    );
  return found.registry === undefined ? readState(engine, dialect) : found;
}

/** Writes down whose an engine is now. @throws EngineProblem for one that others keep graphs in that would mix with ours. */
async function takeUp(engine: Engine, dialect: Dialect, registry: string): Promise<void> {
  const foreign = await column(engine, `SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT ${mostHidden + 1}`, 'g');
  if (foreign.length > (dialect.canHide ? mostHidden : 0))
    throw new EngineProblem(
      'unavailable',
      `the engine holds graphs that are not the catalogue’s, such as <${foreign[0]}>: give it an empty one`,
    );
  const said = [statement('registry', registry), ...foreign.map((graph) => statement('hides', graph))];
  await engine.update(`INSERT DATA { GRAPH <${name}> { ${said.join(' ')} } }`, smallMs);
}

/** What is kept, read by those who do not write. */
export async function readState(engine: Engine, dialect: Dialect): Promise<EngineState & { readonly registry: string | undefined }> {
  const { body } = await engine.query(`SELECT ?p ?o { GRAPH <${name}> { <${name}> ?p ?o } }`, {
    accept: json,
    most: 1024 * 1024,
    ms: smallMs,
  });
  const rows = readBindings(body.toString('utf8')).rows;
  const said = (property: string): string[] => rows.filter(({ p }) => p?.value === `${name}:${property}`).map(({ o }) => o?.value ?? '');
  // While the position moves on, the former one stands beside it for a moment.
  const positions = said('position').map((one) => [Number(one.split(' ', 1)[0]), one] as const);
  const [position, text] = positions.sort(([a], [b]) => b - a)[0] ?? [0, ''];
  return {
    dialect,
    registry: said('registry')[0],
    position,
    mark: text.slice(String(position).length + 1),
    hidden: [...said('hides'), name],
  };
}

/** Which make of engine this is and what it hides, for one that only asks. */
export async function lookAt(engine: Engine): Promise<EngineState> {
  const isVirtuoso = (await column(engine, `SELECT ?s { GRAPH <${virtuosoGraph}> { ?s ?p ?o } } LIMIT 1`, 's')).length > 0;
  return readState(engine, isVirtuoso ? virtuoso : standard);
}

/** Moves the position: the new one first, so that there always is one, and then takes away all others, whoever left them. */
export async function writePosition(
  engine: Engine,
  { position, mark }: EngineState,
  next: { position: number; mark: string },
): Promise<void> {
  if (next.position === position && next.mark === mark) return;
  const text = `${next.position} ${next.mark}`;
  await engine.update(`INSERT DATA { GRAPH <${name}> { ${statement('position', text)} } }`, smallMs);
  const former = `GRAPH <${name}> { <${name}> <${name}:position> ?former`;
  await engine.update(`DELETE { ${former} } } WHERE { ${former} FILTER(STR(?former) != ${JSON.stringify(text)}) } }`, smallMs);
}

/** Writes something and takes it away again. @throws EngineProblem where the engine takes nothing at all. */
export async function tryWriting(engine: Engine, seq: number): Promise<void> {
  for (const verb of ['INSERT', 'DELETE'])
    await engine.update(`${verb} DATA { GRAPH <${name}> { ${statement('asked', String(seq))} } }`, smallMs);
}

/** Clears all graphs but the hidden ones. @throws EngineProblem also where the engine says yes and keeps them. */
export async function clearAll(engine: Engine, state: EngineState): Promise<void> {
  const hidden = new Set(state.hidden);
  for (let cleared = new Set<string>(); ; ) {
    const graphs = await column(engine, `SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT ${hidden.size + mostClears}`, 'g');
    const ours = graphs.filter((graph) => !hidden.has(graph));
    if (ours.length === 0) return;
    const kept = ours.find((graph) => cleared.has(graph));
    if (kept !== undefined) throw new EngineProblem('unavailable', `the engine keeps the graph <${kept}>, which was cleared`);
    cleared = new Set(ours);
    await engine.update(ours.map(clear).join(' ;\n'), smallMs);
  }
}

/** How many triples everybody sees. */
export async function countTriples(engine: Engine, { dialect, hidden }: EngineState): Promise<number> {
  const [count] = await column(engine, `${dialect.hides(hidden)}SELECT (COUNT(*) AS ?n) { ?s ?p ?o }`, 'n', 10 * smallMs);
  return Number(count);
}

async function column(engine: Engine, query: string, variable: string, ms = smallMs): Promise<string[]> {
  const { body } = await engine.query(query, { accept: json, most: 16 * 1024 * 1024, ms });
  return readBindings(body.toString('utf8')).rows.flatMap((row) => row[variable]?.value ?? []);
}

function statement(property: string, value: string): string {
  return `${iriText(name)} ${iriText(`${name}:${property}`)} ${JSON.stringify(value)} .`;
}
