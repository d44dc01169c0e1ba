// What the page of /sparql does in a browser: an editor in place of its text field, results as a table, download, a link to share.

interface Editor {
  getValue(): string;
  setValue(value: string): void;
  addPrefixes(prefixes: Readonly<Record<string, string>>): void;
  getPrefixesFromQuery(): Readonly<Record<string, string>>;
  getQueryType(): string;
  on(event: 'change', listener: () => void): void;
}

declare const Yasqe: new (parent: HTMLElement, options: object) => Editor;

interface Bound {
  readonly type: string;
  readonly value: string;
  readonly datatype?: string;
  readonly 'xml:lang'?: string;
}

interface Results {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, Bound>>[] };
}

/** Rows of a table; more make a page slow, and nobody reads them there. */
const mostRows = 1000;

/** Longer addresses are refused on the way. */
const longestLink = 8000;

const form = document.querySelector<HTMLFormElement>('form.query');
const field = form?.querySelector('textarea');
if (form && field) start(form, field);

function start(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const words = JSON.parse(form.dataset.words ?? '{}') as Readonly<Record<string, string>>;
  const prefixes = JSON.parse(form.dataset.prefixes ?? '{}') as Readonly<Record<string, string>>;
  const say = (name: string, values: Readonly<Record<string, string>> = {}): string =>
    (words[name] ?? name).replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
  const place = element('div');
  field.before(place);
  const editor = new Yasqe(place, {
    value: field.value,
    persistenceId: null,
    showQueryButton: false,
    resizeable: false,
    createShareableLink: null,
    pluginButtons: () => [],
    autocompleters: ['variables'],
    lineWrapping: true,
    viewportMargin: Number.POSITIVE_INFINITY,
    screenReaderLabel: say('label'),
    extraKeys: { 'Ctrl-Enter': run, 'Cmd-Enter': run, Tab: false, 'Shift-Tab': false },
  });
  field.hidden = true;
  const answer = element('section', 'answer');
  answer.setAttribute('aria-live', 'polite');
  form.after(answer);
  const link = element('a');
  link.textContent = say('share');
  const download = element('button', 'button');
  download.type = 'button';
  download.textContent = say('download');
  form.querySelector('.actions')?.append(download, link);
  const endpoint = new URL(form.action).pathname;
  let running: AbortController | undefined;
  let declaring = false;

  const changed = (): void => {
    field.value = editor.getValue();
    declare();
    const address = `${endpoint}?${new URLSearchParams({ edit: field.value })}`;
    link.hidden = address.length > longestLink;
    link.href = address;
  };
  editor.on('change', changed);
  changed();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  download.addEventListener('click', () => void save());
  for (const example of document.querySelectorAll<HTMLAnchorElement>('a[data-query]'))
    example.addEventListener('click', (event) => {
      event.preventDefault();
      editor.setValue(example.dataset.query ?? '');
      form.scrollIntoView({ block: 'start' });
      run();
    });

  /** Declares prefixes of ours as soon as they are used. */
  function declare(): void {
    if (declaring) return;
    const declared = editor.getPrefixesFromQuery();
    const code = field.value.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^>\s]*>|#.*/g, ' ');
    const used = [...code.matchAll(/(?:^|[\s({|/^])([a-z]+):(?=[A-Za-z])/g)].map((found) => found[1] ?? '');
    const missing = used.filter((name) => Object.hasOwn(prefixes, name) && !Object.hasOwn(declared, name));
    if (missing.length === 0) return;
    // What is added is a change too.
    declaring = true;
    editor.addPrefixes(Object.fromEntries(missing.map((name) => [name, prefixes[name] ?? ''])));
    declaring = false;
  }

  function ask(accept: string, signal: AbortSignal): Promise<Response> {
    return fetch(endpoint, { method: 'POST', body: new URLSearchParams({ query: editor.getValue() }), headers: { accept }, signal });
  }

  function run(): void {
    running?.abort();
    const cancel = new AbortController();
    running = cancel;
    void show(cancel);
  }

  async function show(cancel: AbortController): Promise<void> {
    const stop = element('button', 'button');
    stop.type = 'button';
    stop.textContent = say('cancel');
    stop.addEventListener('click', () => cancel.abort());
    answer.replaceChildren(paragraph(say('running')), stop);
    const started = performance.now();
    try {
      const response = await ask('application/sparql-results+json, text/turtle', cancel.signal);
      const text = await response.text();
      if (running !== cancel) return;
      if (!link.hidden) history.replaceState(null, '', link.href);
      const ms = (performance.now() - started).toFixed(0);
      if (!response.ok) answer.replaceChildren(...wrong(text));
      else if (response.headers.get('content-type')?.startsWith('text/turtle')) answer.replaceChildren(heading(), preformatted(text));
      else answer.replaceChildren(heading(), ...table(JSON.parse(text) as Results, ms));
    } catch {
      if (running === cancel) answer.replaceChildren(paragraph(say(cancel.signal.aborted ? 'cancelled' : 'failed')));
    }
  }

  async function save(): Promise<void> {
    const wanted = new FormData(form).get('format');
    const graph = /CONSTRUCT|DESCRIBE/.test(editor.getQueryType());
    const response = await ask(graph ? 'text/turtle' : `${wanted}, application/sparql-results+json;q=0.1`, new AbortController().signal);
    if (!response.ok) return answer.replaceChildren(...wrong(await response.text()));
    const type = response.headers.get('content-type') ?? '';
    const suffix = Object.entries({ csv: 'csv', tab: 'tsv', xml: 'xml', json: 'json', turtle: 'ttl' }).find(([part]) =>
      type.includes(part),
    );
    const saved = element('a');
    saved.download = `result.${suffix?.[1] ?? 'txt'}`;
    saved.href = URL.createObjectURL(await response.blob());
    saved.click();
    setTimeout(() => URL.revokeObjectURL(saved.href), 10_000);
  }

  function heading(): HTMLElement {
    const title = element('h2');
    title.textContent = say('result');
    return title;
  }

  function table({ head, boolean, results }: Results, ms: string): HTMLElement[] {
    if (boolean !== undefined) return [paragraph(say(boolean ? 'yes' : 'no'))];
    const [names, rows] = [head.vars ?? [], results?.bindings ?? []];
    if (rows.length === 0) return [paragraph(say('none'))];
    const sheet = element('table', 'sheet');
    const top = sheet.createTHead().insertRow();
    for (const name of names) {
      const cell = element('th');
      cell.scope = 'col';
      cell.textContent = name;
      top.append(cell);
    }
    const body = sheet.createTBody();
    for (const row of rows.slice(0, mostRows)) {
      const line = body.insertRow();
      for (const name of names) fill(line.insertCell(), row[name]);
    }
    const around = element('div', 'scroll');
    around.tabIndex = 0;
    around.setAttribute('role', 'region');
    around.setAttribute('aria-label', say('result'));
    around.append(sheet);
    const parts = [paragraph(say('rows', { n: rows.length.toLocaleString('en-US'), ms })), around];
    if (rows.length > mostRows) parts.push(paragraph(say('shown', { n: mostRows.toLocaleString('en-US') })));
    return parts;
  }

  function fill(cell: HTMLTableCellElement, bound: Bound | undefined): void {
    if (bound === undefined) return;
    if (bound['xml:lang'] !== undefined) cell.lang = bound['xml:lang'];
    if (/#(?:integer|decimal|double|float)$/.test(bound.datatype ?? '')) cell.className = 'number';
    // Only these are addresses: `javascript:` would be a link too.
    if (bound.type !== 'uri' || !/^(?:https?|mailto):/i.test(bound.value)) {
      cell.textContent = bound.value;
      return;
    }
    const target = element('a');
    target.href = bound.value;
    target.rel = 'noopener';
    const [name, base] = Object.entries(prefixes).find(([, iri]) => bound.value.startsWith(iri)) ?? [];
    target.textContent = base === undefined ? bound.value : `${name}:${bound.value.slice(base.length)}`;
    cell.append(target);
  }

  function wrong(text: string): HTMLElement[] {
    interface Problem {
      readonly title: string;
      readonly detail: string;
      readonly remedy?: string;
      readonly th?: Problem;
    }
    const problem = JSON.parse(text) as Problem;
    const { title, detail, remedy } = words.language === 'th' && problem.th !== undefined ? problem.th : problem;
    const head = element('h2');
    head.textContent = title;
    return [head, paragraph(detail), ...(remedy === undefined ? [] : [paragraph(remedy)])];
  }
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  return made;
}

function paragraph(words: string): HTMLElement {
  const made = element('p');
  made.textContent = words;
  return made;
}

function preformatted(text: string): HTMLElement {
  const made = element('pre');
  made.tabIndex = 0;
  made.textContent = text.length > 200_000 ? `${text.slice(0, 200_000)}…` : text;
  return made;
}

export {};
