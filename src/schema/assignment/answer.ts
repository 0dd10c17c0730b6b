import { z } from 'zod';
import { field, type Text } from '../../base/entry';
import { experimentSchema } from '../experiment';
import { type FileFormat, parseFile, parseJson } from '../parse';
import {
  type Assignment,
  assignmentSchema,
  checkAssignment,
  type GoalMetric,
  goalMetrics,
} from './assignment';

/**
 * The answer file, version 1: whose it is, the assignment that it answers, and the student's experiment. What the student's
 * page measured stands beside it as a claim; nothing is judged by it.
 */

const claim = (title: Text) => field(z.number().nullable().optional(), { label: title, help: title });

export const answerSchema = z.strictObject({
  format: z.literal('gradient-lab/answer'),
  version: z.literal(1),
  student: z.string().max(200).default(''),
  assignment: assignmentSchema,
  experiment: experimentSchema,
  claimed: z
    .strictObject(
      Object.fromEntries(
        Object.entries(goalMetrics).map(([name, { title }]) => [name, claim(title)]),
      ) as Record<GoalMetric, ReturnType<typeof claim>>,
    )
    .default({}),
});

export type Answer = z.output<typeof answerSchema>;
export type Claimed = Answer['claimed'];

const format: FileFormat<typeof answerSchema> = {
  name: 'gradient-lab/answer',
  noun: 'answer',
  schema: answerSchema,
  migrate: (value) => value,
};

/**
 * Parses an answer from a value such as `JSON.parse` gives.
 * @throws Problem the first fault: which field, what was found, what is allowed
 */
export function parseAnswer(value: unknown): Answer {
  const answer = parseFile(format, value);
  checkAssignment(answer.assignment);
  return answer;
}

/** Parses an answer from a file's text. @throws Problem as `parseAnswer`, and for text that is not JSON */
export const parseAnswerText = (text: string): Answer => parseAnswer(parseJson(text, format.noun));

/** Writes an answer as text that `parseAnswerText` reads back unchanged. */
export const serializeAnswer = (answer: Answer): string => `${JSON.stringify(answer, null, 2)}\n`;

/** The answer that a student hands in. */
export const answerOf = (
  assignment: Assignment,
  { student, experiment, claimed }: Pick<Answer, 'student' | 'experiment' | 'claimed'>,
): Answer => ({ format: 'gradient-lab/answer', version: 1, student, assignment, experiment, claimed });
