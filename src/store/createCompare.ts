import { create } from 'zustand';
import { Problem } from '../base/problem';
import type { RunSummary } from '../engine/summary';
import type { ComparisonSettings, Pace } from '../schema/comparison';
import { setField } from '../schema/edit';
import type { ExperimentSpec } from '../schema/experiment';
import type { ComparisonReport } from '../worker/comparison';
import type { ConnectionTo, StartWorker } from '../worker/connection';
import { JobQueue, type JobQueueProgress } from './jobQueue';
import type { PoolHost } from './pool';
import { runMissing, withResult } from './runMissing';

/** The largest number of runs in a comparison. The page can't show more of them distinguishably. */
export const maxRuns = 16;
export const maxSeeds = 100;

/** One of the compared runs. */
export interface ComparedRun {
  readonly spec: ExperimentSpec;
  /** The watched run's progress and recorded values. */
  readonly step: number;
  readonly live: RunSummary | undefined;
  /** The run's repeats by seed; undefined for a seed that has not been run. */
  readonly repeats: readonly (RunSummary | undefined)[];
}

export type CompareStatus = 'loading' | 'ready' | 'playing' | 'done';

export interface Compare {
  readonly runs: readonly ComparedRun[];
  readonly status: CompareStatus;
  readonly pace: Pace;
  /** The requested seeds, and the progress of their runs over all compared runs. */
  readonly seeds: number;
  readonly repeating: JobQueueProgress | undefined;
  readonly problem: Problem | undefined;
  readonly fault: string | undefined;
  /** Compares these experiments and discards the others. */
  compare(specs: readonly ExperimentSpec[]): void;
  /** Returns to other settings. The runs are built again only if there are others. */
  restoreSettings(settings: ComparisonSettings): void;
  /** Shows what was kept of an earlier comparison. */
  bringBack(kept: KeptComparison): void;
  /** Adds a copy of an earlier run with one field changed. */
  fork(index: number, path: string, value: unknown): void;
  add(spec: ExperimentSpec): void;
  /** Trains all compared runs on these data; everything else of them stays as it is. */
  takeData(data: unknown): void;
  refuse(problem: Problem): void;
  remove(index: number): void;
  play(): void;
  pause(): void;
  step(): void;
  reset(): void;
  setPace(pace: Pace): void;
  setSeeds(seeds: number): void;
  /** Runs all experiments over the seeds that have not been run. */
  repeat(): Promise<void>;
  cancel(): void;
  dismiss(): void;
}

/** The workers of the comparison. Tests replace them. */
export interface CompareWorkers extends PoolHost {
  start: StartWorker<'comparison'>;
}

/** What is kept of a comparison until the next visit. The watched runs are trained again to the same steps. */
export interface KeptComparison {
  readonly runs: readonly {
    readonly spec: ExperimentSpec;
    readonly step: number;
    readonly repeats: ComparedRun['repeats'];
  }[];
  readonly pace: Pace;
  readonly seeds: number;
}

const fresh = (spec: ExperimentSpec): ComparedRun => ({ spec, step: 0, live: undefined, repeats: [] });

