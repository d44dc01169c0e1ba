import assert from 'node:assert/strict';
import { Problem } from '../../src/catalog/problem.js';
import { ClientBudget } from '../../src/publish/sparql/client-budget.js';

describe('What one client may take of the replicas', () => {
  const minute = 60_000;

  function refusal(work: () => unknown): Problem {
    try {
      work();
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
    return assert.fail('it was let in');
  }

  it('is so many queries at a time, each client its own', () => {
    const budget = new ClientBudget({ queries: 2, budgetMs: 0 }, () => 0);
    const leave = budget.enter('a');
    budget.enter('a');
    const { status, retryAfter } = refusal(() => budget.enter('a'));
    assert.deepEqual([status, retryAfter], [429, 2]);
    budget.enter('b');
    leave();
    budget.enter('a');
    assert.throws(() => budget.enter('a'));
  });

  it('is so much time a minute; what is used comes back evenly', () => {
    let now = 0;
    const budget = new ClientBudget({ queries: 10, budgetMs: 6000 }, () => now);
    budget.enter('a');
    budget.charge('a', 5999);
    budget.enter('a');
    budget.charge('a', 601);
    // 600 ms of debt and one to begin with, at 100 ms a second.
    assert.equal(refusal(() => budget.enter('a')).retryAfter, 7);
    now += 6000;
    assert.equal(refusal(() => budget.enter('a')).retryAfter, 1);
    now += 11;
    budget.enter('a');
    budget.enter('b');
    now += 10 * minute;
    budget.charge('a', 5999);
    budget.enter('a');
  });

  it('owes a minute at most, however much it cost', () => {
    let now = 0;
    const budget = new ClientBudget({ queries: 10, budgetMs: 6000 }, () => now);
    for (let kills = 0; kills < 100; kills += 1) budget.charge('a', 20_000);
    assert.equal(refusal(() => budget.enter('a')).retryAfter, 61);
    now += minute + 11;
    budget.enter('a');
  });

  it('is without bound when the budget is 0', () => {
    const budget = new ClientBudget({ queries: 10, budgetMs: 0 }, () => 0);
    budget.charge('a', 1e9);
    budget.enter('a');
  });

  it('is remembered of ten thousand clients, of those with a query in hand always', () => {
    const budget = new ClientBudget({ queries: 1, budgetMs: 1000 }, () => 0);
    budget.enter('busy');
    for (let client = 0; client < 20_000; client += 1) budget.charge(`client ${client}`, 1);
    assert.equal(budget.clients, 10_000);
    assert.throws(() => budget.enter('busy'));
  });
});
