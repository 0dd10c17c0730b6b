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

/** The page's experiment. An edit that the schema refuses changes nothing and leaves a problem at its field. */
export interface ExperimentSlice {
  readonly spec: ExperimentSpec;
  /** The last refused edit, by field path (`network.depth`, `data.text`, `link`, `file`). */
  readonly problems: Readonly<Record<string, Problem>>;
  /**
   * Sets one field of the spec by its dotted path, e.g. `edit('training.optimizer.learningRate', 0.01)`. A field that can
   * change during training (see `isLive`) takes effect at once. Any other field restarts the run from step 0; the run continues
   * to play if it was playing.
   */
  edit(path: string, value: unknown): void;
  /** Replaces the whole experiment (a preset, a file, a link). A Problem changes nothing. */
  open(spec: ExperimentSpec): void;
  /** Returns to other settings, as `edit` would: a run goes on if it can. */
  restoreSettings(spec: ExperimentSpec): void;
  /** Opens a recorded run at the state from which it can continue. */
  openRecorded(spec: ExperimentSpec, history: History, checkpoint: Checkpoint | undefined): void;
  /** Records that an input (a link, a file, a CSV) was refused. */
  refuse(field: string, problem: Problem): void;
  dismiss(field: string): void;
  newSeed(): void;
  /** Run A, which the charts show beside the present run B. */
  readonly baseline: BaselineRun | undefined;
  /** Keeps the present run as A, and starts an experiment beside it as B. */
  runBesideBaseline(spec: ExperimentSpec): void;
  closeBaseline(): void;
}

/** A finished run, kept for comparison. */
export interface BaselineRun {
  readonly spec: ExperimentSpec;
  readonly history: History;
}

export type RunStatus = 'loading' | 'ready' | 'playing' | 'stopped' | 'failed';

/** The run of the experiment. */
export interface RunSlice {
  readonly status: RunStatus;
  /** Why the run stopped, while `status` is `stopped`. */
  readonly reason: StopReason | undefined;
  readonly divergence: Divergence | undefined;
  readonly step: number;
  readonly stepsPerSecond: number;
  readonly stepsPerEpoch: number;
  /** The backend that runs the experiment, and the requested one. */
  readonly backend: Backend | undefined;
  readonly requestedBackend: Backend | 'auto';
  /** Why that backend runs, if a measurement chose it, and the measurements of each shape class. */
  readonly calibration: Calibration | undefined;
  readonly calibrations: Readonly<Record<string, Calibration>>;
  /** Recorded steps. A run has one object, which changes in place: select `historyVersion` to redraw. */
  readonly history: History;
  readonly historyVersion: number;
  readonly data: DataSummary | undefined;
  readonly snapshot: Snapshot | undefined;
  /** A crash from which the run recovered, reported once: the cause and the step from which the run continued. */
  readonly notice: RunNotice | undefined;
  /** Updates per second at most; null means no limit. */
  readonly speed: number | null;
  play(): void;
  pause(): void;
  toggle(): void;
  stepOnce(): void;
  stepEpoch(): void;
  /** Trains to a step at full speed, whatever speed is set. */
  playTo(step: number): void;
  /** Returns to step 0 with the same seed, which gives the same run again. */
  reset(): void;
  setSpeed(stepsPerSecond: number | null): void;
  /** Returns the run to a recorded step. Later steps are removed, and the run continues from there. */
  goBackTo(step: number): void;
  setBackend(backend: Backend | 'auto'): void;
  /** Snapshots of the run, spread over it, oldest first; `snapshot` is the newest. */
  readonly snapshots: readonly Snapshot[];
  /** States from which the run can continue, spread over it, oldest first. */
  readonly checkpoints: readonly Checkpoint[];
  /** Requests pictures. An omitted field keeps its earlier value. */
  observe(request: Partial<PictureRequest>): void;
  dismissNotice(): void;
}

export type RunNotice =
  | { readonly kind: 'resumed'; readonly step: number; readonly message: string }
  | { readonly kind: 'restarted'; readonly message: string };

/** The pages. */
export const pages = ['learn', 'lab', 'compare', 'map', 'distil', 'transfer', 'library', 'models'] as const;
export type Page = (typeof pages)[number];

const pageOfFormat: Readonly<Record<string, Page>> = {
  'gradient-lab/distillation': 'distil',
  'gradient-lab/transfer': 'transfer',
  'gradient-lab/log': 'models',
  'gradient-lab/assignment': 'learn',
  'gradient-lab/answer': 'learn',
};

/** The page that opens files and links of a format, if the format has a page of its own. */
export const pageFor = (format: unknown): Page | undefined =>
  typeof format === 'string' && Object.hasOwn(pageOfFormat, format) ? pageOfFormat[format] : undefined;

/** What views show, by its parameter in the address: `{ quantity: 'signalNorm' }`. */
export type Shown = Readonly<Record<string, string>>;

/** The open page and its display settings. */
export interface ViewSlice {
  readonly page: Page;
  /** Why this browser does not store runs, if so. */
  readonly notKept: 'full' | 'blocked' | 'silent' | 'altered' | 'nearlyFull' | undefined;
  /** Whether the experiment with its data exceeds the space that the browser keeps until the next visit. */
  readonly tooLargeToStore: boolean;
  /** The open tab of each page; undefined for its first. */
  readonly views: Readonly<Partial<Record<Page, string | undefined>>>;
  /** What the views of each page show, where it is not the usual. */
  readonly shown: Readonly<Partial<Record<Page, Shown>>>;
  /** Opens a page. The browser's Back returns to the one before. */
  go(page: Page): void;
  /** Opens a tab of a page. */
  openView(page: Page, view: string | undefined): void;
  /** Lets the views of a page show something else, as `new` with an entry in the browser's history. */
  show(page: Page, shown: Shown, as: 'new' | 'same'): void;
  /** Shows what an address names, without an entry in the browser's history. */
  arrive(address: {
    readonly page: Page;
    readonly view?: string | undefined;
    readonly shown?: Shown | undefined;
  }): void;
  readonly selectedLayer: number | undefined;
  /** The displayed step; undefined means the newest. */
  readonly cursor: number | undefined;
  readonly language: Language;
  selectLayer(layer: number | undefined): void;
  lookAt(step: number | undefined): void;
  setLanguage(language: Language): void;
}

export type LabState = ExperimentSlice & RunSlice & ViewSlice;
