import type { LabFileKind } from '../schema/labFiles';
import type { Fault } from './protocol';

/** The command from the page to the worker that reads a large file of the lab. */
export interface FileCommand {
  readonly kind: 'read';
  readonly file: File;
  readonly as: LabFileKind;
}

/** The worker's only answer. */
export type FileReport =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly fault: Fault };
