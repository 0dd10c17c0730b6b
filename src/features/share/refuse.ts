import { Problem } from '../../base/problem';
import { useLab } from '../../store/lab';

/** Stores a Problem at a field; any other error is a programming error and is thrown again. */
export function refuse(field: string, error: unknown): void {
  if (!(error instanceof Problem)) throw error;
  useLab.getState().refuse(field, error);
}
