import { isMissingFile } from '../base/missingFile';
import { isOutOfMemory, memoryRefused } from '../base/outOfMemory';
import { Problem } from '../base/problem';
import type { Fault } from './protocol';

/** Converts an error to the form that a message can carry. */
export function asFault(error: unknown): Fault {
  if (error instanceof Problem) return { kind: 'problem', code: error.code, values: error.values };
  if (isOutOfMemory(error)) return asFault(memoryRefused(undefined));
  if (isMissingFile(error)) return asFault(new Problem('missingFile', {}));
  return { kind: 'crash', message: error instanceof Error ? error.message : String(error) };
}

/** Converts a message's fault back to an error. */
export const asError = (fault: Fault): Error =>
  fault.kind === 'problem' ? new Problem(fault.code, fault.values) : new Error(fault.message);
