import { create } from 'zustand';
import { NoAnswer, openingPatience, withPatience } from '../base/patience';
import { Problem } from '../base/problem';
import { hash32 } from '../random/random';
import { type CellResult, isCellResult } from '../schema/results';
import { cellCount, cellSpec, gridOf, parseSweep, type Sweep, stepsOf } from '../schema/sweep';
import { sweepPresets } from '../schema/sweeps';
import { runSweep } from '../worker/sweep';
import { JobQueue, type Work } from './jobQueue';
import { keptSweep, type SweepKeeper, tellAside } from './keptSweep';
import type { PoolHost } from './pool';
import { putChecked } from './readBack';
import { readLabFile } from './readLabFile';

/** The map's sweep and the results of its finished runs. */
export interface PhaseMap {
  readonly sweep: Sweep;
  /** Results by the runs' places. A sweep has one map, which changes in place: select `version` to redraw. */
  readonly cells: ReadonlyMap<number, CellResult>;
  readonly version: number;
  /** When the runs started, and how many were done at that time. */
  readonly running: { readonly since: number; readonly before: number } | undefined;
  /** Estimated milliseconds for all runs; undefined during the measurement. */
  readonly estimate: number | undefined;
  /** The problem of a refused input. The sweep does not change. */
  readonly problem: Problem | undefined;
  readonly fault: string | undefined;
  /** Whether this browser can store results. */
  readonly kept: boolean;
  /** Opens another sweep and restores its stored results. */
  choose(value: unknown): Promise<void>;
  /** Opens a results file or a sweep file. */
  openFile(file: File): Promise<void>;
  /** Opens the sweep of the last visit. It does so once, and only if no other sweep has been opened. */
  restore(): Promise<void>;
  /** Whether the sweep of the last visit is being opened. */
  readonly restoring: boolean;
  run(): Promise<void>;
  cancel(): void;
  refuse(problem: Problem): void;
  dismiss(): void;
}

/** Milliseconds between two writes of results, and between two redraws. */
const keepTime = 1000;
const drawTime = 150;

/** Updates of a timed run. */
const fewSteps = 25;

/** The page functions that the map uses. Tests replace them. */
export interface MapHost extends PoolHost, SweepKeeper {}

/** The parts of a sweep that determine its runs. Its name and the displayed metric do not. */
function sweepId({ name: _, metric: __, ...sweep }: Sweep): string {
  const { name: ___, ...experiment } = sweep.experiment;
  const codes = [...JSON.stringify({ ...sweep, experiment })].map((c) => c.charCodeAt(0));
  return [1, 2].map((salt) => hash32(salt, ...codes).toString(16)).join('-');
}

