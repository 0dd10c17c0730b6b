import type { LogQuantity } from '../data/logs/quantities';
import type { LogMatrix, LogMoment, LogSummary } from '../data/logs/run';
import type { Fault } from './protocol';

/** Commands from the page to the worker that holds a log. */
export type LogCommand =
  | { readonly kind: 'open'; readonly file: Blob; readonly name: string }
  /** What the file has grown by, from the bytes that were consumed. */
  | { readonly kind: 'more'; readonly part: Blob }
  | {
      readonly kind: 'matrix';
      readonly request: number;
      readonly run: number;
      readonly quantity: LogQuantity;
      readonly columns: number;
    }
  | { readonly kind: 'moment'; readonly request: number; readonly run: number; readonly at: number };

/** The worker's reports. */
export type LogReport =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'read'; readonly runs: readonly LogSummary[]; readonly consumed: number }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'matrix'; readonly request: number; readonly matrix: LogMatrix }
  | { readonly kind: 'moment'; readonly request: number; readonly moment: LogMoment };
