import { prefixes } from '../../rdf/terms.js';
import { type Language, type Page, say } from './page.js';

const example = `PREFIX dcat: <${prefixes.dcat}>
PREFIX dct: <${prefixes.dct}>

SELECT ?dataset ?title WHERE {
  ?dataset a dcat:Dataset ; dct:title ?title .
}
ORDER BY ?title
LIMIT 20`;

/** A plain form over the endpoint; works without scripts. */
export function sparqlPage(endpoint: string, language: Language): Page {
  return {
    title: 'SPARQL',
    body: (
      <section>
        <h1>{say(language, 'ค้นคืนด้วย SPARQL', 'Query with SPARQL')}</h1>
        <p class="lead">
          {say(language, 'ปลายทางสำหรับโปรแกรม', 'Endpoint for programs')}: <code>{endpoint}</code>
        </p>
        <form action="/sparql" method="get">
          <label for="query">{say(language, 'คำสั่ง', 'Query')}</label>
          <textarea id="query" name="query" rows={12} spellcheck={false}>
            {example}
          </textarea>
          <label for="format">{say(language, 'รูปแบบผลลัพธ์', 'Result format')}</label>
          <select id="format" name="format">
            <option value="text/csv">CSV</option>
            <option value="application/sparql-results+json">JSON</option>
            <option value="application/sparql-results+xml">XML</option>
            <option value="text/tab-separated-values">TSV</option>
          </select>
          <button type="submit">{say(language, 'ค้นคืน', 'Run')}</button>
        </form>
      </section>
    ),
  };
}
