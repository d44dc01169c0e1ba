import type { Mandate } from '../catalog/mandate.js';
import type { Source, SourceChange, SourceOptions } from '../catalog/source.js';
import { atBase } from './at-base.js';
import { changeSource } from './change-source.js';
import { giveMandate, moveSource, revokeMandate, setOptions, setSecret } from './manage-source.js';
import type { FlowParts } from './parts.js';
import { findSource, registerSource, type SourceToRegister } from './register.js';
import { retireSource } from './retire-source.js';

/** What is done with sources; each is named `AGENCY/KEY`. */
export interface SourceCases {
  registerSource(source: SourceToRegister, by: string): Promise<Source>;
  sources(agencyId?: string): Promise<Source[]>;
  source(name: string): Promise<Source>;
  /** A new source is harvested from now on. */
  approveSource(source: string, by: string): Promise<Source>;
  pauseSource(source: string, by: string, why?: string): Promise<Source>;
  resumeSource(source: string, by: string): Promise<Source>;
  /** Ends a source for good and takes its records down, unless they are kept. @returns how many were taken down. */
  retireSource(source: string, by: string, keep: boolean): Promise<number>;
  /** Changes where and when it is read, how its records are confirmed, and all else that was said of it: all of it or nothing. */
  changeSource(source: string, change: SourceChange, by: string): Promise<Source>;
  setOptions(source: string, options: Partial<SourceOptions>, by: string): Promise<Source>;
  /** Consents, once, to the harvest of records that have no flag of consent, such as the rows of a template (process.md §2). */
  giveConsent(source: string, by: string): Promise<Source>;
  setSecret(source: string, headers: Readonly<Record<string, string>> | undefined, by: string): Promise<void>;
  /** Lets a source carry the records of another agency. */
  giveMandate(source: string, given: { agencyId: string; confirms: boolean; toDay: string | undefined }, by: string): Promise<Mandate>;
  revokeMandate(source: string, agencyId: string, by: string): Promise<number>;
  mandates(source: string): Promise<Mandate[]>;
}

export function sourceCases(parts: FlowParts): SourceCases {
  const { read } = parts.registry;
  const found = (name: string): Promise<Source> => findSource(parts, name);
  return {
    registerSource: (source, by) => registerSource(parts, source, by),
    sources: (agencyId) => read.sources.list(agencyId),
    source: found,
    approveSource: async (source, by) => moveSource(parts, await found(source), 'active', by),
    pauseSource: async (source, by, why) => moveSource(parts, await found(source), 'paused', by, why),
    resumeSource: async (source, by) => moveSource(parts, await found(source), 'active', by),
    retireSource: (source, by, keep) => atBase(parts, async () => retireSource(parts, await found(source), by, keep)),
    changeSource: async (source, change, by) => changeSource(parts, await found(source), change, by),
    setOptions: async (source, options, by) => setOptions(parts, await found(source), options, by),
    giveConsent: async (source, by) => setOptions(parts, await found(source), { consent: { by, at: parts.clock().toISOString() } }, by),
    setSecret: async (source, headers, by) => setSecret(parts, await found(source), headers, by),
    giveMandate: async (source, mandate, by) => giveMandate(parts, await found(source), mandate, by),
    revokeMandate: async (source, agencyId, by) => revokeMandate(parts, await found(source), agencyId, by),
    mandates: async (source) => read.mandates.list((await found(source)).id),
  };
}
