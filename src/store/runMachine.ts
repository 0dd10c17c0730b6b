import type { ExperimentSpec } from '../schema/experiment';
import type { Checkpoint, StopReason } from '../worker/protocol';

/**
 * What a worker trains, as a state machine: the lab's run, and a study. `reduceRun` is pure: it takes an event and returns the
 * next machine and what is to be done. A run in the worker and a run that is being built are two fields, so that the newest edit
 * wins and a run that can't be built gives way to the run that stood before it.
 *
 * `Spec` is what is trained, `Saved` is a state from which training can continue; studies have none.
 *
 * | state     | meaning                                                | way on                                  |
 * | --------- | ------------------------------------------------------ | --------------------------------------- |
 * | building  | the worker builds the newest settings at step 0        | it answers, or it crashes               |
 * | restoring | the worker builds a run from a checkpoint              | it answers, or it crashes               |
 * | ready     | built, not trained since                               | Play                                    |
 * | running   | the worker trains                                      | Pause, or the run ends                  |
 * | paused    | stopped by the user, or after a given number of steps  | Play continues                          |
 * | ended     | stopped by a condition or at the number of steps       | Play continues beyond it                |
 * | diverged  | stopped at a number that is not finite                 | Play starts again at step 0             |
 * | failed    | no run in the worker                                   | Play, Reset and every edit build one    |
 */
export type RunState =
  | 'building'
  | 'restoring'
  | 'ready'
  | 'running'
  | 'paused'
  | 'ended'
  | 'diverged'
  | 'failed';

/**
 * How long a run plays: for a number of steps, up to a share of all updates, or until it stops by itself. `fast` ignores the
 * user's speed limit.
 */
export interface Play {
  readonly steps?: number;
  readonly to?: number;
  readonly fast?: boolean;
}

/** Whether it stops before the end. */
const isBounded = ({ steps, to }: Play): boolean => steps !== undefined || to !== undefined;

/** The run in the worker. */
export interface StandingRun<Spec = ExperimentSpec, Saved = Checkpoint> {
  readonly run: number;
  readonly spec: Spec;
  readonly state: 'ready' | 'running' | 'paused' | 'ended' | 'diverged';
  /** Why it stopped. */
  readonly reason?: StopReason;
  /** The newest state from which it can continue. */
  readonly checkpoint?: Saved;
}

/** The run that the worker builds. */
export interface BuildingRun<Spec = ExperimentSpec, Saved = Checkpoint> {
  readonly run: number;
  readonly spec: Spec;
  /** The state from which it continues; it is restored rather than built at step 0. */
  readonly from?: Saved;
}

export interface RunMachine<Spec = ExperimentSpec, Saved = Checkpoint> {
  /** The newest settings. */
  readonly spec: Spec;
  readonly building?: BuildingRun<Spec, Saved> | undefined;
  /** Whether the newest settings need a run of their own after the one that is being built. */
  readonly due: boolean;
  readonly standing?: StandingRun<Spec, Saved> | undefined;
  /** What the run does, or will do once it is built. */
  readonly plays?: Play | undefined;
  /** The number of the newest run. */
  readonly newest: number;
  /** When the worker crashed lately, in milliseconds. */
  readonly crashes: readonly number[];
  /** After this many crashes within `crashWindow` milliseconds no worker is started without the user. */
  readonly crashLimit: number;
}

export type RunEvent<Spec = ExperimentSpec, Saved = Checkpoint> =
  /** Settings that need another run. */
  | { readonly kind: 'edited'; readonly spec: Spec }
  /** Settings that change during training. */
  | { readonly kind: 'changed'; readonly spec: Spec }
  /** The same settings on another backend. */
  | { readonly kind: 'rebuild' }
  /** Builds at step 0: the newest settings, or others. */
  | { readonly kind: 'reset'; readonly spec?: Spec }
  | { readonly kind: 'play'; readonly play: Play }
  | { readonly kind: 'pause' }
  /** Continues a recorded run, or the present one, from a checkpoint; steps up to `to` are repeated without recording. */
  | {
      readonly kind: 'restore';
      readonly spec: Spec;
      readonly from: Saved;
      readonly to: number;
    }
  | { readonly kind: 'ready'; readonly run: number }
  /** The worker says that it trains. */
  | { readonly kind: 'trains'; readonly run: number }
  | { readonly kind: 'stopped'; readonly run: number; readonly reason: StopReason }
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: Saved }
  | { readonly kind: 'refused'; readonly run: number }
  /**
   * @param at the time in milliseconds
   * @param forGood whether another worker would not start either
   */
  | { readonly kind: 'crashed'; readonly at: number; readonly forGood?: boolean };

