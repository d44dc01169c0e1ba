import n3 from 'n3';
import { messageOf, Problem } from '../catalog/problem.js';
import { Gathered, malformed, placeWords, type ReadLimits, tooDeep } from './read-limits.js';
import { type Syntax, syntaxes } from './sniff.js';
import { factory, type Quad } from './terms.js';

/** How the parser calls a syntax; without a name it takes what all of them allow. */
const formats: Partial<Readonly<Record<Syntax, string>>> = {
  turtle: 'text/turtle',
  trig: 'application/trig',
  ntriples: 'application/n-triples',
  nquads: 'application/n-quads',
};

type Token = { readonly type: string; readonly line: number };
type TokenCallback = (error: Error | null, token?: Token) => void;

/** Brackets by the tokens that open (+1) and close (−1) them. */
const brackets: Readonly<Record<string, number>> = { '[': 1, ']': -1, '(': 1, ')': -1, '{': 1, '}': -1 };

/**
 * Reads Turtle, TriG, N-Triples or N-Quads that a stranger wrote; graph names are kept and nowhere looked at.
 * @throws Problem naming the line.
 */
export function readTurtle(source: string, syntax: Syntax, base: string, limits: ReadLimits): Promise<Quad[]> {
  const { name } = syntaxes[syntax];
  const format = formats[syntax];
  const gathered = new Gathered(limits);
  return new Promise((resolve, reject) => {
    const lexer = boundedLexer(new n3.Lexer({ lineMode: syntax === 'ntriples' || syntax === 'nquads' }), name, limits.depth);
    const options = { ...(format === undefined ? {} : { format }), baseIRI: base, factory, lexer };
    let failed = false;
    const fail = (error: unknown): void => {
      failed = true;
      reject(error instanceof Problem ? error : explain(name, error));
    };
    new n3.Parser(options).parse(source, (error: Error | null, quad: Quad | null) => {
      if (failed) return;
      if (error) return fail(error);
      if (quad === null || quad === undefined) return resolve(gathered.quads);
      try {
        gathered.add(quad);
      } catch (problem) {
        fail(problem);
      }
    });
  });
}

/** Passes tokens on and counts brackets: the parser keeps a stack of its own, and a chain of 100,000 blank nodes has no use. */
function boundedLexer(lexer: n3.Lexer, name: string, most: number): { tokenize(input: string, callback: TokenCallback): void } {
  return {
    tokenize(input, callback) {
      let depth = 0;
      let ended = false;
      lexer.tokenize(input, ((error: Error | null, token?: Token) => {
        if (ended) return;
        depth += token === undefined ? 0 : (brackets[token.type] ?? 0);
        if (depth <= most) return callback(error, token);
        ended = true;
        callback(tooDeep(name, placeWords({ line: token?.line ?? 1 }), most));
      }) as n3.TokenCallback);
    },
  };
}

function explain(name: string, error: unknown): Problem {
  const message = messageOf(error);
  const line = /line (\d+)/.exec(message)?.[1];
  const reason = message.replace(/ on line \d+\.?$/, '').slice(0, 300);
  return malformed(name, line === undefined ? undefined : placeWords({ line: Number(line) }), reason, error);
}
