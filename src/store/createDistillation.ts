import { create } from 'zustand';
import { within } from '../base/problem';
import {
  type Distillation,
  newStudent,
  parseDistillation,
  parseDistillationText,
  repeatOf,
  roleOf,
  type StudentSpec,
  serializeDistillation,
} from '../schema/distillation';
import { defaultDistillation } from '../schema/distillations';
import { setAt, setField } from '../schema/edit';
import type { ExperimentSpec } from '../schema/experiment';
import { setOwnNetwork } from '../schema/ownNetwork';
import type { StartWorker } from '../worker/connection';
import type {
  DistillationData,
  DistillationPictureRequest,
  DistillationProgress,
  DistillationSnapshot,
} from '../worker/distillation';
import type { RaceResult } from '../worker/studyJob';
import { JobQueue, type JobQueueProgress } from './jobQueue';
import type { PoolHost } from './pool';
import { runMissing, withResult } from './runMissing';
import { browserStorage, type KeyValueStorage } from './storage';
import { createStudy, type Study, type StudyKind } from './study';

export interface DistillationStore
  extends Study<
    Distillation,
    DistillationData,
    DistillationProgress,
    DistillationSnapshot,
    DistillationPictureRequest
  > {
  /** Outcomes of the present distillation by repeat; undefined for a repeat that has not been run. */
  readonly repeats: readonly (RaceResult | undefined)[];
  readonly repeating: JobQueueProgress | undefined;
  /** Uses an experiment as teacher or student. */
  take(role: 'teacher' | 'student', spec: ExperimentSpec): void;
  add(kind: StudentSpec['kind']): void;
  remove(list: 'method' | 'controls', index: number): void;
  /** Runs the repeats that `seeds` requests and that have not been run. */
  repeat(): Promise<void>;
  cancel(): void;
}

/** The workers of the page. Tests replace them. */
export interface DistillationWorkers extends PoolHost {
  start: StartWorker<'distillation'>;
}

/** The properties that distinguish this kind of study. */
export const distillationKind: StudyKind<Distillation, DistillationProgress, DistillationPictureRequest> = {
  format: 'gradient-lab/distillation',
  file: 'distillation',
  key: 'gradient-lab.distillation',
  fallback: defaultDistillation,
  parse: parseDistillation,
  parseText: parseDistillationText,
  serialize: serializeDistillation,
  set(draft, path, value) {
    const [role, ...rest] = path.split('.');
    if ((role === 'teacher' || role === 'student') && rest.length > 0) {
      return { ...draft, [role]: within(role, () => setField(draft[role], rest.join('.'), value)) };
    }
    const [index, part, ...deeper] = rest;
    if ((role === 'method' || role === 'controls') && part === 'network' && deeper.length > 0) {
      const place = { list: role, index: Number(index) } as const;
      return setOwnNetwork(draft, place, ['network', ...deeper].join('.'), value);
    }
    return setAt(draft, path.split('.'), value);
  },
  relabelled(spec, other) {
    const alike = { ...other, name: spec.name, seeds: spec.seeds };
    if (JSON.stringify(alike) !== JSON.stringify(spec)) return undefined;
    return { ...spec, name: other.name, seeds: other.seeds };
  },
  noProgress: { phase: { kind: 'preparing' }, share: 0, teacher: undefined, students: [] },
  noPictures: { boundaryResolution: 0, answers: false, split: undefined },
};

/** The store of the distillation page. */
export function createDistillation(
  workers: DistillationWorkers,
  fragment = '',
  storage: KeyValueStorage = browserStorage,
) {
  const queue = new JobQueue(workers.pool);
  return create<DistillationStore>((set, get) => {
    /** Discards the repeats when another distillation replaces this one. */
    const replaced = (before: Distillation, after: Distillation) => {
      if (distillationKind.relabelled(before, after)) return {};
      get().cancel();
      return { repeats: [] };
    };
    const host = { start: workers.start, backend: workers.backend, storage, fragment, replaced };
    const study = createStudy<
      Distillation,
      DistillationData,
      DistillationProgress,
      DistillationSnapshot,
      DistillationPictureRequest
    >(distillationKind, host, set, get);
    return {
      ...study,
      repeats: [],
      repeating: undefined,
      take: (role, spec) => study.change(role, (draft) => ({ ...draft, [role]: spec })),
      add(added) {
        const list = roleOf(added);
        study.change(list, (draft) => ({ ...draft, [list]: [...draft[list], newStudent(added)] }));
      },
      remove: (list, index) =>
        study.change(list, (draft) => ({ ...draft, [list]: draft[list].filter((_, i) => i !== index) })),
      repeat() {
        const { spec, repeats } = get();
        return runMissing(queue, set, {
          jobs: Array.from({ length: spec.seeds }, (_, index) => ({
            index,
            job: { race: repeatOf(spec, index), backend: workers.backend() },
          })),
          has: (index) => repeats[index] !== undefined,
          progress: (repeating) => ({ repeating }),
          result: (index, result) => ({ repeats: withResult(get().repeats, index, result) }),
        });
      },
      cancel: () => queue.cancel(),
    };
  });
}
