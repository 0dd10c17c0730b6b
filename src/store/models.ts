import { create } from 'zustand';
import { Problem, say } from '../base/problem';
import type { LogReading, OpenedLog } from '../worker/logReader';
import { startLogReader } from '../worker/logReader';

/** A run of a log that was opened. */
export interface ModelRun extends OpenedLog {
  readonly id: number;
  /** The reading that holds it; other runs of the same file share it. */
  readonly reading: LogReading;
}

/** A file that is being read. */
export interface ReadingState {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  stop(): void;
}

export interface Models {
  readonly runs: readonly ModelRun[];
  /** The run that is shown, and the one beside it. */
  readonly shown: number | undefined;
  readonly beside: number | undefined;
  readonly reading: ReadingState | undefined;
  /** Files that were refused, one sentence each. */
  readonly problems: readonly Problem[];
  /** Reads files one after the other; the last becomes the run that is shown. */
  openFiles(files: readonly File[]): Promise<void>;
  show(id: number): void;
  compare(id: number | undefined): void;
  close(id: number): void;
  dismiss(): void;
}

let ids = 0;

/** A fault of the reader itself, e.g. that the browser gives no more memory, is told like that of a file. */
const asProblem = (error: unknown, name: string): Problem =>
  error instanceof Problem
    ? error
    : new Problem('mismatch', {
        field: name,
        found: say(`the reader stopped (${String(error)})`, `读取中止（${String(error)}）`),
        allowed: say(
          'a log that fits into the memory of this browser; a larger every writes a shorter one',
          '能放入本浏览器内存的日志；较大的 every 会写出较短的日志',
        ),
      });

/** The logs that are open in the room of real models. */
export const useModels = create<Models>()((set, get) => ({
  runs: [],
  shown: undefined,
  beside: undefined,
  reading: undefined,
  problems: [],
  async openFiles(files) {
    set({ problems: [] });
    for (const file of files) {
      let stopped = false;
      const reading = startLogReader(file, file.name, (share) => {
        if (!stopped) set({ reading: { name: file.name, share, stop } });
      });
      let giveUp = () => {};
      const stop = () => {
        stopped = true;
        reading.end();
        giveUp();
      };
      set({ reading: { name: file.name, share: 0, stop } });
      try {
        const ended = new Promise<undefined>((resolve) => {
          giveUp = () => resolve(undefined);
        });
        const opened = await Promise.race([reading.runs, ended]);
        const runs = (opened ?? []).map((one) => ({ ...one, id: ++ids, reading }));
        if (runs.length > 0) set({ runs: [...get().runs, ...runs], shown: runs.at(-1)!.id });
      } catch (error) {
        reading.end();
        set({ problems: [...get().problems, asProblem(error, file.name)] });
      } finally {
        set({ reading: undefined });
      }
    }
  },
  show: (id) => set(get().beside === id ? { shown: id, beside: get().shown } : { shown: id }),
  compare: (id) => set({ beside: id }),
  close(id) {
    const { runs, shown, beside } = get();
    const closed = runs.find((run) => run.id === id);
    const left = runs.filter((run) => run !== closed);
    if (closed && !left.some(({ reading }) => reading === closed.reading)) closed.reading.end();
    const next = shown === id ? (left.find((run) => run.id !== beside)?.id ?? left[0]?.id) : shown;
    set({ runs: left, shown: next, beside: beside === id || beside === next ? undefined : beside });
  },
  dismiss: () => set({ problems: [] }),
}));
