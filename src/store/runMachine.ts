import type { Problem } from '../base/problem';
import type { ExperimentSpec } from '../schema/experiment';
import type { Checkpoint, StopReason } from '../worker/protocol';

/**
 * The run as a state machine. `reduceRun` is pure: it takes an event and returns the next machine and what is to be done. A run
 * in the worker and a run that is being built are two fields, so that the newest edit wins and a run that can't be built gives
 * way to the run that stood before it.
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

/** How long a run plays: for a number of steps, or until it stops by itself. `fast` ignores the user's speed limit. */
export interface Play {
  readonly steps?: number;
  readonly fast?: boolean;
}

/** The run in the worker. */
export interface StandingRun {
  readonly run: number;
  readonly spec: ExperimentSpec;
  readonly state: 'ready' | 'running' | 'paused' | 'ended' | 'diverged';
  /** Why it stopped. */
  readonly reason?: StopReason;
  /** The newest state from which it can continue. */
  readonly checkpoint?: Checkpoint;
}

/** The run that the worker builds. */
export interface BuildingRun {
  readonly run: number;
  readonly spec: ExperimentSpec;
  /** The state from which it continues; it is restored rather than built at step 0. */
  readonly from?: Checkpoint;
}

export interface RunMachine {
  /** The newest settings. */
  readonly spec: ExperimentSpec;
  readonly building?: BuildingRun | undefined;
  /** Whether the newest settings need a run of their own after the one that is being built. */
  readonly due: boolean;
  readonly standing?: StandingRun | undefined;
  /** What the run does, or will do once it is built. */
  readonly plays?: Play | undefined;
  /** The number of the newest run. */
  readonly newest: number;
  /** When the worker crashed lately, in milliseconds. */
  readonly crashes: readonly number[];
}

export type RunEvent =
  /** Settings that need another run. */
  | { readonly kind: 'edited'; readonly spec: ExperimentSpec }
  /** Settings that change during training. */
  | { readonly kind: 'changed'; readonly spec: ExperimentSpec }
  /** The same settings on another backend. */
  | { readonly kind: 'rebuild' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'play'; readonly play: Play }
  | { readonly kind: 'pause' }
  /** Continues a recorded run, or the present one, from a checkpoint; steps up to `to` are repeated without recording. */
  | {
      readonly kind: 'restore';
      readonly spec: ExperimentSpec;
      readonly from: Checkpoint;
      readonly to: number;
    }
  | { readonly kind: 'ready'; readonly run: number }
  | { readonly kind: 'stopped'; readonly run: number; readonly reason: StopReason }
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: Checkpoint }
  | { readonly kind: 'refused'; readonly run: number; readonly problem: Problem }
  /** @param at the time in milliseconds */
  | { readonly kind: 'crashed'; readonly at: number };

/** What is to be done after an event, in order. */
export type RunEffect =
  | {
      readonly kind: 'load';
      readonly run: number;
      readonly spec: ExperimentSpec;
      readonly from?: Checkpoint;
      readonly to?: number;
    }
  | { readonly kind: 'play'; readonly steps?: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'change'; readonly spec: ExperimentSpec }
  /** The worker can't be used any more. */
  | { readonly kind: 'endWorker' };

export interface Transition {
  readonly machine: RunMachine;
  readonly effects: readonly RunEffect[];
}

/** After this many crashes within `crashWindow` milliseconds no worker is started without the user. */
export const crashLimit = 3;
const crashWindow = 10_000;

export const firstRun = (spec: ExperimentSpec): RunMachine => ({ spec, due: false, newest: 0, crashes: [] });

export function stateOf({ building, standing }: RunMachine): RunState {
  if (building) return building.from ? 'restoring' : 'building';
  return standing?.state ?? 'failed';
}

const stay = (machine: RunMachine): Transition => ({ machine, effects: [] });

/** Builds the newest settings now. */
function load(machine: RunMachine, from?: Checkpoint, to?: number): Transition {
  const { spec } = machine;
  const run = machine.newest + 1;
  const start = { run, spec, ...(from ? { from } : {}) };
  return {
    machine: { ...machine, newest: run, due: false, building: start },
    effects: [{ kind: 'load', ...start, ...(to === undefined ? {} : { to }) }],
  };
}

/** Builds the newest settings, but only one run at a time: a slider that is dragged asks for many. */
const build = (machine: RunMachine): Transition =>
  machine.building ? stay({ ...machine, due: true }) : load(machine);

const playEffect = ({ steps }: Play): RunEffect => ({
  kind: 'play',
  ...(steps === undefined ? {} : { steps }),
});

/** The next machine after an event, and what is to be done. */
export function reduceRun(before: RunMachine, event: RunEvent): Transition {
  const { building, standing, plays } = before;
  switch (event.kind) {
    case 'edited': {
      // A run that plays continues to play with other settings; a number of steps belongs to the earlier ones.
      const goesOn = plays?.steps === undefined ? plays : undefined;
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
      return build({ ...before, plays: undefined, crashes: [] });
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
      return recover(before, event.at);
  }
}

/** After a failure an act of the user counts crashes anew. */
const fromUser = (machine: RunMachine): Partial<RunMachine> =>
  stateOf(machine) === 'failed' ? { crashes: [] } : {};

function play(before: RunMachine, plays: Play): Transition {
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
function run(machine: RunMachine, { reason: _, ...standing }: StandingRun, plays: Play): Transition {
  return {
    machine: { ...machine, standing: { ...standing, state: 'running' } },
    effects: [playEffect(plays)],
  };
}

/** A run has been built. */
function begin(before: RunMachine, { run: number, spec, from }: BuildingRun): Transition {
  const built: StandingRun = { run: number, spec, state: 'ready', ...(from ? { checkpoint: from } : {}) };
  const machine = { ...before, building: undefined, standing: built };
  if (before.due) return load(machine);
  const standing = { ...built, spec: before.spec };
  // Settings that changed while it was being built.
  const change: readonly RunEffect[] = before.spec === spec ? [] : [{ kind: 'change', spec: before.spec }];
  if (!before.plays) return { machine: { ...machine, standing }, effects: change };
  const { machine: playing, effects } = run(machine, standing, before.plays);
  return { machine: playing, effects: [...change, ...effects] };
}

const stoppedState = (reason: StopReason) =>
  reason === 'paused' || reason === 'diverged' ? reason : ('ended' as const);

function stop(before: RunMachine, standing: StandingRun, reason: StopReason): Transition {
  const state = stoppedState(reason);
  const machine = { ...before, standing: { ...standing, state, reason } };
  // It stopped just before the settings changed: the next run plays as this one did.
  if (before.building) return stay(machine);
  // Play was pressed after Pause: the worker reports the pause and then goes on.
  if (reason === 'paused' && before.plays && before.plays.steps === undefined) return stay(before);
  return stay({ ...machine, plays: undefined });
}

/** The settings can't be built. The newest settings are tried, or the run in the worker returns with its own. */
function putBack(before: RunMachine): Transition {
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
function recover(before: RunMachine, at: number): Transition {
  const crashes = [...before.crashes.filter((earlier) => at - earlier < crashWindow), at];
  const gone = { ...before, building: undefined, standing: undefined, due: false, crashes };
  const end: RunEffect = { kind: 'endWorker' };
  if (crashes.length >= crashLimit) return { machine: { ...gone, plays: undefined }, effects: [end] };
  const from = before.building ? undefined : before.standing?.checkpoint;
  const { machine, effects } = load(gone, from);
  return { machine, effects: [end, ...effects] };
}