/** What is to be done after an event, in order. */
export type RunEffect<Spec = ExperimentSpec, Saved = Checkpoint> =
  | {
      readonly kind: 'load';
      readonly run: number;
      readonly spec: Spec;
      readonly from?: Saved;
      readonly to?: number;
    }
  | { readonly kind: 'play'; readonly steps?: number; readonly to?: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'change'; readonly spec: Spec }
  /** The worker can't be used any more. */
  | { readonly kind: 'endWorker' };

export interface Transition<Spec = ExperimentSpec, Saved = Checkpoint> {
  readonly machine: RunMachine<Spec, Saved>;
  readonly effects: readonly RunEffect<Spec, Saved>[];
}

/** The lab's `crashLimit`: a run continues from its checkpoint. */
export const runCrashLimit = 3;
const crashWindow = 10_000;

export const firstRun = <Spec = ExperimentSpec, Saved = Checkpoint>(
  spec: Spec,
  crashLimit = runCrashLimit,
): RunMachine<Spec, Saved> => ({ spec, due: false, newest: 0, crashes: [], crashLimit });

export function stateOf({ building, standing }: RunMachine<unknown, unknown>): RunState {
  if (building) return building.from ? 'restoring' : 'building';
  return standing?.state ?? 'failed';
}

const stay = <S, C>(machine: RunMachine<S, C>): Transition<S, C> => ({ machine, effects: [] });

/** Builds the newest settings now. */
function load<S, C>(machine: RunMachine<S, C>, from?: C, to?: number): Transition<S, C> {
  const { spec } = machine;
  const run = machine.newest + 1;
  const start = { run, spec, ...(from ? { from } : {}) };
  return {
    machine: { ...machine, newest: run, due: false, building: start },
    effects: [{ kind: 'load', ...start, ...(to === undefined ? {} : { to }) }],
  };
}

/** Builds the newest settings, but only one run at a time: a slider that is dragged asks for many. */
const build = <S, C>(machine: RunMachine<S, C>): Transition<S, C> =>
  machine.building ? stay({ ...machine, due: true }) : load(machine);

const playEffect = ({ fast: _, ...limits }: Play): RunEffect<never, never> => ({ kind: 'play', ...limits });

/** The next machine after an event, and what is to be done. */
export function reduceRun<S, C>(before: RunMachine<S, C>, event: RunEvent<S, C>): Transition<S, C> {
  const { building, standing, plays } = before;
  switch (event.kind) {
    case 'edited': {
      // A run that plays continues to play with other settings; a number of steps belongs to the earlier ones.
      const goesOn = plays && !isBounded(plays) ? plays : undefined;
      return build({ ...before, spec: event.spec, plays: goesOn, ...fromUser(before) });
    }
    case 'changed': {
      const machine = { ...before, spec: event.spec };
      if (building) return stay(machine);
      if (!standing) return load({ ...machine, ...fromUser(before) });
      return {
        machine: { ...machine, standing: { ...standing, spec: event.spec } },
        effects: [{ kind: 'change', spec: event.spec }],
      };
    }
    case 'rebuild':
      return build(before);
    case 'reset':
      return build({ ...before, spec: event.spec ?? before.spec, plays: undefined, crashes: [] });
    case 'play':
      return play(before, event.play);
    case 'pause': {
      const machine = { ...before, plays: undefined };
      return stateOf(before) === 'running' ? { machine, effects: [{ kind: 'pause' }] } : stay(machine);
    }
    case 'restore': {
      // The page's recorded steps are no longer those of the run in the worker.
      const machine = { ...before, spec: event.spec, plays: undefined, standing: undefined };
      return load(machine, event.from, event.to);
    }
    case 'ready':
      return building && event.run === building.run ? begin(before, building) : stay(before);
    case 'trains':
      return standing && event.run === standing.run && standing.state !== 'running'
        ? stay({ ...before, standing: runs(standing), plays: plays ?? {} })
        : stay(before);
    case 'stopped':
      return standing && event.run === standing.run ? stop(before, standing, event.reason) : stay(before);
    case 'checkpoint':
      return standing && event.run === standing.run
        ? stay({ ...before, standing: { ...standing, checkpoint: event.checkpoint } })
        : stay(before);
    case 'refused':
      if (building && event.run === building.run) return putBack(before);
      if (!standing || event.run !== standing.run) return stay(before);
      // A run that can't be trained any further is given up; while another is built, that one keeps its wish to play.
      return stay({ ...before, standing: undefined, plays: building ? plays : undefined });
    case 'crashed':
      return recover(before, event.at, event.forGood);
  }
}