/** The store of the map. */
export function createMap(host: MapHost) {
  const queue = new JobQueue(host.pool);
  let measuring: AbortController | undefined;
  let restored = false;

  return create<PhaseMap>((set, get) => {
    const blocked = (error: unknown) => {
      console.warn(`Gradient Lab keeps no map here: ${String(error)}`);
      set({ kept: false });
    };

    /** What the database answers in time. @throws NoAnswer (rejects); a late answer is told, and the map keeps results again */
    const answered = <T>(answer: PromiseLike<T>, milliseconds?: number): Promise<T> =>
      withPatience(answer, milliseconds).catch((error: unknown) => {
        if (error instanceof NoAnswer) {
          answer.then(
            () => {
              set({ kept: true });
              const { sweep, cells, running } = get();
              // The end of a run looks for what is not stored by itself.
              if (!running) void checkKept(sweep, cells);
            },
            () => {},
          );
        }
        throw error;
      });

    /** Times the last run of the grid, which likely takes the longest. */
    const measure = async (sweep: Sweep) => {
      measuring?.abort();
      const own = new AbortController();
      measuring = own;
      set({ estimate: undefined });
      const grid = gridOf(sweep);
      const spec = cellSpec(sweep, grid, {
        index: 0,
        x: grid.xs.length - 1,
        y: grid.ys.length - 1,
        repeat: 0,
      });
      const steps = stepsOf(sweep, spec);
      const time = async (updates: number) => {
        const job = { spec, backend: host.backend(), steps: updates };
        return (await host.pool().run(job, { signal: own.signal, priority: 1 })).milliseconds;
      };
      try {
        // Two short runs give the time of one update and the fixed time of a run.
        const few = await time(Math.min(steps, fewSteps));
        const more = steps > fewSteps ? await time(Math.min(steps, 3 * fewSteps)) : few;
        const update = Math.max(0, more - few) / (2 * fewSteps);
        const whole = few + update * Math.max(0, steps - fewSteps);
        // Depth and width grow along an axis, so an average run takes half as long as the last.
        if (get().sweep === sweep) set({ estimate: (whole * cellCount(sweep)) / host.pool().size / 2 });
      } catch (error) {
        if (own.signal.aborted) return;
        if (error instanceof Problem) set({ problem: error });
        else set({ fault: String(error) });
      }
    };

    const take = (sweep: Sweep, cells: Map<number, CellResult>) => {
      get().cancel();
      set({ sweep, cells, version: get().version + 1, problem: undefined, fault: undefined });
      void measure(sweep);
    };

    const cellsOf = async (sweep: Sweep): Promise<Map<number, CellResult>> => {
      if (!get().kept) return new Map();
      try {
        const { cells } = host.database;
        const stored = await answered(cells.where('sweep').equals(sweepId(sweep)).toArray(), openingPatience);
        const count = cellCount(sweep);
        // A cell that cannot be used is run again.
        const sound = stored.filter((cell) => isCellResult(cell, count));
        return new Map(sound.map(({ index, metrics }) => [index, { index, metrics }]));
      } catch (error) {
        blocked(error);
        return new Map();
      }
    };

    const keep = async (sweep: Sweep, fresh: readonly CellResult[]) => {
      if (!get().kept) return;
      const id = sweepId(sweep);
      try {
        const { database } = host;
        await answered(
          database.transaction('rw', database.sweeps, database.cells, async () => {
            await putChecked(database.sweeps, [{ id, sweep, updated: Date.now() }]);
            await putChecked(
              database.cells,
              fresh.map((cell) => ({ ...cell, sweep: id })),
            );
          }),
        );
      } catch (error) {
        blocked(error);
      }
    };

    /** Reads back how many results are stored; if the storage was cleared meanwhile, all of them are stored again. */
    const checkKept = async (sweep: Sweep, cells: ReadonlyMap<number, CellResult>) => {
      if (!get().kept) return;
      try {
        const stored = await answered(host.database.cells.where('sweep').equals(sweepId(sweep)).count());
        if (stored < cells.size) await keep(sweep, [...cells.values()]);
      } catch (error) {
        blocked(error);
      }
    };

    const chooseParsed = async (sweep: Sweep) => {
      if (sweepId(sweep) === sweepId(get().sweep)) set({ sweep, problem: undefined });
      else take(sweep, await cellsOf(sweep));
    };

    return {
      sweep: parseSweep(sweepPresets.phases.sweep),
      cells: new Map(),
      version: 0,
      restoring: false,
      running: undefined,
      estimate: undefined,
      problem: undefined,
      fault: undefined,
      kept: true,
      async choose(value) {
        restored = true;
        let sweep: Sweep;
        try {
          sweep = parseSweep(value);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          set({ problem: error });
          return;
        }
        await chooseParsed(sweep);
      },
      async openFile(file) {
        restored = true;
        try {
          if (!/\.csv$/i.test(file.name)) {
            const sweep = await readLabFile(file, 'sweep');
            return sweep && (await chooseParsed(sweep));
          }
          const results = await readLabFile(file, 'results');
          if (!results) return;
          const { sweep, cells } = results;
          take(sweep, new Map(cells.map((cell) => [cell.index, cell])));
          void keep(sweep, cells);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          set({ problem: error });
        }
      },
      async restore() {
        if (restored) return;
        restored = true;
        const { sweep: first } = get();
        set({ restoring: true });
        try {
          const sweep = await keptSweep(host, answered);
          const cells = sweep && (await cellsOf(sweep));
          // What the user opened or started meanwhile stays.
          const isUntouched = get().sweep === first && !get().running;
          if (isUntouched && sweep && cells) take(sweep, cells);
          else if (isUntouched) void measure(first);
          if (get().kept) void tellAside(host, answered).catch(() => {});
        } catch (error) {
          blocked(error);
          void measure(get().sweep);
        } finally {
          set({ restoring: false });
        }
      },
      async run() {
        const { sweep } = get();
        if (get().running) return;
        const cells = new Map(get().cells);
        const running = { since: performance.now(), before: cells.size };
        set({ cells, running, fault: undefined });
        let fresh: CellResult[] = [];
        let drawn = 0;
        let written = performance.now();
        // The sweep is stored at once, so that a page closed right away opens with it again; no run waits for that.
        void keep(sweep, []);
        const missing = cellCount(sweep) - cells.size;
        const work: Work<CellResult> = ({ signal, result }) =>
          runSweep(sweep, host.pool(), {
            backend: host.backend(),
            includes: (index) => !cells.has(index),
            signal,
            onCell: (cell) => result(cell.index, cell),
          });
        await queue.follow(missing, work, {
          // The cells show the progress. The sweep is finished once the results are stored.
          progress: () => {},
          result(index, cell) {
            cells.set(index, cell);
            fresh.push(cell);
            const now = performance.now();
            if (now - drawn > drawTime) {
              drawn = now;
              set({ version: get().version + 1 });
            }
            if (now - written > keepTime) {
              written = now;
              void keep(sweep, fresh);
              fresh = [];
            }
          },
          failed: (trouble) => set(trouble),
        });
        await keep(sweep, fresh);
        await checkKept(sweep, cells);
        if (get().running === running) set({ running: undefined, version: get().version + 1 });
      },
      cancel() {
        queue.cancel();
        set({ running: undefined });
      },
      refuse: (problem) => set({ problem }),
      dismiss: () => set({ problem: undefined, fault: undefined }),
    };
  });
}
