import { Problem } from '../base/problem';
import { keepEqual } from '../schema/keepEqual';
import type { Connection } from '../worker/connection';
import type { Backend, Fault } from '../worker/protocol';
import type { StudyCommand, StudyReport } from '../worker/studySession';
import { isTooLong } from './isTooLong';
import { readLabFile } from './readLabFile';
import { without } from './run';
import { firstRun, type RunEffect, type RunEvent, type RunState, reduceRun, stateOf } from './runMachine';
import type { KeyValueStorage } from './storage';
import { linked } from './studyLink';

/** A study: several networks that a file describes, trained in a worker and watched. */

export type StudyStatus = 'loading' | 'ready' | 'playing' | 'done' | 'failed';

/** The page's state of a study, apart from its `Progress`. */
export interface StudyParts<Spec, Data, Snapshot, PictureRequest> {
  /** The spec that the displayed results belong to. */
  readonly spec: Spec;
  /**
   * The spec that the controls show. It equals `spec`, or it is a newer request that is not ready or can't be built
   * (`problem`). It replaces `spec` once its data are built and it can run.
   */
  readonly draft: Spec;
  readonly status: StudyStatus;
  readonly data: Data | undefined;
  /** The newest pictures of each kind. */
  readonly snapshot: Snapshot | undefined;
  /** The last refused edit by field path. `file`, `link` and `stored` hold why the input could not be opened. */
  readonly problems: Readonly<Record<string, Problem>>;
  /** Why the draft can't run, or why training stopped. */
  readonly problem: Problem | undefined;
  readonly fault: string | undefined;
  /** Whether the spec with its data exceeds the space that the browser keeps until the next visit. */
  readonly tooLargeToStore: boolean;
  open(spec: Spec): void;
  /** Opens a file. A refusal leaves a problem at `file` and changes nothing else. */
  openFile(file: File): Promise<void>;
  /** Sets a field of the draft by its dotted path. */
  edit(path: string, value: unknown): void;
  /** Replaces the draft. An error that `make` throws becomes a problem at the field. */
  change(field: string, make: (draft: Spec) => unknown): void;
  /** Discards a draft that can't run. The controls show the displayed spec again. */
  discardDraft(): void;
  play(): void;
  /** Trains the study on screen until this share of all updates is done. */
  playTo(share: number): void;
  pause(): void;
  toggle(): void;
  step(): void;
  /** Builds the draft at step 0. */
  reset(): void;
  observe(request: Partial<PictureRequest>): void;
  refuse(field: string, problem: Problem): void;
  /** Removes a problem at a field; without a field, removes `problem` and `fault`. */
  dismiss(field?: string): void;
}

export type Study<Spec, Data, Progress, Snapshot, PictureRequest> = StudyParts<
  Spec,
  Data,
  Snapshot,
  PictureRequest
> &
  Progress;

/** The message at a field: why the edit was refused, or why the requested spec can't be built. */
export const problemAt = (
  { problems, problem }: Pick<StudyParts<unknown, unknown, unknown, unknown>, 'problems' | 'problem'>,
  at: string,
): Problem | undefined => problems[at] ?? (problem?.values.field === at ? problem : undefined);

/** The properties that distinguish one kind of study. */
export interface StudyKind<Spec, Progress, PictureRequest> {
  /** The format in its files, e.g. `gradient-lab/transfer`. */
  readonly format: string;
  /** What the reader of files calls it. */
  readonly file: 'distillation' | 'transfer';
  /** Its storage key between visits. */
  readonly key: string;
  fallback(): Spec;
  /** @throws Problem */
  parse(value: unknown): Spec;
  /** @throws Problem */
  parseText(text: string): Spec;
  serialize(spec: Spec): string;
  /** The draft with one field set, not parsed yet. @throws Problem */
  set(draft: Spec, path: string, value: unknown): unknown;
  /** The displayed spec with another spec's changes that do not affect training (its name, …); undefined if more differs. */
  relabelled(spec: Spec, other: Spec): Spec | undefined;
  readonly noProgress: Progress;
  readonly noPictures: PictureRequest;
}

