import { create } from 'zustand';
import { coded, Problem, say } from '../base/problem';
import { headerOf, rankGroups } from '../data/logs/rankGroups';
import { type LogReading, type OpenedLog, type ReadLog, startLogReader } from '../worker/logReader';
import { fileSource, type LogSource } from './logSource';

/** A run of a log that was opened. */
export interface ModelRun extends OpenedLog {
  readonly id: number;
  /** The worker that holds it; other runs of the same file share it. */
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
  /** The logs that are looked at again and again while they grow. */
  readonly followed: ReadonlySet<LogReading>;
  /** Files that were refused, one sentence each. */
  readonly problems: readonly Problem[];
  /** A log whose worker ended, and that is therefore read again. */
  readonly readAgain: { readonly name: string; readonly message: string } | undefined;
  /** Reads logs one after the other, those of one run's ranks together; the last becomes the run that is shown. One that grows is followed. */
  open(sources: readonly LogSource[]): Promise<void>;
  openFiles(files: readonly File[]): Promise<void>;
  stopFollowing(reading: LogReading): void;
  show(id: number): void;
  compare(id: number | undefined): void;
  close(id: number): void;
  dismiss(): void;
}

/** Milliseconds between two looks at a log that grows. */
const followEvery = 2000;

/** A worker that ends so soon after it was started anew, in milliseconds, would end again. */
const tooSoon = 10_000;

let ids = 0;

/** A fault of the reader itself, e.g. that the browser gives no more memory, is told like that of a file. */
const asProblem = (error: unknown, name: string): Problem =>
  error instanceof Problem
    ? error
    : new Problem('mismatch', {
        field: name,
        found: coded(`the reader stopped (${String(error)})`, say('the reader stopped', '读取中止')),
        allowed: say(
          'a log that is still there and fits into the memory of this browser; one that is recorded less often is shorter',
          '仍然存在且能放入本浏览器内存的日志；记录间隔较大的日志较短',
        ),
      });

/** The logs that are open in the room of real models. */
export const useModels = create<Models>()((set, get) => ({
  runs: [],
  shown: undefined,
  beside: undefined,
  reading: undefined,
  followed: new Set(),
  problems: [],
  readAgain: undefined,
  async open(sources) {
    set({ problems: [], readAgain: undefined });
    for (const group of await groupsOf(sources)) {
      const read = await readSources(group);
      if (!read) continue;
      const { reading, log } = read;
      const runs = log.runs.map((one) => ({ ...one, id: ++ids, reading }));
      set({ runs: [...get().runs, ...runs], shown: runs.at(-1)!.id });
      if (group.every(({ grows }) => grows)) void follow(group, reading, log);
    }
  },
  openFiles: (files) => get().open(files.map(fileSource)),
  stopFollowing: (reading) =>
    set({ followed: new Set([...get().followed].filter((one) => one !== reading)) }),
  show: (id) => set(get().beside === id ? { shown: id, beside: get().shown } : { shown: id }),
  compare: (id) => set({ beside: id }),
  close(id) {
    const { runs, shown, beside, stopFollowing } = get();
    const closed = runs.find((run) => run.id === id);
    const left = runs.filter((run) => run !== closed);
    if (closed && !left.some(({ reading }) => reading === closed.reading)) {
      stopFollowing(closed.reading);
      closed.reading.end();
    }
    const next = shown === id ? (left.find((run) => run.id !== beside)?.id ?? left[0]?.id) : shown;
    set({ runs: left, shown: next, beside: beside === id || beside === next ? undefined : beside });
  },
  dismiss: () => set({ problems: [], readAgain: undefined }),
}));

/** Logs to be read one by one, and those of one run's ranks together. */
async function groupsOf(sources: readonly LogSource[]): Promise<readonly (readonly LogSource[])[]> {
  if (sources.length < 2) return [sources];
  const headed = await Promise.all(
    sources.map(async ({ name, head }) => ({
      name,
      // A log that can't be fetched is told of when it is read.
      header: await head().then(
        (start) => headerOf(start, name),
        () => undefined,
      ),
    })),
  );
  return rankGroups(headed).map((group) => group.map((i) => sources[i]!));
}

/** What the page calls logs that are read together. */
const nameOf = (sources: readonly LogSource[]): string =>
  sources.length > 1 ? `${sources[0]!.name} × ${sources.length}` : sources[0]!.name;

