import assert from 'node:assert/strict';
import type { SourceMarks, SourceOptions } from '../../src/catalog/source.js';
import { modeFor } from '../../src/harvest/mode.js';

const now = new Date('2026-11-23T02:00:00Z');
const modifiedSince = '2026-11-22T00:00:00.000Z';

describe('The next run of a source', () => {
  const cases: readonly (readonly [string, SourceMarks, SourceOptions, string])[] = [
    ['that was never read', {}, {}, 'full'],
    ['read whole a day ago', { modifiedSince, fullAt: '2026-11-22T02:00:00Z' }, {}, 'incremental'],
    ['read whole just now', { modifiedSince, fullAt: '2026-11-23T02:00:00Z' }, {}, 'incremental'],
    ['read whole a week ago', { modifiedSince, fullAt: '2026-11-16T02:00:00Z' }, {}, 'full'],
    ['read whole less than a week ago', { modifiedSince, fullAt: '2026-11-16T02:00:01Z' }, {}, 'incremental'],
    ['that is to be read whole each day', { modifiedSince, fullAt: '2026-11-22T01:00:00Z' }, { fullEveryDays: 1 }, 'full'],
    ['that is to be read whole each time', { modifiedSince, fullAt: '2026-11-23T02:00:00Z' }, { fullEveryDays: 0 }, 'full'],
    ['whose portal ignores filters', { fullAt: '2026-11-22T02:00:00Z' }, {}, 'full'],
    ['never read to its end', { modifiedSince }, {}, 'full'],
    ['read whole at a moment that is still to come', { modifiedSince, fullAt: '2027-01-01T00:00:00Z' }, {}, 'full'],
    ['whose mark is no moment', { modifiedSince, fullAt: 'soon' }, {}, 'full'],
  ];
  for (const [what, marks, options, mode] of cases) it(`${what} is ${mode}`, () => assert.equal(modeFor({ marks, options }, now), mode));
});
