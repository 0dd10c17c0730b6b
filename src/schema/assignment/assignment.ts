import { z } from 'zod';
import { enumOf, titled } from '../../base/entry';
import { list } from '../../base/list';
import { coded, enumerated, Problem, say } from '../../base/problem';
import { metrics } from '../../engine/metrics';
import { experimentSchema, limits } from '../experiment';
import { type FileFormat, parseFile, parseJson } from '../parse';
import { checkTask, taskOf } from '../task';
import { allowedFields } from './settings';

/** The assignment file, version 1: an experiment to start from, a task in words, what may be changed, and the goals. */

const { divergedAt: _, ...numbers } = metrics;

/** The metrics that a goal can be about: those with a number for a run that succeeds. */
export const goalMetrics = numbers;
export type GoalMetric = keyof typeof goalMetrics;

/** A goal: a metric of the finished run that reaches a value. Metrics of initialization are those of step 0. */
const goalSchema = z.strictObject({
  metric: enumOf(goalMetrics),
  is: titled(z.enum(['atLeast', 'atMost']), {
    atLeast: say('at least', '不小于'),
    atMost: say('at most', '不大于'),
  }),
  value: z.number().min(-1e9).max(1e9),
});
export type Goal = z.output<typeof goalSchema>;

/** A setting that may be changed, by its path as `setField` takes it, and the values that it may get. */
const allowedSchema = z.strictObject({
  path: z.string().max(100),
  min: z.number().optional(),
  max: z.number().optional(),
  values: list(z.union([z.string().max(60), z.number(), z.boolean()]), { min: 1, max: 100 }).optional(),
});
export type AllowedSetting = z.output<typeof allowedSchema>;

/** The largest number of settings, changes and goals. */
const most = { settings: 100, goals: 10 } as const;

export const assignmentSchema = z.strictObject({
  format: titled(z.literal('gradient-lab/assignment'), {
    'gradient-lab/assignment': say('an assignment', '作业'),
  }),
  version: z.literal(1),
  name: z.string().min(1).max(200),
  /** What the student is to do, in the teacher's words. */
  task: z.string().min(1).max(2000),
  /** The experiment that the student starts from. */
  start: experimentSchema,
  settings: list(allowedSchema, { min: 1, max: most.settings }),
  /** How many of the settings may differ from the start. */
  maxChanges: z.int().min(1).max(most.settings),
  /** The largest number of steps. Fewer are allowed, and are no change. */
  steps: z.int().min(1).max(limits.steps),
  goals: list(goalSchema, { min: 1, max: most.goals }),
});

export type Assignment = z.output<typeof assignmentSchema>;
export type AssignmentInput = z.input<typeof assignmentSchema>;

const format: FileFormat<typeof assignmentSchema> = {
  name: 'gradient-lab/assignment',
  noun: 'assignment',
  schema: assignmentSchema,
  migrate: (value) => value,
};

/**
 * Parses an assignment from a value such as `JSON.parse` gives.
 * @throws Problem the first fault: which field, what was found, what is allowed
 */
export function parseAssignment(value: unknown): Assignment {
  const assignment = parseFile(format, value);
  checkAssignment(assignment);
  return assignment;
}

/** Parses an assignment from a file's text. @throws Problem as `parseAssignment`, and for text that is not JSON */
export const parseAssignmentText = (text: string): Assignment =>
  parseAssignment(parseJson(text, format.noun));

/** Writes an assignment as text that `parseAssignmentText` reads back unchanged. */
export const serializeAssignment = (assignment: Assignment): string =>
  `${JSON.stringify(assignment, null, 2)}\n`;

/** @throws Problem if the parts of an assignment do not fit together */
export function checkAssignment({ start, settings, steps, goals }: Assignment): void {
  checkTask(start, taskOf(start.data));
  if (start.training.steps > steps) {
    throw new Problem('tooSmall', { field: 'steps', found: steps, allowed: start.training.steps });
  }
  if (taskOf(start.data) === 'regression') {
    const wrong = goals.findIndex(({ metric }) => metric === 'accuracy');
    if (wrong >= 0) {
      throw new Problem('mismatch', {
        field: `goals.${wrong}.metric`,
        found: say('a regression has no accuracy', '回归任务没有准确率'),
        allowed: say('“Test loss”, or data with classes', '“测试损失”，或带类别的数据'),
      });
    }
  }
  const known = allowedFields(start);
  settings.forEach(({ path, min, max }, i) => {
    if (!known.some((one) => one.path === path)) {
      throw new Problem('mismatch', {
        field: `settings.${i}.path`,
        found: path.slice(0, 60),
        allowed: enumerated(known.map((one) => coded(one.path, one.label))),
      });
    }
    if (min !== undefined && max !== undefined && min > max) {
      throw new Problem('tooSmall', { field: `settings.${i}.max`, found: max, allowed: min });
    }
  });
}

/** Whether two values are the same, whatever the order of their fields. */
export const isSame = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b);

/** JSON with the fields of every object in alphabetical order. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
