import { readFileSync } from 'node:fs';
import type { SimulatedPackage } from '../simulate-agency.js';

type Model = SimulatedPackage & { readonly resources: readonly { readonly id: string }[] };

/** `count` records made from the demo's passing ones: each with ids, name, title and addresses of its own. */
export function generateRecords(count: number): SimulatedPackage[] {
  const models = readModels();
  return Array.from({ length: count }, (_, index) => generateRecord(models, index));
}

/** The same, each made when it is written as JSON: a portal of 50,000 takes no memory to speak of. */
export function promiseRecords(count: number): SimulatedPackage[] {
  const models = readModels();
  return Array.from({ length: count }, (_, index) => ({
    id: uuid(index, 0),
    name: `dataset-${index}`,
    metadata_modified: models[index % models.length]?.metadata_modified,
    toJSON: () => generateRecord(models, index),
  }));
}

function readModels(): Model[] {
  const file = new URL('../../../data/demo/fisheries.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as Model[]).filter((one) => one.type !== 'harvest' && one.allow_harvest === 'True');
}

function generateRecord(models: readonly Model[], index: number): SimulatedPackage {
  const model = withAddresses(models[index % models.length], index) as Model;
  return {
    ...model,
    id: uuid(index, 0),
    name: `dataset-${index}`,
    title: `${String(model.title)} ชุดที่ ${index}`,
    resources: model.resources.map((resource, position) => ({ ...resource, id: uuid(index, position + 1) })),
  };
}

function withAddresses(value: unknown, index: number): unknown {
  if (typeof value === 'string') return value.replaceAll('.example/', `.example/${index}/`);
  if (Array.isArray(value)) return value.map((one) => withAddresses(one, index));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withAddresses(member, index)]));
}

function uuid(index: number, part: number): string {
  return `${index.toString(16).padStart(8, '0')}-0000-4000-8000-${part.toString(16).padStart(12, '0')}`;
}
