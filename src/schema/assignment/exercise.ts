import { formatOf } from '../link';
import { type Answer, parseAnswer } from './answer';
import { type Assignment, parseAssignment } from './assignment';

/** An assignment, or an answer with its assignment. */
export interface Exercise {
  readonly assignment: Assignment;
  readonly answer?: Answer;
}

/** Parses an assignment or an answer from a value such as `JSON.parse` gives. @throws Problem its first fault */
export function parseExercise(value: unknown): Exercise {
  if (formatOf(value) !== 'gradient-lab/answer') return { assignment: parseAssignment(value) };
  const answer = parseAnswer(value);
  return { answer, assignment: answer.assignment };
}
