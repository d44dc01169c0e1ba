import assert from 'node:assert/strict';
import { outcomes, runModes, runStates } from '../../src/catalog/run.js';
import { outcomeWords, runModeWords, runStateWords } from '../../src/catalog/run-words.js';
import { countsLine, headOf, previewLine } from '../../src/cli/run-lines.js';

describe('Lines about a run', () => {
  it('say its state and what it found in Thai and English', () => {
    assert.equal(headOf('99000001/ckan', { id: 7, state: 'held' }), '99000001/ckan รอบที่ 7 · run 7: พักไว้รอการพิจารณา held');
    const none = { created: 3, changed: 0, unchanged: 1, 'set-aside': 2, missing: 0, hidden: 0, retired: 0 };
    assert.match(countsLine(none), /^ใหม่ created 3 · เปลี่ยน changed 0 · คงเดิม unchanged 1 · ไม่รับเข้า set-aside 2/);
    const { 'set-aside': setAside, ...counts } = none;
    const preview = { ...counts, setAside, returned: 1, unreadable: 0, held: undefined, examples: [] };
    assert.match(previewLine(preview), /ส่งกลับแก้ไข returned 1 .* ไม่รับเข้า set-aside 2$/);
  });

  it('have Thai words for every state, mode and outcome, each its own', () => {
    for (const [table, names] of [
      [runStateWords, runStates],
      [runModeWords, runModes],
      [outcomeWords, outcomes],
    ] as const) {
      assert.deepEqual(Object.keys(table).sort(), [...names].sort());
      const words = Object.values(table).map(({ th }) => th);
      assert.equal(new Set(words).size, words.length);
      for (const word of words) assert.match(word, /^[ก-๎]+$/);
    }
  });
});
