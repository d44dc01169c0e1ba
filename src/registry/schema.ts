import type { Generated, GeneratedAlways } from 'kysely';

/** Tables of the registry, as migrations/ make them. Times are ISO 8601 in UTC, days ISO, JSON is text. */
export interface Schema {
  agencies: {
    id: string;
    code: string;
    level: string;
    ministry: string | null;
    parent_id: string | null;
    province: string | null;
    created_at: string;
  };
  agency_names: { agency_id: string; name_th: string; name_en: string; valid_from: string; valid_to: string | null };
  sources: {
    id: GeneratedAlways<number>;
    agency_id: string;
    key: string;
    kind: string;
    url: string;
    policy: string;
    policy_by: string | null;
    policy_until: string | null;
    state: string;
    every_minutes: number | null;
    next_run_at: string | null;
    lease_owner: string | null;
    lease_until: string | null;
    fence: Generated<number>;
    options: Generated<string>;
    marks: Generated<string>;
    secret: string | null;
    replaces_id: number | null;
  };
  records: {
    id: GeneratedAlways<number>;
    agency_id: string;
    segment: string;
    slug: string;
    newest_version_id: number | null;
    published_version_id: number | null;
    audience: string | null;
    first_published_at: string | null;
    created_at: string;
  };
  identities: {
    source_id: number;
    native_id: string;
    record_id: number;
    fingerprint: string | null;
    first_seen: string;
    last_seen: string;
    missing_since: string | null;
  };
  versions: {
    id: GeneratedAlways<number>;
    record_id: number;
    source_id: number;
    native_id: string;
    run_id: number | null;
    media_type: string;
    fingerprint: string;
    bytes: string;
    state: string;
    received_at: string;
  };
  assessments: {
    id: GeneratedAlways<number>;
    version_id: number;
    flow_version: string;
    gate: string;
    title: string;
    audience: string;
    graph: string;
    report: string;
    promise: string;
    material_hash: string;
    guarded_hash: string;
    copy_of: string | null;
    at: string;
  };
  decisions: {
    id: GeneratedAlways<number>;
    record_id: number;
    version_id: number;
    fingerprint: string;
    verdict: string;
    audience: string;
    by: string;
    manner: string;
    at: string;
  };
  runs: {
    id: GeneratedAlways<number>;
    source_id: number;
    state: string;
    started_at: string;
    ended_at: string | null;
    started_by: string;
    reason_th: string | null;
    reason_en: string | null;
    mode: Generated<string>;
    ended_by: string | null;
    cancelled_by: string | null;
    checkpoint: string | null;
    total: number | null;
    marks: Generated<string>;
    advice: Generated<string>;
    result: string | null;
  };
  run_records: {
    run_id: number;
    position: GeneratedAlways<number>;
    native_id: string;
    name: string | null;
    fingerprint: string | null;
    media_type: Generated<string>;
    agency_id: string | null;
    outcome: string | null;
    reason_th: string | null;
    reason_en: string | null;
    applied: Generated<number>;
  };
  run_bytes: {
    position: number;
    bytes: string;
  };
  log: {
    seq: GeneratedAlways<number>;
    graph: string;
    kind: string;
    op: string;
    audience: string;
    nquads: string;
    jsonld: string;
    at: string;
  };
  documents: { iri: string; record_id: number };
  notices: {
    id: GeneratedAlways<number>;
    agency_id: string;
    kind: string;
    record_id: number | null;
    version_id: number | null;
    run_id: number | null;
    facts: string;
    once: string | null;
    at: string;
  };
  currency: { record_id: number; updated_on: string; due_on: string; told_at: string | null };
  accounts: { name: string; full_name: string; kind: string; agency_id: string | null; created_at: string };
  audit: {
    id: GeneratedAlways<number>;
    at: string;
    by: string;
    act: string;
    subject: string;
    from_state: string | null;
    to_state: string | null;
    why: string | null;
  };
  settings: { key: string; value: string };
  mandates: {
    id: GeneratedAlways<number>;
    source_id: number;
    agency_id: string;
    confirms: number;
    from_day: string;
    to_day: string | null;
    revoked_at: string | null;
    by: string;
    at: string;
  };
  pairs: { run_id: number; native_id: string; record_id: number; evidence: string };
  candidates: {
    record_id: number;
    other_id: number;
    answer: string;
    by: string;
    at: string;
  };
  keys: {
    id: string;
    hash: string;
    name: string;
    agency_id: string | null;
    scopes: string;
    created_by: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
    used_at: string | null;
  };
}