/** What each of several logs has grown by. */
const partsOf = (sources: readonly LogSource[], from?: readonly number[]): Promise<Blob[]> =>
  Promise.all(sources.map((source, i) => source.from(from?.[i] ?? 0)));

/**
 * Reads a log, or those of one run's ranks, and shows how far it is.
 * @param again whether the worker takes the place of one that ended
 * @returns nothing if the user stopped it, or it was refused, which is shown
 */
async function readSources(
  sources: readonly LogSource[],
  again = false,
): Promise<{ readonly reading: LogReading; readonly log: ReadLog } | undefined> {
  const { getState: get, setState: set } = useModels;
  const name = nameOf(sources);
  let reading: LogReading | undefined;
  let stopped = false;
  let giveUp = () => {};
  const ended = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
  });
  const stop = () => {
    stopped = true;
    reading?.end();
    giveUp();
  };
  set({ reading: { name, share: 0, stop } });
  const began = performance.now();
  try {
    const contents = await partsOf(sources);
    const started = startLogReader(
      sources.map((source, i) => ({ name: source.name, content: contents[i]! })),
      (share) => {
        if (!stopped && get().reading?.name === name) set({ reading: { name, share, stop } });
      },
      (message) => void replace(sources, started, message, again && performance.now() - began < tooSoon),
    );
    reading = started;
    const log = await Promise.race([started.opened, ended]);
    if (log) return { reading: started, log };
    started.end();
  } catch (error) {
    reading?.end();
    set({ problems: [...get().problems, asProblem(error, name)] });
  } finally {
    set({ reading: undefined });
  }
  return undefined;
}

/**
 * A worker ended, and the numbers of its runs with it: the log is read again for the same runs.
 * @param givesUp whether the runs are closed instead, because their worker ended soon after it had been started
 */
async function replace(
  sources: readonly LogSource[],
  lost: LogReading,
  message: string,
  givesUp: boolean,
): Promise<void> {
  const { getState: get, setState: set } = useModels;
  const name = nameOf(sources);
  const isOfLost = (run: ModelRun) => run.reading === lost;
  if (!get().runs.some(isOfLost)) return;
  const wasFollowed = get().followed.has(lost);
  get().stopFollowing(lost);
  if (!givesUp) set({ readAgain: { name, message } });
  const read = givesUp ? undefined : await readSources(sources, true);
  if (read) {
    const { reading, log } = read;
    const renewed = (run: ModelRun) => ({ ...run, ...log.runs[run.index]!, reading });
    set({ runs: get().runs.map((run) => (isOfLost(run) && log.runs[run.index] ? renewed(run) : run)) });
    if (wasFollowed) void follow(sources, reading, log);
  } else if (givesUp) set({ problems: [...get().problems, asProblem(message, name)] });
  for (const run of get().runs.filter(isOfLost)) get().close(run.id);
}

/** Looks at logs again and again, and reads what they have grown by, until they are closed or no longer followed. */
async function follow(sources: readonly LogSource[], reading: LogReading, first: ReadLog): Promise<void> {
  const { getState: get, setState: set } = useModels;
  set({ followed: new Set([...get().followed, reading]) });
  let log = first;
  while (get().followed.has(reading)) {
    await new Promise((resolve) => setTimeout(resolve, followEvery));
    if (!get().followed.has(reading)) return;
    try {
      const parts = await partsOf(sources, log.consumed);
      if (parts.every(({ size }) => size === 0) || !get().followed.has(reading)) continue;
      log = await reading.more(parts);
      set({ runs: grown(get().runs, reading, log) });
    } catch (error) {
      // Its worker ended, and the log is read again.
      if (!get().followed.has(reading)) return;
      get().stopFollowing(reading);
      set({ problems: [asProblem(error, nameOf(sources))] });
    }
  }
}

/** The runs with those of one log as they are now; a run that was closed stays closed, a new one comes last. */
function grown(runs: readonly ModelRun[], reading: LogReading, log: ReadLog): ModelRun[] {
  const now = runs.map((run) => (run.reading === reading ? { ...run, ...log.runs[run.index]! } : run));
  const seen = Math.max(-1, ...now.flatMap((run) => (run.reading === reading ? [run.index] : [])));
  const fresh = log.runs.slice(seen + 1).map((run) => ({ ...run, id: ++ids, reading }));
  return [...now, ...fresh];
}