export interface StudyHost<Spec, Data, Progress, Snapshot, PictureRequest> {
  start(
    onReport: (report: StudyReport<Data, Progress, Snapshot>) => void,
    onCrash: (message: string, problem?: Problem) => void,
  ): Connection<StudyCommand<Spec, PictureRequest>>;
  backend(): Backend | 'auto';
  readonly storage: KeyValueStorage;
  /** The link that opened the page. */
  readonly fragment: string;
  /** Called when another spec replaces the displayed one. Returns the other state that changes with it. */
  replaced(before: Spec, after: Spec): object;
}

/** What the page's controls show of a state. */
const statuses: Readonly<Record<RunState, StudyStatus>> = {
  building: 'loading',
  restoring: 'loading',
  ready: 'ready',
  running: 'playing',
  paused: 'ready',
  ended: 'done',
  diverged: 'done',
  failed: 'failed',
};

/** Milliseconds without a request before pictures are requested. While a slider moves, only the data are built. */
const pictureDelay = 250;

/** The spec that a study opens with: the link's, else the stored one, else the default. */
function opening<Spec, P, W>(kind: StudyKind<Spec, P, W>, fragment: string, storage: KeyValueStorage) {
  let draft = kind.fallback();
  const problems: Record<string, Problem> = {};
  const attempt = (field: string, read: () => Spec) => {
    try {
      draft = read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems[field] = error;
    }
  };
  const stored = storage.get(kind.key);
  if (stored) attempt('stored', () => kind.parseText(stored));
  const given = linked(fragment, kind.format);
  if (given !== undefined) attempt('link', () => kind.parse(given));
  return { draft, problems };
}

/**
 * The part of a store that holds a study. Its states are those of the lab's run (`runMachine.ts`): one study is built at a time,
 * the newest edit wins, and a study that can't be built leaves the present one.
 */
