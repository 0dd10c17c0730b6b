import type { HistogramKind, LogHistograms } from '../data/logs/histograms';
import type { LogQuantity } from '../data/logs/quantities';
import type { LogMatrix, LogMoment, LogSummary } from '../data/logs/run';
import type { Fault } from './protocol';

/** Commands from the page to the worker that holds a log. */
export type LogCommand =
  /** Several files are the ranks' logs of one run. */
  | { readonly kind: 'open'; readonly files: readonly { readonly content: Blob; readonly name: string }[] }
  /** What each file has grown by, from the bytes that were consumed. */
  | { readonly kind: 'more'; readonly parts: readonly Blob[] }
  | {
      readonly kind: 'matrix';
      readonly request: number;
      readonly run: number;
      readonly quantity: LogQuantity;
      readonly columns: number;
    }
  | { readonly kind: 'moment'; readonly request: number; readonly run: number; readonly at: number }
  | {
      readonly kind: 'histograms';
      readonly request: number;
      readonly run: number;
      readonly of: HistogramKind;
      readonly modules: readonly number[];
    };

/** What the worker answers to a request. */
export type LogAnswer = LogMatrix | LogMoment | LogHistograms;

/** The worker's reports. */
export type LogReport =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'read'; readonly runs: readonly LogSummary[]; readonly consumed: readonly number[] }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'answer'; readonly request: number; readonly answer: LogAnswer };
