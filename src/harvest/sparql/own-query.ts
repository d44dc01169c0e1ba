import { Problem } from '../../catalog/problem.js';
import type { SourceKind } from '../../catalog/source.js';
import { text } from '../../catalog/text.js';
import { readSelect } from '../../rdf/select-query.js';

/**
 * Judges the query that a source is registered with.
 * @throws Problem `bad-request` for a source that is no endpoint, `bad-query` or `too-large` for a query that cannot be used.
 */
export function checkOwnQuery(kind: SourceKind, query: string | undefined): void {
  if (query === undefined) return;
  if (kind !== 'sparql')
    throw new Problem(
      'bad-request',
      text('คำสั่ง SPARQL ใช้ได้กับแหล่งข้อมูลชนิด sparql เท่านั้น', 'Only a source of kind sparql takes a SPARQL query.'),
      { remedy: text('โปรดระบุ --kind sparql', 'Name the kind with --kind sparql.') },
    );
  readSelect(query, 'dataset');
}