export function createStudy<Spec, Data, Progress extends object, Snapshot extends object, PictureRequest>(
  kind: StudyKind<Spec, Progress, PictureRequest>,
  host: StudyHost<Spec, Data, Progress, Snapshot, PictureRequest>,
  set: (part: Partial<Study<Spec, Data, Progress, Snapshot, PictureRequest>>) => void,
  get: () => Study<Spec, Data, Progress, Snapshot, PictureRequest>,
): Study<Spec, Data, Progress, Snapshot, PictureRequest> {
  type State = Study<Spec, Data, Progress, Snapshot, PictureRequest>;
  const { storage } = host;
  const { draft, problems } = opening(kind, host.fragment, storage);
  let client: Connection<StudyCommand<Spec, PictureRequest>> | undefined;
  let machine = firstRun<Spec, never>(draft, 1);
  let request = kind.noPictures;
  let observing: ReturnType<typeof setTimeout> | undefined;

  const assign = (part: object) => set(part as Partial<State>);
  const save = (spec: Spec) =>
    assign({ tooLargeToStore: isTooLong(spec) || !storage.set(kind.key, kind.serialize(spec)) });
  const same = (a: Spec, b: Spec) => JSON.stringify(a) === JSON.stringify(b);

  /** Passes an event to the machine, shows its state, and does what it asks for. */
  const dispatch = (event: RunEvent<Spec, never>): void => {
    const { machine: next, effects } = reduceRun(machine, event);
    machine = next;
    const status = statuses[stateOf(next)];
    if (status !== get().status) assign({ status });
    for (const effect of effects) carryOut(effect);
  };

  const carryOut = (effect: RunEffect<Spec, never>): void => {
    switch (effect.kind) {
      case 'load':
        clearTimeout(observing);
        client ??= host.start(receive, crashed);
        client.send({ kind: 'load', run: effect.run, spec: effect.spec, backend: host.backend() });
        break;
      case 'play':
      case 'pause':
        client?.send(effect);
        break;
      case 'endWorker':
        client?.end();
        client = undefined;
    }
  };

  /** Pictures are requested once no newer settings have come for a while. */
  const observeSoon = () => {
    clearTimeout(observing);
    observing = setTimeout(() => client?.send({ kind: 'observe', request }), pictureDelay);
  };

  /** The requested study has been built and replaces the last one. */
  const begin = (run: number, data: Data) => {
    const { building, due } = machine;
    if (building?.run !== run) return;
    const { spec } = building;
    const before = get().spec;
    assign({
      ...kind.noProgress,
      snapshot: undefined,
      data,
      spec,
      ...(same(before, spec) ? {} : host.replaced(before, spec)),
      ...(due ? {} : { problem: undefined, fault: undefined }),
    });
    save(spec);
    dispatch({ kind: 'ready', run });
    if (!due) observeSoon();
  };

  /** The study can't be built or trained. A spec that can't be built leaves the present study unchanged. */
  const fail = (run: number, fault: Fault) => {
    const before = machine;
    dispatch({ kind: 'refused', run });
    if (machine === before || machine.building) return;
    assign(
      fault.kind === 'problem'
        ? { problem: new Problem(fault.code, fault.values) }
        : { fault: fault.message },
    );
  };

  const receive = (report: StudyReport<Data, Progress, Snapshot>) => {
    const { run } = report;
    if (report.kind === 'failed') return fail(run, report.fault);
    if (report.kind === 'ready') return begin(run, report.data);
    const { standing } = machine;
    if (run !== standing?.run) return;
    if (report.kind === 'snapshot') return assign({ snapshot: { ...get().snapshot, ...report.snapshot } });
    assign(report.progress);
    if (report.done) dispatch({ kind: 'stopped', run, reason: 'steps' });
    else if (report.playing) dispatch({ kind: 'trains', run });
    else if (report.stopped && standing.state === 'running')
      dispatch({ kind: 'stopped', run, reason: 'paused' });
  };

  const crashed = (message: string, problem?: Problem) => {
    dispatch({ kind: 'crashed', at: performance.now() });
    assign(problem ? { problem } : { fault: message });
  };

  /** Shows a draft that replaces what stood, or that is requested again, without earlier messages. */
  const show = (draft: Spec) => assign({ draft, problem: undefined, fault: undefined });

  const load = (draft: Spec) => {
    show(draft);
    dispatch({ kind: 'edited', spec: draft });
  };

  const replace = (draft: Spec) => {
    const { spec, draft: before } = get();
    const relabelled =
      machine.standing === undefined || machine.building ? undefined : kind.relabelled(spec, draft);
    if (!relabelled || before !== spec) return load(draft);
    assign({ draft: relabelled, spec: relabelled, ...host.replaced(spec, relabelled) });
    dispatch({ kind: 'changed', spec: relabelled });
    save(relabelled);
  };

  /** Applies an edit, or leaves a problem at its field. */
  const attempt = (field: string, make: () => Spec, then = replace) => {
    try {
      const next = make();
      assign({ problems: without(get().problems, field) });
      then(next);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      assign({ problems: { ...get().problems, [field]: error } });
    }
  };

  return {
    ...kind.noProgress,
    spec: draft,
    draft,
    status: 'loading',
    data: undefined,
    snapshot: undefined,
    problems,
    problem: undefined,
    fault: undefined,
    tooLargeToStore: false,
    open(spec) {
      assign({ problems: {} });
      load(spec);
    },
    async openFile(file) {
      try {
        const spec = await readLabFile(file, kind.file);
        if (spec) get().open(spec as Spec);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        get().refuse('file', error);
      }
    },
    edit: (path, value) =>
      attempt(path, () => keepEqual(get().draft, kind.parse(kind.set(get().draft, path, value)))),
    change: (field, make) => attempt(field, () => keepEqual(get().draft, kind.parse(make(get().draft)))),
    discardDraft() {
      assign({ draft: get().spec, problems: {}, problem: undefined, fault: undefined });
    },
    play() {
      // There is no study that could go on, so the draft is built.
      if (stateOf(machine) === 'failed') load(get().draft);
      dispatch({ kind: 'play', play: {} });
    },
    playTo(to) {
      if (machine.standing && !machine.building) dispatch({ kind: 'play', play: { to } });
    },
    pause: () => dispatch({ kind: 'pause' }),
    toggle() {
      const { status, play, pause } = get();
      if (status === 'playing') pause();
      else if (status === 'ready' || status === 'failed') play();
    },
    step() {
      if (machine.standing && !machine.building) dispatch({ kind: 'play', play: { steps: 1 } });
    },
    reset() {
      const { draft } = get();
      show(draft);
      dispatch({ kind: 'reset', spec: draft });
    },
    observe(more) {
      request = { ...request, ...more };
      if (machine.standing && !machine.building) client?.send({ kind: 'observe', request });
    },
    refuse: (field, problem) => assign({ problems: { ...get().problems, [field]: problem } }),
    dismiss(field) {
      if (field === undefined) assign({ problem: undefined, fault: undefined });
      else assign({ problems: without(get().problems, field) });
    },
  };
}
