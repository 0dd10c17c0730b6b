import { create } from 'zustand';
import type { StudentReport } from '../engine/distillation/student';
import {
  type Distillation,
  newStudent,
  parseDistillation,
  parseDistillationText,
  repeatOf,
  roleOf,
  type StudentSpec,
} from '../spec/distillation';
import { defaultDistillation } from '../spec/distillations';
import { setAt, setField } from '../spec/edit';
import type { ExperimentSpec } from '../spec/experiment';
import { Problem } from '../spec/problem';
import type {
  DistillationData,
  DistillationPictures,
  DistillationProgress,
  DistillationReport,
  DistillationWishes,
} from '../worker/distillation';
import type { Pool } from '../worker/pool';
import type { Backend } from '../worker/protocol';
import type { RaceResult } from '../worker/raceJob';
import { type DistillationClient, startDistillation } from '../worker/startDistillation';
import { useLab } from './lab';
import { sharedPool } from './pool';
import { without } from './run';

export type DistilStatus = 'loading' | 'ready' | 'playing' | 'done' | 'failed';
type Progress = DistillationProgress;

export interface Distil {
  readonly distillation: Distillation;
  readonly status: DistilStatus;
  readonly data: DistillationData | undefined;
  readonly phase: Progress['phase'];
  /** The share of all updates that is done. */
  readonly share: number;
  readonly teacher: Progress['teacher'];
  /** In the order of `studentsOf`; empty until the teacher is trained. */
  readonly students: readonly StudentReport[];
  /** What everybody says; each part as new as it was last taken. */
  readonly pictures: DistillationPictures | undefined;
  /** Outcomes by repeat; undefined where one is still to be run. Of the present distillation. */
  readonly repeats: readonly (RaceResult | undefined)[];
  readonly repeating:
    | { readonly finished: number; readonly total: number; readonly share: number; readonly since: number }
    | undefined;
  /** The last refused edit, by field path (`teacher.network.depth`, `method.0.temperature`, `file`). */
  readonly problems: Readonly<Record<string, Problem>>;
  /** Why it can't run: of the whole, where it could be loaded no further. */
  readonly problem: Problem | undefined;
  readonly fault: string | undefined;
  open(distillation: Distillation): void;
  /** Opens a file's text; refused with a problem at `file`, and what was there stays. */
  openText(text: string): void;
  /** Sets a field by its dotted path: `student.network.depth`, `transfer.unlabelled`, `method.0.temperature`, `seeds`, `name`. */
  edit(path: string, value: unknown): void;
  /** Takes an experiment as teacher or student. */
  take(role: 'teacher' | 'student', spec: ExperimentSpec): void;
  add(kind: StudentSpec['kind']): void;
  remove(list: 'method' | 'controls', index: number): void;
  play(): void;
  pause(): void;
  step(): void;
  reset(): void;
  look(wishes: Partial<DistillationWishes>): void;
  /** Runs all repeats that `seeds` asks for and that are still to be run. */
  repeat(): Promise<void>;
  cancel(): void;
  refuse(field: string, problem: Problem): void;
  dismiss(field?: string): void;
}

/** What the distillation needs of its workers; replaced in tests. */
export interface DistilWorkers {
  start: typeof startDistillation;
  pool(): Pool;
  backend(): Backend | 'auto';
}

const pageWorkers: DistilWorkers = {
  start: startDistillation,
  pool: sharedPool,
  backend: () => useLab.getState().requestedBackend,
};

const fresh = {
  data: undefined,
  phase: { kind: 'preparing' } as const,
  share: 0,
  teacher: undefined,
  students: [],
  pictures: undefined,
};

/** Fields that say how it is called and how often it is repeated, not what is done. */
const isLight = (path: string): boolean => path === 'name' || path === 'seeds';

