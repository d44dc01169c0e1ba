import { readFileSync } from 'node:fs';
import type { SimulatedPackage } from '../simulate-agency.js';

/** `count` records made from the demo's passing ones: each with ids, name, title and addresses of its own. */
export function generateRecords(count: number): SimulatedPackage[] {
  const file = new URL('../../../data/demo/fisheries.json', import.meta.url);
  const models = (JSON.parse(readFileSync(file, 'utf8')) as SimulatedPackage[]).filter(
    (one) => one.type !== 'harvest' && one.allow_harvest === 'True',
  );
  return Array.from({ length: count }, (_, index) => {
    const text = JSON.stringify(models[index % models.length]).replaceAll('.example/', `.example/${index}/`);
    const model = JSON.parse(text) as SimulatedPackage & { resources: { id: string }[] };
    return {
      ...model,
      id: uuid(index, 0),
      name: `dataset-${index}`,
      title: `${String(model.title)} ชุดที่ ${index}`,
      resources: model.resources.map((resource, position) => ({ ...resource, id: uuid(index, position + 1) })),
    };
  });
}

function uuid(index: number, part: number): string {
  return `${index.toString(16).padStart(8, '0')}-0000-4000-8000-${part.toString(16).padStart(12, '0')}`;
}
