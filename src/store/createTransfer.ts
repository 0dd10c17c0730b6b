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
import type { StartWorker } from '../worker/connection';
import { curvePoints } from '../worker/curvePoints';
import type {
  TransferData,
  TransferPictureRequest,
  TransferProgress,
  TransferSnapshot,
} from '../worker/transfer';
import { JobQueue, type JobQueueProgress } from './jobQueue';
import type { PoolHost } from './pool';
import { runMissing } from './runMissing';
import { browserStorage, type KeyValueStorage } from './storage';
import { createStudy, type Study, type StudyKind } from './study';

/** The two lists of shifts: those that create the target, and those that create the source's own view in pairs. */
export type ShiftPlace = 'target.shifts' | 'sourceShifts';

/** The jobs of the pool: the transfer without its sweep over its seeds, or all values of its sweep over its seeds. */
export type TransferJobs = 'repeats' | 'results';

export interface TransferStore
  extends Study<TransferSpec, TransferData, TransferProgress, TransferSnapshot, TransferPictureRequest> {
  /** Outcomes of the present transfer without its sweep, in order. `index` is the repeat. */
  readonly repeats: readonly TransferOutcome[];
  /** Outcomes of the present sweep, in order. `index` is as in `transferRuns`. */
  readonly results: readonly TransferOutcome[];
  readonly repeating: (JobQueueProgress & { readonly what: TransferJobs }) | undefined;
  addMethod(kind: TransferMethodSpec['kind']): void;
  removeMethod(index: number): void;
  addShift(kind: ShiftSpec['kind'], at?: ShiftPlace): void;
  removeShift(index: number, at?: ShiftPlace): void;
  moveShift(from: number, to: number, at?: ShiftPlace): void;
  /** Creates the target from the source by shifts, or from a data set of its own. */
  setTarget(by: 'shifts' | 'data'): void;
  /** Uses an experiment's data as the target. */
  takeTarget(data: ExperimentSpec['data']): void;
  /** Runs the requested jobs that have not been run. */
  repeat(what?: TransferJobs): Promise<void>;
  cancel(): void;
}

/** The workers of the page. Tests replace them. */
export interface TransferWorkers extends PoolHost {
  start: StartWorker<'transfer'>;
}

/** The properties that distinguish this kind of study. */
export const transferKind: StudyKind<TransferSpec, TransferProgress, TransferPictureRequest> = {
  format: 'gradient-lab/transfer',
  file: 'transfer',
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
      // The controls of an experiment's data also edit the target's data, so a new kind brings its own fields.
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

/**
 * The transfer with another list of shifts. A sweep over a shift follows that shift, or is removed with it.
 * @param placeOf a shift's new place
 */
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

/** The runs of a batch with their indices. */
function runsOf(transfer: TransferSpec, what: TransferJobs): Pick<TransferRun, 'index' | 'transfer'>[] {
  if (what === 'results') return transferRuns(transfer);
  const { sweep: _, ...alone } = transfer;
  return Array.from({ length: transfer.seeds }, (_, n) => ({ index: n, transfer: repeatOf(alone, n) }));
}

/** The store of the transfer page. */
export function createTransfer(
  workers: TransferWorkers,
  fragment = '',
  storage: KeyValueStorage = browserStorage,
) {
  const queue = new JobQueue(workers.pool);
  return create<TransferStore>((set, get) => {
    /** Discards outcomes when another transfer replaces this one. */
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
      TransferSnapshot,
      TransferPictureRequest
    >(transferKind, host, set, get);
    /** The target's earlier definition, before the user switched to the other. */
    let aside: { shifts: ShiftSpec[]; data?: ExperimentSpec['data'] | undefined } = { shifts: [] };
    /** @param placeOf a shift's place after the change; undefined if the shift is removed */
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
      repeat(what = 'repeats') {
        const { spec } = get();
        const have = new Set(get()[what].map(({ index }) => index));
        return runMissing(queue, set, {
          jobs: runsOf(spec, what).map(({ index, transfer }) => ({
            index,
            job: {
              transfer,
              backend: workers.backend(),
              // The page shows repeats over time, but a sweep's values only at the end of their runs.
              ...(what === 'repeats' ? { options: { points: curvePoints, layers: false } } : {}),
            },
          })),
          has: (index) => have.has(index),
          progress: (progress) => ({ repeating: progress && { ...progress, what } }),
          result: (index, { methods }) => ({
            [what]: [...get()[what], { index, methods }].sort((a, b) => a.index - b.index),
          }),
        });
      },
      cancel: () => queue.cancel(),
    };
  });
}

/** The transfer whose target has data of its own. Pairs and a sweep over shifts are not possible with such a target. */
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