/** The store of the comparison. */
export function createCompare(workers: CompareWorkers) {
  let client: ConnectionTo<'comparison'> | undefined;
  let number = 0;
  /** The steps to which the runs are trained once they are built. */
  let goals: readonly number[] | undefined;
  const queue = new JobQueue(workers.pool);

  return create<Compare>((set, get) => {
    const receive = (report: ComparisonReport) => {
      if (report.run !== number) return;
      if (report.kind === 'failed') {
        const { fault } = report;
        if (fault.kind === 'problem') set({ status: 'done', problem: new Problem(fault.code, fault.values) });
        else set({ status: 'done', fault: fault.message });
        return;
      }
      const runs = get().runs.map((run, i) => {
        const progress = report.runs[i];
        return progress ? { ...run, step: progress.step, live: progress.summary } : run;
      });
      if (goals?.some((goal) => goal > 0)) {
        set({ status: 'playing' });
        client?.send({ kind: 'play', pace: get().pace, to: goals });
        goals = undefined;
        return;
      }
      const done = report.runs.every((run) => run.done);
      set({ runs, status: done ? 'done' : report.playing ? 'playing' : 'ready' });
    };

    const crashed = (message: string, problem?: Problem) => {
      client?.end();
      client = undefined;
      set({ status: 'done', ...(problem ? { problem } : { fault: message }) });
    };

    /** Rebuilds the watched runs. */
    const load = (to?: readonly number[]) => {
      goals = to;
      client ??= workers.start(receive, crashed);
      number++;
      const { runs } = get();
      set({
        status: 'loading',
        fault: undefined,
        runs: runs.map((run) => ({ ...run, step: 0, live: undefined })),
      });
      client.send({
        kind: 'load',
        run: number,
        specs: runs.map(({ spec }) => spec),
        backend: workers.backend(),
      });
    };

    const replace = (runs: readonly ComparedRun[]) => {
      get().cancel();
      set({ runs, problem: undefined });
      load();
    };

    const add = (spec: ExperimentSpec) => {
      const { runs } = get();
      if (runs.length >= maxRuns) {
        const problem = new Problem('tooLarge', {
          field: 'runs',
          found: String(runs.length + 1),
          allowed: String(maxRuns),
        });
        return set({ problem });
      }
      replace([...runs, fresh(spec)]);
    };

    return {
      runs: [],
      status: 'ready',
      pace: 'lockstep',
      seeds: 10,
      repeating: undefined,
      problem: undefined,
      fault: undefined,
      compare(specs) {
        // An experiment that is compared already keeps the results of its repeats.
        const known = (spec: ExperimentSpec) => get().runs.find((run) => run.spec === spec);
        replace(specs.slice(0, maxRuns).map((spec) => known(spec) ?? fresh(spec)));
      },
      restoreSettings({ specs, pace, seeds }) {
        const { runs, compare, setPace } = get();
        if (specs.length !== runs.length || specs.some((spec, i) => spec !== runs[i]!.spec)) compare(specs);
        if (pace !== get().pace) setPace(pace);
        set({ seeds });
      },
      bringBack({ runs, pace, seeds }) {
        const found = runs.map(({ spec, repeats }) => ({ ...fresh(spec), repeats }));
        set({ runs: found, pace, seeds, problem: undefined });
        load(runs.map(({ step }) => step));
      },
      add,
      fork(index, path, value) {
        try {
          add(setField(get().runs[index]!.spec, path, value));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          set({ problem: error });
        }
      },
      takeData(data) {
        try {
          get().compare(get().runs.map(({ spec }) => setField(spec, 'data', data)));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          set({ problem: error });
        }
      },
      refuse: (problem) => set({ problem }),
      remove: (index) => replace(get().runs.filter((_, i) => i !== index)),
      play() {
        // Before the first runs are built, nothing would ever report an end.
        if (!client) return;
        set({ status: 'playing' });
        client.send({ kind: 'play', pace: get().pace });
      },
      pause: () => client?.send({ kind: 'pause' }),
      step: () => client?.send({ kind: 'play', pace: get().pace, steps: 1 }),
      reset: () => load(),
      setPace(pace) {
        set({ pace });
        if (get().status === 'playing') client?.send({ kind: 'play', pace });
      },
      setSeeds: (seeds) => set({ seeds: Math.min(maxSeeds, Math.max(2, Math.round(seeds))) }),
      repeat() {
        const { seeds, runs: compared } = get();
        set({ problem: undefined });
        const placeOf = (index: number) => [index % maxRuns, Math.floor(index / maxRuns)] as const;
        return runMissing(queue, set, {
          jobs: Array.from({ length: seeds }, (_, seed) =>
            compared.map(({ spec: own }, place) => {
              const spec = { ...own, seed: own.seed + seed };
              const job = { spec, backend: workers.backend(), steps: spec.training.steps };
              return { index: seed * maxRuns + place, job };
            }),
          ).flat(),
          has(index) {
            const [place, seed] = placeOf(index);
            return compared[place]?.repeats[seed] !== undefined;
          },
          progress: (repeating) => ({ repeating }),
          result(index, { summary }) {
            const [place, seed] = placeOf(index);
            const runs = get().runs.map((run, i) =>
              i === place ? { ...run, repeats: withResult(run.repeats, seed, summary, seeds) } : run,
            );
            return { runs };
          },
        });
      },
      cancel: () => queue.cancel(),
      dismiss: () => set({ problem: undefined, fault: undefined }),
    };
  });
}
