/** The parts that several pages share. */
export const components = `
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-6); align-content: start; }
.block { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-3); align-content: start; }
.block > h2 { padding-bottom: var(--space-1); border-bottom: 1px solid var(--edge); }
.block > h2 + ul > li:first-child, .block > h2 + .facts > div:first-child { padding-top: 0; border-top: 0; }
.prose { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-3); max-width: var(--measure); }
.prose p { white-space: pre-line; text-wrap: pretty; }
.soft { color: var(--soft); }
.lead { max-width: var(--measure); margin-top: var(--space-1); font-size: var(--text-l); text-wrap: pretty; }

.breadcrumb ol { padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0 var(--space-2); margin-bottom: var(--space-2); font-size: var(--text-s); color: var(--soft); }
.breadcrumb li:not(:last-child)::after { content: '/'; margin-inline-start: var(--space-2); color: var(--edge); }

.chip { display: inline-block; padding: 0 var(--space-2); border: 1px solid var(--edge); border-radius: var(--radius); font-size: var(--text-s); white-space: nowrap; }
.mark { display: inline-flex; align-items: baseline; gap: var(--space-1); font-weight: 600; }
.mark svg { align-self: flex-start; margin-top: 0.3em; }
.mark.open { color: var(--accent); }
.mark.limited { color: var(--caution); }
.tags { display: flex; flex-wrap: wrap; gap: var(--space-2); }
.tags li { padding: 0 var(--space-2); border-radius: var(--radius); background: var(--accent-wash); font-size: var(--text-s); }

.button { display: inline-flex; align-items: center; justify-content: center; gap: var(--space-2); min-height: 2.75rem; padding: var(--space-1) var(--space-4); border: 1px solid var(--accent); border-radius: var(--radius); background: transparent; color: var(--accent); font: inherit; font-weight: 600; line-height: 1.6; text-decoration: none; cursor: pointer; }
.button:hover { background: var(--accent-wash); color: var(--accent-strong); }
.button.main-action { background: var(--accent); color: var(--on-accent); }
.button.main-action:hover { background: var(--accent-strong); color: var(--on-accent); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-3) var(--space-4); }

.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-1); min-width: 0; }
.field label { font-weight: 600; }
.field select, .field textarea { width: 100%; min-height: 2.75rem; padding: var(--space-2) var(--space-3); border: 1px solid var(--edge); border-radius: var(--radius); background: var(--paper); color: inherit; line-height: 1.6; }
.field select { font: inherit; line-height: 1.6; text-overflow: ellipsis; }
.field textarea { resize: vertical; tab-size: 2; }

.field input { width: 100%; min-height: 2.75rem; padding: var(--space-2) var(--space-3); border: 1px solid var(--edge); border-radius: var(--radius); background: var(--paper); color: inherit; font: inherit; line-height: 1.6; }

.severity { display: inline-block; padding: 0 var(--space-2); border: 1px solid currentcolor; border-radius: var(--radius); font-size: var(--text-s); font-weight: 600; white-space: nowrap; color: var(--soft); }
.severity.violation { color: var(--alarm); }
.severity.warning { color: var(--caution); }

.empty { max-width: var(--measure); padding: var(--space-5); border: 1px dashed var(--edge); border-radius: var(--radius-l); }
.empty p + p { margin-top: var(--space-1); color: var(--soft); }

.pager { display: flex; flex-wrap: wrap; gap: var(--space-3); }

.sheet { width: 100%; border-collapse: collapse; }
.sheet th, .sheet td { padding: var(--space-2) var(--space-3); border-bottom: 1px solid var(--line); text-align: start; vertical-align: baseline; }
.sheet th:first-child, .sheet td:first-child { padding-inline-start: 0; }
.sheet th:last-child, .sheet td:last-child { padding-inline-end: 0; }
.sheet thead th { border-bottom-color: var(--edge); font-size: var(--text-s); color: var(--soft); }
.sheet tbody th { font-weight: 400; }
.sheet tbody tr:hover { background: var(--wash); }
.sheet thead th, .sheet .code { white-space: nowrap; }
.sheet .number, .count-of { text-align: end; }
.number, .code, .count-of, time { font-variant-numeric: tabular-nums; white-space: nowrap; }

@media (min-width: 64rem) { .mapping td:first-child { white-space: nowrap; } .mapping td { max-width: 24rem; overflow-wrap: anywhere; } }
/* A table too wide for a phone: each row a block, each cell behind its column's name. */
@media (max-width: 47.99rem) {
  .narrow thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .narrow tr { display: grid; grid-template-columns: minmax(0, 1fr); padding: var(--space-2) 0; border-bottom: 1px solid var(--line); }
  .narrow tbody :is(td, th) { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: var(--space-3); padding: 0; border: 0; text-align: start; }
  .narrow td:empty { display: none; }
  .narrow tbody :is(td, th)::before { content: attr(data-label); color: var(--soft); font-size: var(--text-s); }
}

.facts { font-variant-numeric: tabular-nums; display: grid; grid-template-columns: minmax(0, 1fr); }
.facts > div { display: grid; grid-template-columns: minmax(0, 1fr); padding: 0.375rem 0; border-bottom: 1px solid var(--line); }
.facts > div:last-child { border-bottom: 0; }
.facts dt { color: var(--soft); }
.facts dd { min-width: 0; }
@media (min-width: 40rem) { .facts > div { grid-template-columns: 15rem minmax(0, 1fr); gap: var(--space-4); } }

.ledger li { display: flex; justify-content: space-between; gap: var(--space-4); padding: var(--space-2) 0; border-bottom: 1px solid var(--line); }
.inline { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); }
`;
