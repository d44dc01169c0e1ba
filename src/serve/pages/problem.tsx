import type { Problem } from '../../catalog/problem.js';
import { type Language, type Page, pick, say } from './page.js';

/** What is wrong, where, and what to do. */
export function problemPage(problem: Problem, language: Language): Page {
  return {
    title: pick(language, problem.title),
    body: (
      <section class="problem">
        <p class="status">{problem.status}</p>
        <h1>{pick(language, problem.title)}</h1>
        <p class="lead">{pick(language, problem.detail)}</p>
        {problem.remedy === undefined ? null : <p>{pick(language, problem.remedy)}</p>}
        <p>
          <a class="button" href="/">
            {say(language, 'กลับหน้าแรก', 'Back to the home page')}
          </a>
        </p>
      </section>
    ),
  };
}
