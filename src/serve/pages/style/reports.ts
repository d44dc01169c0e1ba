/** The validator's form and its report. */
export const reports = `
.outcome { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-2); padding: var(--space-4); border: 1px solid var(--line); border-inline-start: 6px solid var(--accent); border-radius: var(--radius-l); background: var(--wash); margin-bottom: var(--space-5); }
.outcome.failed { border-inline-start-color: var(--caution); }
.outcome p:first-child { font-size: var(--text-xl); font-weight: 600; }
.findings { list-style: none; padding: 0; }
.findings > li { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-2); padding: var(--space-4) 0; border-bottom: 1px solid var(--line); }
.findings h3 { font-size: var(--text-l); }
.findings .remedy { padding-inline-start: var(--space-3); border-inline-start: 3px solid var(--accent); max-width: var(--measure); }
.findings code, .findings td { overflow-wrap: anywhere; }
.ways { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-5); }
.ways fieldset { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-3); min-width: 0; padding: var(--space-4); border: 1px solid var(--line); border-radius: var(--radius-l); }
.ways legend { padding: 0 var(--space-2); font-weight: 600; }
`;
