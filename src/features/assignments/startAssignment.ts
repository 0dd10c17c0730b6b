import { type Assignment, serializeAssignment } from '../../schema/assignment/assignment';
import { type Linkable, toFragment } from '../../schema/link';
import { assign } from '../../store/assigned';
import { useLab } from '../../store/lab';

/** Opens an assignment's start in the lab, with the assignment above it. */
export function startAssignment(assignment: Assignment): void {
  assign(serializeAssignment(assignment));
  useLab.getState().open(assignment.start);
  useLab.getState().go('lab');
}

/** The address that opens an assignment or an answer. @throws Problem if it is too large for a link */
export const linkTo = (value: Linkable): string =>
  `${location.origin}${location.pathname}?page=learn&chapter=task${toFragment(value)}`;
