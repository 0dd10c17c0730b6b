import type { Text } from '../../../base/entry';
import type { Language } from '../../../base/languages';
import { type Assignment, type AssignmentInput, parseAssignment } from '../assignment';

/**
 * An assignment that comes with the page. One file each. tests/unit/schema/assignment/challenges.test.ts holds a solution and a
 * first guess that fails for each.
 */
export interface Challenge {
  readonly title: Text;
  /** What is to be done, and what stays as it is. */
  readonly task: Text;
  readonly start: Omit<AssignmentInput['start'], 'format' | 'version' | 'name'>;
  readonly settings: AssignmentInput['settings'];
  readonly maxChanges: number;
  readonly steps: number;
  readonly goals: AssignmentInput['goals'];
}

/** A challenge as an assignment, with its words in a language. */
export function assignmentOf(challenge: Challenge, language: Language): Assignment {
  const { title, task, start, ...rest } = challenge;
  const name = title[language];
  return parseAssignment({
    format: 'gradient-lab/assignment',
    version: 1,
    name,
    task: task[language],
    start: { format: 'gradient-lab/experiment', version: 1, name, ...start },
    ...rest,
  });
}
