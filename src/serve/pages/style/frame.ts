/** What stands around every page: skip link, masthead with its ledger rule, main, footer. */
export const frame = `
.skip { position: absolute; inset-inline-start: var(--space-4); top: -6rem; z-index: 1; padding: var(--space-2) var(--space-4); background: var(--paper); border-radius: 0 0 var(--radius) var(--radius); }
.skip:focus { top: 0; }

.masthead { background: var(--masthead); color: var(--on-masthead); border-bottom: 4px double var(--masthead-soft); }
.masthead > div, .footer > div { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-5); max-width: var(--page); margin: 0 auto; padding: var(--space-2) clamp(1rem, 4vw, 2rem); }
.masthead a { color: inherit; text-decoration: none; }
.masthead a:hover { text-decoration: underline; }
.brand { display: inline-flex; align-items: center; gap: var(--space-2); padding: var(--space-1) 0; margin-inline-end: auto; font-weight: 600; }
.brand span { font-weight: 400; color: var(--masthead-soft); }
.masthead nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-1); }
.masthead nav a { padding: var(--space-2) var(--space-3); border-block: 3px solid transparent; }
.masthead nav a[aria-current] { border-bottom-color: currentColor; font-weight: 600; }
.masthead .language { padding: var(--space-2) var(--space-3); margin-inline-end: calc(-1 * var(--space-3)); }

.main { flex: 1; width: 100%; max-width: var(--page); margin: 0 auto; padding: var(--space-5) clamp(1rem, 4vw, 2rem) var(--space-7); }
.main:focus { outline: none; }

.footer { border-top: 1px solid var(--line); background: var(--wash); color: var(--soft); font-size: var(--text-s); }
.footer > div { gap: var(--space-1) var(--space-5); padding-block: var(--space-4); }
.footer p:first-child { margin-inline-end: auto; }

.columns { display: grid; gap: var(--space-6); }
.columns > * { min-width: 0; }
@media (min-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr) 19rem; gap: var(--space-6) var(--space-7); }
}
@media (max-width: 40rem) {
  .masthead nav { order: 1; flex-basis: 100%; margin-inline: calc(-1 * var(--space-2)); }
  .masthead nav a { padding-inline: var(--space-2); }
}
@media (max-width: 26rem) { .brand span { display: none; } .masthead nav { gap: 0; } .masthead nav a { padding-inline: 0.375rem; font-size: var(--text-s); } }
`;
