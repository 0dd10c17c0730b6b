import type { ProblemCode, ProblemValues } from '../base/problem';
import type { TableOverview } from '../data/tables/overview';
import type { TableOptions } from '../data/tables/tableOptions';

/** Requests from the page to the worker that reads tables. */
export interface TableRequest {
  readonly request: number;
  /** The file's name. */
  readonly file: string;
  readonly content: Blob | string;
  /** A second file, whose rows are for testing. */
  readonly test?: File | undefined;
  readonly options: TableOptions;
  /** Whether the whole text is needed, because the table will be used. */
  readonly take?: boolean;
}

/** The worker's answers: progress, then an overview or an error. */
export interface TableAnswer {
  readonly request: number;
  readonly stage?: 'opening' | 'reading';
  readonly overview?: TableOverview;
  readonly whole?: {
    readonly text: string;
    readonly test?: { readonly file: string; readonly text: string };
  };
  readonly problem?: { readonly code: ProblemCode; readonly values: ProblemValues };
  readonly fault?: string;
}

/** Starts a worker that reads tables; it ends when its import is closed. */
export function startTableReader(onAnswer: (answer: TableAnswer) => void) {
  const worker = new Worker(new URL('./table.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => onAnswer(data);
  worker.onerror = (event) => {
    event.preventDefault();
    onAnswer({ request: -1, fault: event.message || 'the worker that reads tables stopped' });
  };
  return {
    ask: (request: TableRequest) => worker.postMessage(request),
    end: () => worker.terminate(),
  };
}
