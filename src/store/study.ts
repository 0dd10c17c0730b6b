import { Problem } from '../base/problem';
import type { Connection } from '../worker/connection';
import type { Backend, Fault } from '../worker/protocol';
import type { StudyCommand, StudyReport } from '../worker/studySession';
import { without } from './run';
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
  /** Opens a file's text. A refusal leaves a problem at `file` and changes nothing else. */
  openText(text: string): void;
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
    onCrash: (message: string) => void,
  ): Connection<StudyCommand<Spec, PictureRequest>>;
  backend(): Backend | 'auto';
  readonly storage: KeyValueStorage;
  /** The link that opened the page. */
  readonly fragment: string;
  /** Called when another spec replaces the displayed one. Returns the other state that changes with it. */
  replaced(before: Spec, after: Spec): object;
}

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
 * The part of a store that holds a study. Its worker gets one request at a time. If edits arrive faster than data are built,
 * the edits between are skipped.
 */
export function createStudy<Spec, Data, Progress extends object, Snapshot extends object, PictureRequest>(
  kind: StudyKind<Spec, Progress, PictureRequest>,
  host: StudyHost<Spec, Data, Progress, Snapshot, PictureRequest>,
  set: (part: Partial<Study<Spec, Data, Progress, Snapshot, PictureRequest>>) => void,
  get: () => Study<Spec, Data, Progress, Snapshot, PictureRequest>,
): Study<Spec, Data, Progress, Snapshot, PictureRequest> {
  type State = Study<Spec, Data, Progress, Snapshot, PictureRequest>;
  interface Asked {
    readonly spec: Spec;
    /** Whether training starts once the run is built. */
    goesOn: boolean;
  }
  const { storage } = host;
  let client: Connection<StudyCommand<Spec, PictureRequest>> | undefined;
  let newest = 0;
  /** The load whose run is in the worker. */
  let standing: number | undefined;
  /** The request that the worker builds, and the request after it. */
  let building: Asked | undefined;
  let waiting: Asked | undefined;
  let request = kind.noPictures;
  let observing: ReturnType<typeof setTimeout> | undefined;

  const assign = (part: object) => set(part as Partial<State>);
  const save = (spec: Spec) => assign({ tooLargeToStore: !storage.set(kind.key, kind.serialize(spec)) });
  const same = (a: Spec, b: Spec) => JSON.stringify(a) === JSON.stringify(b);

  const send = (asked: Asked) => {
    client ??= host.start(receive, crashed);
    building = asked;
    client.send({ kind: 'load', run: ++newest, spec: asked.spec, backend: host.backend() });
  };

  const observeSoon = () => {
    clearTimeout(observing);
    observing = setTimeout(() => client?.send({ kind: 'observe', request }), pictureDelay);
  };

  /** The requested run has been built and replaces the last one. */
  const begin = (data: Data) => {
    const { spec, goesOn } = building!;
    const before = get().spec;
    const next = waiting;
    standing = newest;
    building = undefined;
    waiting = undefined;
    assign({
      ...kind.noProgress,
      snapshot: undefined,
      data,
      spec,
      ...(same(before, spec) ? {} : host.replaced(before, spec)),
      ...(next ? {} : { status: 'ready', problem: undefined, fault: undefined }),
    });
    save(spec);
    if (next) send(next);
    else {
      observeSoon();
      if (goesOn) client?.send({ kind: 'play' });
    }
  };

  const fail = (run: number, fault: Fault) => {
    const refused = run === newest && building !== undefined;
    if (!refused && run !== standing) return;
    const next = waiting;
    if (refused) {
      building = undefined;
      waiting = undefined;
      if (next) return send(next);
    }
    // A spec that can't be built leaves the present run unchanged.
    const stays = refused && standing !== undefined;
    const told =
      fault.kind === 'problem'
        ? { problem: new Problem(fault.code, fault.values) }
        : { fault: fault.message };
    assign({ ...told, status: stays ? (ended ? 'done' : 'ready') : 'failed' });
  };

  /** Whether the present run has been trained to its end. */
  let ended = false;

  const receive = (report: StudyReport<Data, Progress, Snapshot>) => {
    if (report.kind === 'failed') return fail(report.run, report.fault);
    if (report.kind === 'ready') {
      if (!building || report.run !== newest) return;
      ended = false;
      return begin(report.data);
    }
    if (report.run !== standing) return;
    if (report.kind === 'snapshot') return assign({ snapshot: { ...get().snapshot, ...report.snapshot } });
    ended = report.done;
    const status = report.done ? 'done' : report.playing ? 'playing' : 'ready';
    assign({ ...report.progress, ...(building ? {} : { status }) });
  };

  const crashed = (message: string) => {
    client?.end();
    client = undefined;
    standing = undefined;
    building = undefined;
    waiting = undefined;
    assign({ status: 'failed', fault: message });
  };

  /** Requests the draft at step 0. */
  const load = (draft: Spec, goesOn: boolean) => {
    assign({ draft, status: 'loading', problem: undefined, fault: undefined });
    clearTimeout(observing);
    const asked = { spec: draft, goesOn };
    if (building) waiting = asked;
    else send(asked);
  };

  const goesOn = () => get().status === 'playing' || (waiting ?? building)?.goesOn === true;

  const replace = (draft: Spec) => {
    const { spec, draft: before } = get();
    const relabelled = standing === undefined || building ? undefined : kind.relabelled(spec, draft);
    if (!relabelled || before !== spec) return load(draft, goesOn());
    assign({ draft: relabelled, spec: relabelled, ...host.replaced(spec, relabelled) });
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

  const { draft, problems } = opening(kind, host.fragment, storage);
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
      load(spec, goesOn());
    },
    openText: (text) =>
      attempt(
        'file',
        () => kind.parseText(text),
        (next) => get().open(next),
      ),
    edit: (path, value) => attempt(path, () => kind.parse(kind.set(get().draft, path, value))),
    change: (field, make) => attempt(field, () => kind.parse(make(get().draft))),
    discardDraft() {
      assign({ draft: get().spec, problems: {}, problem: undefined, fault: undefined });
    },
    play() {
      const asked = waiting ?? building;
      if (!client || standing === undefined) return load(get().draft, true);
      if (asked) asked.goesOn = true;
      else {
        client.send({ kind: 'play' });
        assign({ status: 'playing' });
      }
    },
    playTo(to) {
      if (standing === undefined || building) return;
      client?.send({ kind: 'play', to });
      assign({ status: 'playing' });
    },
    pause() {
      const asked = waiting ?? building;
      if (asked) asked.goesOn = false;
      client?.send({ kind: 'pause' });
    },
    toggle() {
      const { status, play, pause } = get();
      if (status === 'playing') pause();
      else if (status === 'ready' || status === 'failed') play();
    },
    step: () => client?.send({ kind: 'play', steps: 1 }),
    reset: () => load(get().draft, false),
    observe(more) {
      request = { ...request, ...more };
      if (standing !== undefined && !building) client?.send({ kind: 'observe', request });
    },
    refuse: (field, problem) => assign({ problems: { ...get().problems, [field]: problem } }),
    dismiss(field) {
      if (field === undefined) assign({ problem: undefined, fault: undefined });
      else assign({ problems: without(get().problems, field) });
    },
  };
}
