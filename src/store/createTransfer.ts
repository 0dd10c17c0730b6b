import { create } from 'zustand';
import { within } from '../base/problem';
import type { ShiftSpec } from '../data/shifts';
import type { TransferOutcome } from '../engine/transfer/outcomes';
import { setAt, setField } from '../schema/edit';
import type { ExperimentSpec } from '../schema/experiment';
import {
  parseTransfer,
  parseTransferText,
  repeatOf,
  serializeTransfer,
  type TransferMethodSpec,
  type TransferRun,
  type TransferSpec,
  transferRuns,
} from '../schema/transfer';
import { defaultTransfer } from '../schema/transfers';
import { curvePoints } from '../worker/curvePoints';
import type { startTransfer } from '../worker/startTransfer';
import type {
  TransferData,
  TransferPictureRequest,
  TransferPictures,
  TransferProgress,
} from '../worker/transfer';
import { JobQueue, type JobQueueProgress } from './jobQueue';
import type { PoolHost } from './pool';
import { browserStorage, type KeyValueStorage } from './storage';
import { createStudy, type Study, type StudyKind } from './study';

/** Where shifts stand: those that make the target, and those of the source's own view in pairs. */
export type ShiftPlace = 'target.shifts' | 'sourceShifts';

/** What is run in the pool: the transfer as it stands, over its seeds; or all values of its sweep, over its seeds. */
export type TransferJobs = 'repeats' | 'results';

export interface TransferStore
  extends Study<TransferSpec, TransferData, TransferProgress, TransferPictures, TransferPictureRequest> {
  /** Of the present transfer without its sweep, by repeat: `index` is the repeat. In order. */
  readonly repeats: readonly TransferOutcome[];
  /** Of the present sweep: `index` as in `transferRuns`. In order. */
  readonly results: readonly TransferOutcome[];
  readonly repeating: (JobQueueProgress & { readonly what: TransferJobs }) | undefined;
  addMethod(kind: TransferMethodSpec['kind']): void;
  removeMethod(index: number): void;
  addShift(kind: ShiftSpec['kind'], at?: ShiftPlace): void;
  removeShift(index: number, at?: ShiftPlace): void;
  moveShift(from: number, to: number, at?: ShiftPlace): void;
  /** Makes the target of the source by shifts, or of data of its own. */
  setTarget(by: 'shifts' | 'data'): void;
  /** Takes an experiment's data as the target. */
  takeTarget(data: ExperimentSpec['data']): void;
  /** Runs what is asked for and still to be run. */
  repeat(what?: TransferJobs): Promise<void>;
  cancel(): void;
}

/** What the room needs of its workers; replaced in tests. */
export interface TransferWorkers extends PoolHost {
  start: typeof startTransfer;
}

/** What is particular to it among studies. */
export const transferKind: StudyKind<TransferSpec, TransferProgress, TransferPictureRequest> = {
  format: 'gradient-lab/transfer',
  key: 'gradient-lab.transfer',
  fallback: defaultTransfer,
  parse: parseTransfer,
  parseText: parseTransferText,
  serialize: serializeTransfer,
  set(draft, path, value) {
    const [part, ...rest] = path.split('.');
    if (part === 'source' && rest.length > 0) {
      return { ...draft, source: within(part, () => setField(draft.source, rest.join('.'), value)) };
    }
    const { target } = draft;
    if (path.startsWith('target.data.') && target.data) {
      // Data of the target are edited as an experiment's are: a new kind brings its own fields.
      const holder = { ...draft.source, data: target.data };
      const { data } = within(part!, () => setField(holder, rest.join('.'), value));
      return { ...draft, target: { ...target, data } };
    }
    return setAt(draft, path.split('.'), value);
  },
  relabelled({ sweep: _, ...spec }, { sweep, ...other }) {
    const alike = { ...other, name: spec.name, seeds: spec.seeds };
    if (JSON.stringify(alike) !== JSON.stringify(spec)) return undefined;
    return { ...spec, name: other.name, seeds: other.seeds, ...(sweep ? { sweep } : {}) };
  },
  noProgress: { phase: { kind: 'teaching', step: 0, steps: 0 }, share: 0, teacher: undefined, methods: [] },
  noPictures: { boundaryResolution: 0, features: undefined, shift: false },
};

/** The transfer with another stack of shifts; a sweep over one of them goes with it. @param placeOf a shift's new place */
function withShifts(
  transfer: TransferSpec,
  shifts: readonly ShiftSpec[],
  placeOf: (before: number) => number | undefined,
): unknown {
  const { sweep, ...rest } = transfer;
  const { data: _, ...target } = transfer.target;
  const [, place, field] = sweep?.over.split('.') ?? [];
  const now = field === undefined ? undefined : placeOf(Number(place));
  const kept =
    sweep && (field === undefined || now !== undefined)
      ? { sweep: field === undefined ? sweep : { ...sweep, over: `shifts.${now}.${field}` } }
      : {};
  return { ...rest, ...kept, target: { ...target, shifts } };
}

