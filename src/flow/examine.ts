import { datasetIri, recordIri } from '../catalog/iris.js';
import type { Registry } from '../catalog/registry.js';
import { openRunStates } from '../catalog/run.js';
import { sourceName } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import type { FlowParts } from './parts.js';

/** One thing that `banchi doctor` looked at. */
export interface Examined {
  readonly check: string;
  readonly ok: boolean;
  readonly found: Text;
}

/** Looks the registry over: the file itself, the base, runs that did not end, records whose log does not agree with them. */
export async function examine(parts: FlowParts): Promise<Examined[]> {
  const { registry } = parts;
  return [
    await integrity(registry),
    await base(parts),
    ...(await runs(registry, parts.clock())),
    await published(parts),
    await flowVersion(parts),
  ];
}

async function integrity(registry: Registry): Promise<Examined> {
  const faults = await registry.integrity();
  const ok = faults.length === 0;
  return {
    check: 'registry-file',
    ok,
    found: ok
      ? text('ไฟล์ทะเบียนสมบูรณ์', 'the registry file is sound')
      : text(
          `ไฟล์ทะเบียนเสียหาย: ${faults.join('; ')} โปรดกู้คืนจากข้อมูลสำรอง`,
          `the registry file is damaged: ${faults.join('; ')}; restore a backup`,
        ),
  };
}

async function base(parts: FlowParts): Promise<Examined> {
  const fixed = await parts.registry.read.settings.get('base-url');
  const ok = fixed === undefined || fixed === parts.base;
  const where = fixed ?? 'ยังไม่กำหนด';
  return {
    check: 'base-url',
    ok,
    found: ok
      ? text(`เผยแพร่ภายใต้ ${where}`, `publishes under ${fixed ?? 'nothing yet'}`)
      : text(
          `ทะเบียนใช้ ${fixed} แต่ BASE_URL คือ ${parts.base} โปรดตั้งค่ากลับ หรือใช้คำสั่ง banchi rebase`,
          `the registry has ${fixed}, BASE_URL is ${parts.base}: set it back or run “banchi rebase”`,
        ),
  };
}

async function runs(registry: Registry, now: Date): Promise<Examined[]> {
  const found: Examined[] = [];
  for (const source of await registry.read.sources.list()) {
    const [run] = await registry.read.runs.list(source.id, 1);
    if (run === undefined || !openRunStates.has(run.state)) continue;
    const lease = await registry.read.sources.leaseOf(source.id);
    const alive = lease !== undefined && lease.until > now.toISOString();
    const name = sourceName(source);
    if (run.state === 'held')
      found.push({
        check: 'run',
        ok: false,
        found: text(`${name} รอบ ${run.id} ถูกพักไว้: ${run.reasonTh}`, `${name} run ${run.id} is held: ${run.reason}`),
      });
    else if (alive)
      found.push({
        check: 'run',
        ok: true,
        found: text(`${name} รอบ ${run.id} กำลังทำงานโดย ${lease?.owner}`, `${name} run ${run.id} is at work in ${lease?.owner}`),
      });
    else if (!alive)
      found.push({
        check: 'run',
        ok: false,
        found: text(
          `${name} รอบ ${run.id} ค้างอยู่ (${run.state}) จะทำต่อเมื่อรวบรวมข้อมูลครั้งถัดไป`,
          `${name} run ${run.id} was left in “${run.state}”; the next harvest takes it up`,
        ),
      });
  }
  return found.length > 0 ? found : [{ check: 'run', ok: true, found: text('ไม่มีรอบรวบรวมข้อมูลค้าง', 'no run was left open') }];
}

/** Every published record has its graph in the log, for its audience, and nothing else has one. */
async function published(parts: FlowParts): Promise<Examined> {
  const { read } = parts.registry;
  const put = new Map((await read.log.graphs('dataset')).map(({ graph, audience }) => [graph, audience]));
  const wrong: string[] = [];
  let records = 0;
  for (const { record } of await read.records.summaries({})) {
    const graph = recordIri(datasetIri(parts.base, record.segment, record.slug));
    if (put.get(graph) !== record.audience) wrong.push(graph);
    if (record.audience !== undefined) records += 1;
    put.delete(graph);
  }
  wrong.push(...put.keys());
  const ok = wrong.length === 0;
  const first = wrong.slice(0, 3).join(', ');
  return {
    check: 'log',
    ok,
    found: ok
      ? text(`เผยแพร่ ${records} ชุดข้อมูล ตรงกับบันทึกการเผยแพร่`, `${records} datasets are published, as the log has them`)
      : text(
          `ทะเบียนกับบันทึกการเผยแพร่ไม่ตรงกัน ${wrong.length} รายการ เช่น ${first}`,
          `registry and log differ in ${wrong.length} graphs, such as ${first}`,
        ),
  };
}

async function flowVersion(parts: FlowParts): Promise<Examined> {
  const stale = await parts.registry.read.versions.stale(parts.flowVersion, 0, 1000);
  const ok = stale.length === 0;
  const count = stale.length === 1000 ? '1,000+' : String(stale.length);
  return {
    check: 'flow-version',
    ok,
    found: ok
      ? text(`ประเมินด้วยกฎปัจจุบันทั้งหมด (${parts.flowVersion})`, `all assessed under the present rules (${parts.flowVersion})`)
      : text(
          `${count} รุ่นประเมินด้วยกฎเดิม โปรดใช้คำสั่ง banchi reprocess`,
          `${count} versions were assessed under other rules: run “banchi reprocess”`,
        ),
  };
}
