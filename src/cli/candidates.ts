import { Argument, type Command } from 'commander';
import { type CandidateAnswer, candidateAnswers, candidateEvidence } from '../catalog/candidate.js';
import { command, operator, print, printJson, withApp } from './run.js';

export function candidatesCommand(): Command {
  const group = command('candidates', 'ชุดข้อมูลที่อาจซ้ำกันหรืออยู่ในชุดเดียวกัน · Records that may be one dataset or one series');
  group.addCommand(
    command('list', 'รายการที่รอคำตอบ · What waits for an answer')
      .argument('[agency]')
      .option('--json', 'as JSON')
      .action((agency: string | undefined, options: { json?: boolean }) =>
        withApp(async ({ flow }) => {
          const candidates = await flow.candidates(agency);
          if (options.json) return printJson(candidates);
          for (const { one, other, evidence } of candidates) {
            const { th, en } = candidateEvidence[evidence];
            print(`${one.segment}/${one.slug}  ${one.title}\n${other.segment}/${other.slug}  ${other.title}\n    ${th} · ${en}`);
          }
          if (candidates.length === 0) print('ไม่มีรายการที่ต้องพิจารณา · Nothing to look at');
        }),
      ),
  );
  group.addCommand(
    command('answer', 'ตอบว่าเป็นชุดเดียวกันหรือไม่ จะไม่ถามซ้ำ · Answer for good')
      .argument('<agency/record>')
      .argument('<agency/record>')
      .addArgument(new Argument('<answer>').choices(Object.keys(candidateAnswers)))
      .action((one: string, other: string, answer: CandidateAnswer) =>
        withApp(async ({ flow }) => {
          await flow.answerCandidate({ one, other, answer }, operator);
          print(`${candidateAnswers[answer].th} · ${candidateAnswers[answer].en}`);
        }),
      ),
  );
  return group;
}
