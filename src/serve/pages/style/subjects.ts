/** What belongs to one kind of page only: lists of datasets, a dataset, the home page, SPARQL, errors. */
export const subjects = `
.head { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-2); margin-bottom: var(--space-5); }
.total { color: var(--soft); }

.filter { display: flex; flex-wrap: wrap; align-items: end; gap: var(--space-3); padding: var(--space-4); border-radius: var(--radius-l); background: var(--wash); margin-bottom: var(--space-4); }
.filter .field { flex: 1 1 16rem; max-width: 30rem; }

.lines > li { padding: var(--space-3) 0; border-bottom: 1px solid var(--line); }
.lines > li:first-child { border-top: 1px solid var(--edge); }
.lines h2, .lines h3 { font-size: var(--text-l); text-wrap: pretty; }
.lines h2 a, .lines h3 a { text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
.lines .about { max-width: 52rem; color: var(--soft); display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
@media (max-width: 40rem) { .lines .about { -webkit-line-clamp: 3; } }
.lines .about, .lines .small { margin-top: var(--space-1); }
.lines .small { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-4); color: var(--soft); }
.lines .formats { display: inline-flex; flex-wrap: wrap; gap: var(--space-1); }
.lines .chip { color: var(--ink); }

.glance { align-self: start; padding: var(--space-4); border: 1px solid var(--line); border-top: 4px double var(--accent); border-radius: 0 0 var(--radius-l) var(--radius-l); background: var(--wash); }
.glance dl { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-4); }
.glance dt { font-size: var(--text-s); color: var(--soft); }
.glance .value { font-weight: 600; }
.glance time { white-space: normal; }
.glance dd + dd { font-size: var(--text-s); }
@media (min-width: 22rem) and (max-width: 59.99rem) { .glance dl { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (max-width: 29.99rem) { .glance .across { grid-column: 1 / -1; } }
@media (min-width: 60rem) { .dataset { grid-template-areas: 'top glance' 'rest glance'; grid-template-rows: auto 1fr; } .dataset .top { grid-area: top; } .dataset .glance { grid-area: glance; } .dataset .rest { grid-area: rest; } }

.distributions > li { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-2) var(--space-4); align-items: center; padding: var(--space-3) 0; border-bottom: 1px solid var(--line); }
.distributions .small { display: flex; flex-wrap: wrap; gap: 0 var(--space-4); color: var(--soft); }
.distributions .chip, .distributions .button { justify-self: start; }
@media (min-width: 40rem) {
  .distributions { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; column-gap: var(--space-4); }
  .distributions > li { grid-column: 1 / -1; grid-template-columns: subgrid; }
  .distributions .button { justify-self: stretch; }
}

.hero { margin: calc(-1 * var(--space-5)) 0 var(--space-6); padding: var(--space-6) 0; background: var(--wash); box-shadow: 0 0 0 100vmax var(--wash); clip-path: inset(0 -100vmax); display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-3); }
.figures { display: flex; flex-wrap: wrap; gap: var(--space-3) var(--space-6); margin-top: var(--space-2); }
.figures a { display: inline-flex; align-items: baseline; gap: var(--space-2); }
.figures strong { font-size: var(--text-2xl); font-variant-numeric: tabular-nums; }

.examples > li { display: grid; grid-template-columns: minmax(0, 1fr); padding: var(--space-3) 0; border-bottom: 1px solid var(--line); }
.query { align-self: start; display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-4); }
.query .actions .field { flex: 0 1 14rem; }
.query .actions { align-items: end; }
.query .yasqe, .query .yasqe .CodeMirror { min-width: 0; max-width: 100%; }
.query .yasqe .CodeMirror { height: auto; min-height: 18rem; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--paper); color: var(--ink); font: var(--text-s)/1.6 var(--mono); }
.query .yasqe .CodeMirror-focused { outline: 2px solid var(--accent); outline-offset: 1px; }
.query .yasqe .CodeMirror-gutters { background: var(--wash); border-color: var(--line); }
.query .yasqe .CodeMirror-linenumber { color: var(--soft); }
.query .yasqe .CodeMirror-cursor { border-color: var(--ink); }
.query .yasqe .CodeMirror span[class^=cm-] { color: inherit; }
.query .yasqe .CodeMirror span.cm-keyword { color: var(--accent); font-weight: 600; }
.query .yasqe .CodeMirror span.cm-string, .query .yasqe .CodeMirror span.cm-string-2, .query .yasqe .CodeMirror span.cm-literal { color: var(--caution); }
.query .yasqe .CodeMirror span.cm-comment { color: var(--soft); }
.query .yasqe .CodeMirror span.cm-error { color: var(--alarm); text-decoration: underline wavy; }
.answer { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-3); }
.answer .scroll { overflow-x: auto; max-height: 40rem; }
.answer td { vertical-align: top; overflow-wrap: anywhere; min-width: 8rem; }
.answer td.number { text-align: right; font-variant-numeric: tabular-nums; }

.problem { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-4); max-width: var(--measure); padding: var(--space-6) 0; }
.problem .status { font-size: var(--text-s); font-weight: 600; color: var(--soft); }
.problem details { color: var(--soft); font-size: var(--text-s); }
.problem summary { cursor: pointer; }
.problem .remedy { padding-inline-start: var(--space-4); border-inline-start: 4px double var(--accent); }
.group { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-1); }
.group + .group { margin-top: var(--space-4); }
.concepts .depth-1 { padding-inline-start: var(--space-5); }
.concepts .depth-2, .concepts .depth-3 { padding-inline-start: var(--space-7); }
.concepts th:first-child { width: 50%; }
@media (max-width: 39.99rem) { .sheet .wide { display: none; } .concepts th:first-child { width: auto; } }

.index { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-3); font-family: var(--mono); font-size: 0.8125rem; }
.term { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-2); padding: var(--space-4) 0; border-bottom: 1px solid var(--line); scroll-margin-top: var(--space-4); }
.term h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--space-1) var(--space-3); font-size: var(--text-l); }
.term h3 code { font-weight: 400; color: var(--soft); }
.term:target { border-inline-start: 4px double var(--accent); padding-inline-start: var(--space-4); }
.term > p { max-width: var(--measure); }
`;
