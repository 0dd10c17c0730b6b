import type { Language } from '../base/languages';
import type { Problem } from '../base/problem';
import type { ExperimentSpec } from '../schema/experiment';
import type {
  Backend,
  Calibration,
  Checkpoint,
  DataSummary,
  Divergence,
  PictureRequest,
  Snapshot,
  StopReason,
} from '../worker/protocol';
import type { History } from './history';

/** The experiment on the page. Edits that the schema refuses change nothing and leave a problem at their field. */
export interface ExperimentSlice {
  readonly spec: ExperimentSpec;
  /** The last refused edit, by field path (`network.depth`, `data.text`, `link`, `file`). */
  readonly problems: Readonly<Record<string, Problem>>;
  /**
   * Sets one field of the spec by its dotted path, e.g. `edit('training.optimizer.learningRate', 0.01)`. A field that
   * can change in flight (see `isLive`) does; any other restarts the run from step 0 (and goes on playing if it was).
   */
  edit(path: string, value: unknown): void;
  /** Replaces the whole experiment (a preset, a file, a link). A Problem leaves everything as it was. */
  open(spec: ExperimentSpec): void;
  /** Opens a run as it was recorded, at the state that it can go on from. */
  openRecorded(spec: ExperimentSpec, history: History, checkpoint: Checkpoint | undefined): void;
  /** Records that something given (a link, a file, a CSV) was refused. */
  refuse(field: string, problem: Problem): void;
  dismiss(field: string): void;
  newSeed(): void;
  /** Run A, kept on the charts beside the present run B. */
  readonly baseline: BaselineRun | undefined;
  /** Keeps the present run as A, and starts an experiment beside it as B. */
  runBesideBaseline(spec: ExperimentSpec): void;
  closeBaseline(): void;
}

/** A run that is over, for comparison. */
export interface BaselineRun {
  readonly spec: ExperimentSpec;
  readonly history: History;
}

export type RunStatus = 'loading' | 'ready' | 'playing' | 'stopped' | 'failed';

/** The run of that experiment. */
export interface RunSlice {
  readonly status: RunStatus;
  /** Why it stopped, while `status` is `stopped`. */
  readonly reason: StopReason | undefined;
  readonly divergence: Divergence | undefined;
  readonly step: number;
  readonly stepsPerSecond: number;
  readonly stepsPerEpoch: number;
  /** The backend that runs it, and the one asked for. */
  readonly backend: Backend | undefined;
  readonly requestedBackend: Backend | 'auto';
  /** Why that backend runs, where it was chosen by measuring, and what was found for each shape class. */
  readonly calibration: Calibration | undefined;
  readonly calibrations: Readonly<Record<string, Calibration>>;
  /** Recorded steps. One object per run, mutated in place: select `historyVersion` to redraw. */
  readonly history: History;
  readonly historyVersion: number;
  readonly data: DataSummary | undefined;
  readonly snapshot: Snapshot | undefined;
  /** A crash that was recovered from, told once: what happened and from where the run went on. */
  readonly notice: RunNotice | undefined;
  /** Updates a second at most; null: flat out. */
  readonly speed: number | null;
  play(): void;
  pause(): void;
  toggle(): void;
  stepOnce(): void;
  stepEpoch(): void;
  /** Back to step 0 with the same seed: the same run again. */
  reset(): void;
  setSpeed(stepsPerSecond: number | null): void;
  /** Takes the run back to a recorded step: what came after is forgotten, and it goes on from there. */
  goBackTo(step: number): void;
  setBackend(backend: Backend | 'auto'): void;
  /** Snapshots of the run, thinned out evenly, oldest first; `snapshot` is the newest. */
  readonly snapshots: readonly Snapshot[];
  /** States that the run can go on from, thinned out evenly, oldest first. */
  readonly checkpoints: readonly Checkpoint[];
  /** Requests pictures. Fields that are not given stay as they were requested before. */
  observe(request: Partial<PictureRequest>): void;
  dismissNotice(): void;
}

export type RunNotice =
  | { readonly kind: 'resumed'; readonly step: number; readonly message: string }
  | { readonly kind: 'restarted'; readonly message: string };

/** The rooms of the page. */
export const pages = ['lab', 'compare', 'map', 'distil', 'transfer', 'library'] as const;
export type Page = (typeof pages)[number];

const pageOfFormat: Readonly<Record<string, Page>> = {
  'gradient-lab/distillation': 'distil',
  'gradient-lab/transfer': 'transfer',
};

/** The room that files and links of a format open in, where it has one of its own. */
export const pageFor = (format: unknown): Page | undefined =>
  typeof format === 'string' && Object.hasOwn(pageOfFormat, format) ? pageOfFormat[format] : undefined;

/** What is shown and how. */
export interface ViewSlice {
  readonly page: Page;
  /** Why runs are not kept in this browser, if so. */
  readonly notKept: 'full' | 'blocked' | undefined;
  /** Whether the experiment, with its data, is more than the browser keeps until the next visit. */
  readonly tooLargeToKeep: boolean;
  go(page: Page): void;
  readonly selectedLayer: number | undefined;
  /** The recorded step that is looked at; undefined: the newest. */
  readonly cursor: number | undefined;
  readonly language: Language;
  selectLayer(layer: number | undefined): void;
  lookAt(step: number | undefined): void;
  setLanguage(language: Language): void;
}

export type LabState = ExperimentSlice & RunSlice & ViewSlice;
