import { readFileSync } from 'node:fs';
import type { SimulatedPackage } from '../../scripts/simulate-agency.js';

/** A JSON fixture of test/fixtures by its claim: `complete-record`, `dataset-without-licence`, … */
export function fixture(claim: string): SimulatedPackage {
  const file = new URL(`../../../test/fixtures/${claim}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as SimulatedPackage;
}

/** The complete record with other values; undefined takes a field out. */
export function completeRecord(changes: Readonly<Record<string, unknown>> = {}): SimulatedPackage {
  const merged: Record<string, unknown> = { ...fixture('complete-record'), ...changes };
  for (const key of Object.keys(merged)) if (merged[key] === undefined) delete merged[key];
  return merged as SimulatedPackage;
}

/** `count` complete records with ids and names of their own. */
export function manyRecords(count: number, changes: (index: number) => Readonly<Record<string, unknown>> = () => ({})): SimulatedPackage[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    return completeRecord({
      id: `00000000-0000-4000-8000-00000000${number}`,
      name: `dataset-${number}`,
      title: `ชุดข้อมูลทดสอบที่ ${index + 1}`,
      ...changes(index),
    });
  });
}