/** The store of the distillation. */
export function createDistil(workers: DistilWorkers = pageWorkers) {
  let client: DistillationClient | undefined;
  let id = 0;
  let stop: AbortController | undefined;
  let wishes: DistillationWishes = { boundaryResolution: 0, answers: false, split: undefined };

  return create<Distil>((set, get) => {
    const receive = (report: DistillationReport) => {
      if (report.id !== id) return;
      switch (report.kind) {
        case 'loaded':
          return set({ data: report.data });
        case 'progress': {
          const { playing, done, progress } = report;
          return set({ ...progress, status: done ? 'done' : playing ? 'playing' : 'ready' });
        }
        case 'pictures':
          return set({ pictures: { ...get().pictures, ...report.pictures } });
        case 'failed': {
          const { fault } = report;
          if (fault.kind === 'problem')
            return set({ status: 'failed', problem: new Problem(fault.code, fault.values) });
          return set({ status: 'failed', fault: fault.message });
        }
      }
    };

    const crashed = (message: string) => {
      client?.end();
      client = undefined;
      set({ status: 'failed', fault: message });
    };

    /** Builds it anew from its first step. */
    const load = () => {
      client ??= workers.start(receive, crashed);
      id++;
      set({ ...fresh, status: 'loading', problem: undefined, fault: undefined });
      client.send({ kind: 'load', id, spec: get().distillation, backend: workers.backend() });
      client.send({ kind: 'look', wishes });
    };

    const replace = (distillation: Distillation) => {
      get().cancel();
      set({ distillation, repeats: [], problems: {} });
      load();
    };

    /** Does an edit, or leaves a problem at its field. */
    const attempt = (field: string, act: () => Distillation, then = replace) => {
      try {
        const next = act();
        set({ problems: without(get().problems, field) });
        then(next);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        set({ problems: { ...get().problems, [field]: error } });
      }
    };

    return {
      ...fresh,
      distillation: defaultDistillation(),
      status: 'loading',
      repeats: [],
      repeating: undefined,
      problems: {},
      problem: undefined,
      fault: undefined,
      open: replace,
      openText: (text) => attempt('file', () => parseDistillationText(text)),
      edit(path, value) {
        const { distillation } = get();
        const [role, ...rest] = path.split('.');
        attempt(
          path,
          () =>
            (role === 'teacher' || role === 'student') && rest.length > 0
              ? parseDistillation({
                  ...distillation,
                  [role]: setField(distillation[role], rest.join('.'), value),
                })
              : parseDistillation(setAt(distillation, path.split('.'), value)),
          isLight(path) ? (next) => set({ distillation: next }) : replace,
        );
      },
      take: (role, spec) => attempt(role, () => parseDistillation({ ...get().distillation, [role]: spec })),
      add(kind) {
        const { distillation } = get();
        const student = newStudent(kind);
        const list = roleOf(kind);
        attempt(list, () => parseDistillation({ ...distillation, [list]: [...distillation[list], student] }));
      },
      remove: (list, index) =>
        attempt(list, () => {
          const { distillation } = get();
          return parseDistillation({
            ...distillation,
            [list]: distillation[list].filter((_, i) => i !== index),
          });
        }),
      play() {
        if (!client) load();
        set({ status: 'playing' });
        client!.send({ kind: 'play' });
      },
      pause: () => client?.send({ kind: 'pause' }),
      step: () => client?.send({ kind: 'step' }),
      reset: load,
      look(more) {
        wishes = { ...wishes, ...more };
        client?.send({ kind: 'look', wishes });
      },
      async repeat() {
        const { distillation } = get();
        const { seeds } = distillation;
        get().cancel();
        const own = new AbortController();
        stop = own;
        const waiting = Array.from({ length: seeds }, (_, n) => n).filter((n) => !get().repeats[n]);
        const shares = new Map<number, number>();
        set({ repeating: { finished: 0, total: waiting.length, share: 0, since: Date.now() } });
        const tell = (change: (before: NonNullable<Distil['repeating']>) => object) => {
          const { repeating } = get();
          if (!own.signal.aborted && repeating) set({ repeating: { ...repeating, ...change(repeating) } });
        };
        const note = (n: number, share: number) => {
          shares.set(n, share);
          tell(() => ({ share: [...shares.values()].reduce((sum, one) => sum + one, 0) / waiting.length }));
        };
        try {
          await Promise.all(
            waiting.map(async (n) => {
              const job = { race: repeatOf(distillation, n), backend: workers.backend() };
              const onProgress = (share: number) => note(n, share);
              const result = await workers.pool().run(job, { signal: own.signal, onProgress });
              if (own.signal.aborted) return;
              note(n, 1);
              tell(({ finished }) => ({ finished: finished + 1 }));
              const repeats = Array.from(
                { length: Math.max(seeds, get().repeats.length) },
                (_, i) => get().repeats[i],
              );
              repeats[n] = result;
              set({ repeats });
            }),
          );
        } catch (error) {
          // What was cancelled keeps what it has.
          if (!own.signal.aborted) {
            own.abort(error);
            if (error instanceof Problem) set({ problem: error });
            else set({ fault: error instanceof Error ? error.message : String(error) });
          }
        }
        if (stop === own) {
          stop = undefined;
          set({ repeating: undefined });
        }
      },
      cancel() {
        stop?.abort(new DOMException('cancelled', 'AbortError'));
        stop = undefined;
        set({ repeating: undefined });
      },
      refuse: (field, problem) => set({ problems: { ...get().problems, [field]: problem } }),
      dismiss(field) {
        if (field === undefined) set({ problem: undefined, fault: undefined });
        else set({ problems: without(get().problems, field) });
      },
    };
  });
}

export const useDistil = createDistil();
