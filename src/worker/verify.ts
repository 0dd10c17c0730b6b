import type { Text } from '../base/entry';
import { Problem, say } from '../base/problem';
import { falseClaims, type GoalResult, judgeGoals, missedInWords } from '../engine/assignments/judge';
import { scoresOf } from '../engine/summary';
import type { Assignment } from '../schema/assignment/assignment';
import { isSame } from '../schema/assignment/assignment';
import { type Changes, changesOf } from '../schema/assignment/changes';
import type { HandedIn } from '../schema/assignment/collect';
import type { Pool } from './pool';

/**
 * `passed`; `missed`: allowed, but a goal is not reached; `refused`: not allowed, or not what it claims to be; `unjudged`: the
 * assignment is only the answer's own word; `unreadable`: no answer.
 */
export type VerdictKind = 'passed' | 'missed' | 'refused' | 'unjudged' | 'unreadable';

/** What became of one answer. */
export interface Verdict {
  /** Where it came from: a file, and a line or a place in an archive. */
  readonly source: string;
  readonly student: string;
  /** The assignment's name. */
  readonly name: string;
  readonly kind: VerdictKind;
  readonly reasons: readonly Text[];
  /** The changed settings in words. */
  readonly changes: readonly Text[];
  readonly goals: readonly GoalResult[];
  /** The steps that were run; undefined if the answer was not run. */
  readonly steps: number | undefined;
}

export interface VerifyOptions {
  /** The teacher's assignment. */
  readonly assignment?: Assignment | undefined;
  /** Assignments that need not be given, because they come with the program. */
  readonly known?: readonly Assignment[] | undefined;
  /** Milliseconds after which an answer is given up. */
  readonly timeLimit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Plain JavaScript: its arithmetic is the same on every machine, so a verdict is too (docs/decisions/0020). */
export const verifyBackend = 'cpu';

/** Ten minutes: more than any assignment for a class needs. */
const longest = 600_000;

/**
 * Judges one answer: holds its settings against the assignment and runs them again. Nothing that the answer says of its own
 * results counts.
 * @throws the signal's reason if it was cancelled
 */
export async function verify(
  handedIn: HandedIn,
  pool: Pick<Pool, 'run'>,
  options: VerifyOptions = {},
): Promise<Verdict> {
  const { source } = handedIn;
  const nothing = { changes: [], goals: [], steps: undefined };
  if ('problem' in handedIn) {
    const { problem } = handedIn;
    const reasons = [say(problem.in('en'), problem.in('zh-CN'))];
    return { source, student: '', name: '', kind: 'unreadable', reasons, ...nothing };
  }
  const { student, experiment, claimed = {}, assignment: own } = handedIn;
  const known = options.known?.find((one) => own && isSame(one, own));
  const assignment = options.assignment ?? known ?? own;
  if (!assignment) {
    return { source, student, name: '', kind: 'unjudged', reasons: [unknownTask], ...nothing };
  }
  const handedInAs = { source, student, name: assignment.name };
  const changes = changesOf(assignment, experiment);
  const refused = [...(own && !isSame(own, assignment) ? [otherTask] : []), ...changes.refused];
  if (refused.length > 0) {
    return { ...handedInAs, kind: 'refused', reasons: refused, ...nothing, changes: changes.words };
  }
  const measured = await measure(assignment, changes, pool, options);
  if ('reason' in measured) {
    return { ...handedInAs, kind: 'refused', reasons: [measured.reason], ...nothing, changes: changes.words };
  }
  const { scores, steps } = measured;
  const goals = judgeGoals(assignment.goals, scores);
  const missed = missedInWords(goals);
  const lies = falseClaims(claimed, scores);
  const sure = options.assignment !== undefined || known !== undefined;
  const kind =
    lies.length > 0 ? 'refused' : missed.length > 0 ? 'missed' : sure ? 'passed' : ('unjudged' as const);
  const reasons = [...lies, ...missed, ...(kind === 'unjudged' ? [ownWord] : [])];
  return { ...handedInAs, kind, reasons, changes: changes.words, goals, steps };
}

const unknownTask = say(
  'This is an experiment without its assignment; give the assignment too.',
  '这是不带作业的实验；请同时给出作业。',
);
const otherTask = say(
  'The answer is for another assignment, or its assignment was edited.',
  '该答案对应的是另一份作业，或其中的作业已被改动。',
);
const ownWord = say(
  'It reaches the goals of the assignment that it carries; give the teacher’s assignment to judge it.',
  '它达到了自带作业的目标；要判定请给出老师的作业。',
);

/** Runs an answer from the start. */
async function measure(
  { steps: most }: Assignment,
  { spec }: Changes,
  pool: Pick<Pool, 'run'>,
  { timeLimit = longest, signal, onProgress }: VerifyOptions,
) {
  const { steps } = spec.training;
  const late = AbortSignal.timeout(timeLimit);
  const all = signal ? AbortSignal.any([signal, late]) : late;
  try {
    const result = await pool.run(
      { spec, backend: verifyBackend, steps: Math.min(steps, most) },
      { signal: all, onProgress: (step) => onProgress?.(step / steps) },
    );
    return { scores: scoresOf(spec, result.summary), steps: result.steps };
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted) {
      const seconds = Math.round(timeLimit / 1000);
      return { reason: say(`The run took longer than ${seconds} s.`, `运行时间超过 ${seconds} 秒。`) };
    }
    if (error instanceof Problem) return { reason: say(error.in('en'), error.in('zh-CN')) };
    throw error;
  }
}
