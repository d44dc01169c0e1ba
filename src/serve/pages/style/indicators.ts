/** What tells a state, a change or an amount. */
export const indicators = `
.state { display: inline-flex; align-items: baseline; gap: var(--space-1); padding: 0 var(--space-2); border: 1px solid currentcolor; border-radius: var(--radius); font-size: var(--text-s); font-weight: 600; }
.state.good, .notice.good strong { color: var(--accent); }
.state.plain { color: var(--soft); }
.state.caution, .notice.caution strong { color: var(--caution); }
.state.alarm, .notice.alarm strong { color: var(--alarm); }

.notice { max-width: var(--measure); padding: var(--space-3) var(--space-4); border: 1px solid var(--line); border-inline-start: 4px double var(--edge); border-radius: 0 var(--radius) var(--radius) 0; background: var(--wash); }
.notice.good { border-inline-start-color: var(--accent); }
.notice.caution { border-inline-start-color: var(--caution); }
.notice.alarm { border-inline-start-color: var(--alarm); }

.progress { display: grid; gap: var(--space-1); max-width: var(--measure); }
.progress p { display: flex; justify-content: space-between; gap: var(--space-4); }
progress { width: 100%; height: 0.75rem; accent-color: var(--accent); }

.timeline { padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); border-inline-start: 4px double var(--line); }
.timeline li { position: relative; display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-1) var(--space-4); padding: var(--space-2) 0 var(--space-2) var(--space-4); }
.timeline time { color: var(--soft); font-size: var(--text-s); }
.timeline div { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--space-1) var(--space-3); }
.timeline div p { flex-basis: 100%; }
@media (min-width: 40rem) { .timeline li { grid-template-columns: 11rem minmax(0, 1fr); align-items: baseline; } }

.diff { display: grid; grid-template-columns: minmax(0, 1fr); }
.diff > div { padding: var(--space-2) 0; border-bottom: 1px solid var(--line); }
.diff dt { color: var(--soft); font-size: var(--text-s); }
.diff del, .diff ins { display: block; padding: 0 var(--space-2); border-inline-start: 3px solid; text-decoration-thickness: 1px; }
.diff del { border-color: var(--alarm); color: var(--soft); }
.diff ins { border-color: var(--accent); background: var(--accent-wash); text-decoration: none; }

.bars { width: 100%; max-width: var(--measure); border-collapse: collapse; }
.bars caption { padding-bottom: var(--space-2); text-align: start; color: var(--soft); font-size: var(--text-s); }
.bars th { padding: var(--space-1) var(--space-3) var(--space-1) 0; font-weight: 400; text-align: start; }
.bars .bar { width: 50%; padding: var(--space-1) 0; }
.bars .bar svg { display: block; width: 100%; height: 0.875rem; fill: var(--accent); }
.bars .number { padding-inline-start: var(--space-3); text-align: end; }

.facet { max-width: 22rem; }
.facet h3 { font-size: var(--text-m); }
.facet [aria-current] { font-weight: 600; text-decoration-thickness: 3px; }
`;
