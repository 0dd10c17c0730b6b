import { create } from 'zustand';
import { Problem } from '../base/problem';
import type { Answer } from '../schema/assignment/answer';
import type { Assignment } from '../schema/assignment/assignment';
import { parseExercise } from '../schema/assignment/exercise';
import { formatOf, fromFragment } from '../schema/link';
import { useLab } from './lab';
import { readLabFile } from './readLabFile';

/** What the book's page shows besides chapters, by its name in links. */
export const exerciseViews = ['challenges', 'task', 'assign', 'verify'] as const;
export type ExerciseView = (typeof exerciseViews)[number];

/** An assignment or an answer that a link or a file opened. */
export interface Opened {
  readonly assignment?: Assignment | undefined;
  readonly answer?: Answer | undefined;
  readonly problem?: Problem | undefined;
}

export const useExercise = create<Opened>(() => ({}));

/** Whether a format is that of an assignment or an answer. */
export const isExercise = (format: unknown): boolean =>
  format === 'gradient-lab/assignment' || format === 'gradient-lab/answer';

/** Shows what a link or a file holds, or why it cannot be read. */
function show(read: () => Opened): void {
  try {
    useExercise.setState(read(), true);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useExercise.setState({ problem: error });
  }
}

/** Opens an assignment or an answer from a file. */
export async function openExerciseFile(file: File): Promise<void> {
  const read = await readLabFile(file, 'exercise').then(
    (exercise) => () => exercise ?? useExercise.getState(),
    (error: unknown) => () => {
      throw error;
    },
  );
  show(read);
}

/** Opens what a fragment holds. @returns whether it is an assignment or an answer */
export function openExerciseLink(fragment: string): boolean {
  try {
    const value = fromFragment(fragment);
    if (!isExercise(formatOf(value))) return false;
    show(() => parseExercise(value));
    return true;
  } catch (error) {
    // The page reports faults of links by itself.
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Shows the page on which the opened assignment stands. */
export function showTask(): void {
  useLab.getState().go('learn');
  history.replaceState(history.state, '', '?page=learn&chapter=task');
  dispatchEvent(new PopStateEvent('popstate'));
}