/** After a failure an act of the user counts crashes anew. */
const fromUser = (machine: RunMachine<unknown, unknown>): { readonly crashes?: readonly number[] } =>
  stateOf(machine) === 'failed' ? { crashes: [] } : {};

function play<S, C>(before: RunMachine<S, C>, plays: Play): Transition<S, C> {
  const machine = { ...before, plays };
  switch (stateOf(before)) {
    case 'building':
    case 'restoring':
      return stay(machine);
    // There is nothing to continue, so the run starts again.
    case 'diverged':
    case 'failed':
      return load({ ...machine, crashes: [] });
    default:
      return run(machine, before.standing!, plays);
  }
}

/** Lets the run in the worker train. */
const run = <S, C>(
  machine: RunMachine<S, C>,
  standing: StandingRun<S, C>,
  plays: Play,
): Transition<S, C> => ({ machine: { ...machine, standing: runs(standing) }, effects: [playEffect(plays)] });

const runs = <S, C>({ reason: _, ...standing }: StandingRun<S, C>): StandingRun<S, C> => ({
  ...standing,
  state: 'running',
});

/** A run has been built. */
function begin<S, C>(
  before: RunMachine<S, C>,
  { run: number, spec, from }: BuildingRun<S, C>,
): Transition<S, C> {
  const built: StandingRun<S, C> = {
    run: number,
    spec,
    state: 'ready',
    ...(from ? { checkpoint: from } : {}),
  };
  const machine = { ...before, building: undefined, standing: built };
  if (before.due) return load(machine);
  const standing = { ...built, spec: before.spec };
  // Settings that changed while it was being built.
  const change: readonly RunEffect<S, C>[] =
    before.spec === spec ? [] : [{ kind: 'change', spec: before.spec }];
  if (!before.plays) return { machine: { ...machine, standing }, effects: change };
  const { machine: playing, effects } = run(machine, standing, before.plays);
  return { machine: playing, effects: [...change, ...effects] };
}

const stoppedState = (reason: StopReason) =>
  reason === 'paused' || reason === 'diverged' ? reason : ('ended' as const);

function stop<S, C>(
  before: RunMachine<S, C>,
  standing: StandingRun<S, C>,
  reason: StopReason,
): Transition<S, C> {
  const state = stoppedState(reason);
  const machine = { ...before, standing: { ...standing, state, reason } };
  // It stopped just before the settings changed: the next run plays as this one did.
  if (before.building) return stay(machine);
  // Play was pressed after Pause: the worker reports the pause and then goes on.
  if (reason === 'paused' && before.plays && !isBounded(before.plays)) return stay(before);
  return stay({ ...machine, plays: undefined });
}

/** The settings can't be built. The newest settings are tried, or the run in the worker returns with its own. */
function putBack<S, C>(before: RunMachine<S, C>): Transition<S, C> {
  const machine = { ...before, building: undefined };
  const { standing, plays } = machine;
  if (before.due) return load(machine);
  if (!standing) return stay({ ...machine, plays: undefined });
  const returned = { ...machine, spec: standing.spec };
  if (standing.state === 'diverged') return stay({ ...returned, plays: undefined });
  if (plays) return run(returned, standing, plays);
  // The worker stopped training when it was told to build.
  if (standing.state !== 'running') return stay(returned);
  return stay({ ...returned, standing: { ...standing, state: 'paused', reason: 'paused' } });
}

/**
 * The worker is gone. A run continues in another worker from its newest checkpoint. If it was just being restored, that
 * checkpoint may be at fault, and it starts at step 0.
 */
function recover<S, C>(before: RunMachine<S, C>, at: number, forGood = false): Transition<S, C> {
  const crashes = [...before.crashes.filter((earlier) => at - earlier < crashWindow), at];
  const gone = { ...before, building: undefined, standing: undefined, due: false, crashes };
  const end: RunEffect<S, C> = { kind: 'endWorker' };
  if (forGood || crashes.length >= before.crashLimit)
    return { machine: { ...gone, plays: undefined }, effects: [end] };
  const from = before.building ? undefined : before.standing?.checkpoint;
  const { machine, effects } = load(gone, from);
  return { machine, effects: [end, ...effects] };
}