/** The runs of a batch, and what each is called in it. */
function runsOf(transfer: TransferSpec, what: TransferJobs): Pick<TransferRun, 'index' | 'transfer'>[] {
  if (what === 'results') return transferRuns(transfer);
  const { sweep: _, ...alone } = transfer;
  return Array.from({ length: transfer.seeds }, (_, n) => ({ index: n, transfer: repeatOf(alone, n) }));
}

/** The store of the room. */
export function createTransfer(
  workers: TransferWorkers,
  fragment = '',
  storage: KeyValueStorage = browserStorage,
) {
  const queue = new JobQueue(workers.pool);
  return create<TransferStore>((set, get) => {
    /** What goes when another transfer takes the place of this one: what its runs came to. */
    const replaced = (before: TransferSpec, after: TransferSpec) => {
      const otherSetting = !transferKind.relabelled(before, after);
      const otherSweep = JSON.stringify(before.sweep) !== JSON.stringify(after.sweep);
      if (otherSetting || (otherSweep && get().repeating?.what === 'results')) get().cancel();
      return {
        ...(otherSetting ? { repeats: [] } : {}),
        ...(otherSetting || otherSweep ? { results: [] } : {}),
      };
    };
    const host = { start: workers.start, backend: workers.backend, storage, fragment, replaced };
    const { change, ...study } = createStudy<
      TransferSpec,
      TransferData,
      TransferProgress,
      TransferPictures,
      TransferPictureRequest
    >(transferKind, host, set, get);
    /** What the target was made of before it was made of something else. */
    let aside: { shifts: ShiftSpec[]; data?: ExperimentSpec['data'] | undefined } = { shifts: [] };
    /** @param placeOf where a shift is after that; undefined where it is gone */
    const changeShifts = (
      at: ShiftPlace,
      make: (shifts: readonly ShiftSpec[]) => ShiftSpec[],
      placeOf: (before: number) => number | undefined = (i) => i,
    ) =>
      change(at, (draft) =>
        at === 'sourceShifts'
          ? { ...draft, sourceShifts: make(draft.sourceShifts) }
          : withShifts(draft, make(draft.target.shifts ?? []), placeOf),
      );
    return {
      ...study,
      change,
      repeats: [],
      results: [],
      repeating: undefined,
      addMethod: (added) =>
        change('methods', (draft) => ({ ...draft, methods: [...draft.methods, { kind: added }] })),
      removeMethod: (index) =>
        change('methods', (draft) => ({
          ...draft,
          methods: draft.methods.filter((_, i) => i !== index),
        })),
      addShift: (added, at = 'target.shifts') =>
        changeShifts(at, (shifts) => [...shifts, { kind: added } as ShiftSpec]),
      removeShift: (index, at = 'target.shifts') =>
        changeShifts(
          at,
          (shifts) => shifts.filter((_, i) => i !== index),
          (i) => (i === index ? undefined : i > index ? i - 1 : i),
        ),
      moveShift: (from, to, at = 'target.shifts') =>
        changeShifts(
          at,
          (shifts) => shifts.map((shift, i) => (i === from ? shifts[to]! : i === to ? shifts[from]! : shift)),
          (i) => (i === from ? to : i === to ? from : i),
        ),
      setTarget(by) {
        const { shifts = aside.shifts, data = aside.data } = get().draft.target;
        aside = { shifts, data };
        change('target', (draft) =>
          by === 'shifts'
            ? withShifts(draft, shifts, () => undefined)
            : withData(draft, data ?? draft.source.data),
        );
      },
      takeTarget: (data) => change('target', (draft) => withData(draft, data)),
      async repeat(what = 'repeats') {
        const { spec } = get();
        const have = new Set(get()[what].map(({ index }) => index));
        const jobs = runsOf(spec, what)
          .filter(({ index }) => !have.has(index))
          .map(({ index, transfer }) => ({
            index,
            job: {
              transfer,
              backend: workers.backend(),
              // Repeats are seen over time, values of a sweep at their end.
              ...(what === 'repeats' ? { options: { points: curvePoints, layers: false } } : {}),
            },
          }));
        await queue.run(jobs, {
          progress: (progress) => set({ repeating: progress && { ...progress, what } }),
          result: (index, { methods }) =>
            set({ [what]: [...get()[what], { index, methods }].sort((a, b) => a.index - b.index) }),
          failed: (trouble) => set(trouble),
        });
      },
      cancel: () => queue.cancel(),
    };
  });
}

/** The transfer with a target of its own data; pairs and a sweep over shifts cannot go with them. */
function withData(draft: TransferSpec, data: ExperimentSpec['data']): unknown {
  const { sweep, ...rest } = draft;
  return {
    ...rest,
    ...(sweep?.over.startsWith('shifts.') ? {} : { sweep }),
    paired: false,
    sourceShifts: [],
    target: { data, labelBudget: draft.target.labelBudget },
  };
}
