import type { LabFileKind } from '../schema/labFiles';
import type { Fault } from './protocol';

/**
 * The commands from the page to the worker that reads a large file: one of the lab, or a library for a database, and then its runs,
 * which it stores one at a time.
 */
export type FileCommand =
  | { readonly kind: 'read'; readonly file: File; readonly as: LabFileKind }
  | { readonly kind: 'library'; readonly file: Blob; readonly name: string; readonly database: string }
  | { readonly kind: 'run'; readonly index: number };

/** The worker's only answer to each. */
export type FileReport =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'library'; readonly ids: readonly string[] }
  | { readonly kind: 'run'; readonly brought: 'added' | 'beside' | 'known' }
  | { readonly kind: 'failed'; readonly fault: Fault };
