/** Plain elements. Thai stacks vowels and tone marks above and below the line, so nothing is set tighter than 1.6. */
export const elements = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column;
  font: 400 var(--text-m)/var(--leading) var(--sans); color: var(--ink); background: var(--paper);
  text-align: start; overflow-wrap: anywhere; font-synthesis: none;
}
h1, h2, h3 { margin: 0; font-weight: 600; line-height: 1.6; text-wrap: pretty; }
h1 { font-size: var(--text-2xl); }
h2 { font-size: var(--text-xl); }
h3 { font-size: var(--text-m); }
h1:lang(en), h2:lang(en) { line-height: 1.4; }
p, ul, ol, dl, dd, pre, table, figure { margin: 0; }
ul[class], ol[class] { padding: 0; list-style: none; }
strong { font-weight: 600; }
small, .small { font-size: var(--text-s); }

a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.22em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: var(--radius); }
.masthead :focus-visible { outline-color: var(--on-masthead); }

code, pre, textarea { font-family: var(--mono); font-size: 0.9em; }
code { overflow-wrap: anywhere; }
pre { padding: var(--space-2) var(--space-3); font-size: 0.8125rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--wash); white-space: pre-wrap; }
svg { flex: none; }

.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@media (prefers-reduced-motion: no-preference) { a, .button { transition: color 0.12s, background-color 0.12s; } }
@media print {
  .masthead nav, .skip, .pager, .filter, .footer { display: none; }
  .masthead { color: inherit; background: none; }
  a { color: inherit; }
}
`;
