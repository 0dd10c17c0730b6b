import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firstRun,
  type RunEffect,
  type RunEvent,
  type RunMachine,
  type RunState,
  reduceRun,
  runCrashLimit,
  stateOf,
} from '../../../src/store/runMachine';
import type { Report } from '../../../src/worker/protocol';
import { small } from '../engine/specs';

/**
 * The machine with a simulated worker, whose answers wait until they are delivered. The worker follows the session: it builds
 * one run at a time, refuses specs named `bad`, crashes on `fatal`, and diverges at once in runs named `wild`.
 */
class Bench {
  machine: RunMachine;
  clock = 0;
  private worker = newWorker();
  private answers: RunEvent[] = [];

  constructor(crashLimit = runCrashLimit) {
    this.machine = firstRun(small({ name: 'good' }), crashLimit);
    this.send({ kind: 'reset' });
  }

  get state(): RunState {
    return stateOf(this.machine);
  }

  send(event: RunEvent): this {
    const { machine, effects } = reduceRun(this.machine, event);
    this.machine = machine;
    for (const effect of effects) this.carryOut(effect);
    return this;
  }

  edit(name: string): this {
    return this.send({ kind: 'edited', spec: small({ name }) });
  }

  play(steps?: number): this {
    return this.send({ kind: 'play', play: steps === undefined ? {} : { steps } });
  }

  /** The answers that wait. */
  get waiting(): number {
    return this.answers.length;
  }

  deliver(): this {
    const answer = this.answers.shift();
    if (answer?.kind === 'crashed') this.crash();
    else if (answer) this.send(answer);
    return this;
  }

  settle(): this {
    for (let i = 0; this.answers.length > 0; i++) {
      if (i > 100) throw new Error(`The machine does not come to rest in ${this.state}.`);
      this.deliver();
    }
    return this;
  }

  crash(): this {
    return this.send({ kind: 'crashed', at: ++this.clock });
  }

  /** The worker's run ends by itself. */
  end(reason: Extract<Report, { kind: 'stopped' }>['reason']): this {
    const { worker } = this;
    if (!worker.playing) return this;
    worker.playing = false;
    worker.diverged = reason === 'diverged';
    this.answers.push({ kind: 'stopped', run: worker.run, reason });
    return this;
  }

  /** A training run says so, as a study does several times a second. */
  say(): this {
    const { run, playing } = this.worker;
    if (playing) this.answers.push({ kind: 'trains', run });
    return this;
  }

  /** A training run stores its state. */
  store(): this {
    const { run, playing } = this.worker;
    if (playing) this.answers.push({ kind: 'checkpoint', run, checkpoint });
    return this;
  }

  private carryOut(effect: RunEffect): void {
    const { worker, answers } = this;
    switch (effect.kind) {
      case 'load': {
        const { run, spec } = effect;
        const wasPlaying = worker.playing;
        worker.playing = false;
        if (spec.name === 'fatal' || (effect.from && spec.name === 'unrestorable')) {
          answers.push({ kind: 'crashed', at: 0 });
        } else if (spec.name === 'bad') {
          answers.push({ kind: 'refused', run });
          if (wasPlaying) answers.push({ kind: 'stopped', run: worker.run, reason: 'paused' });
        } else {
          Object.assign(worker, { run, wild: spec.name === 'wild', diverged: false });
          answers.push({ kind: 'ready', run });
        }
        return;
      }
      case 'play':
        if (worker.run < 0) return;
        worker.playing = !worker.diverged;
        if (worker.diverged) answers.push({ kind: 'stopped', run: worker.run, reason: 'diverged' });
        else if (worker.wild) this.end('diverged');
        else if (effect.steps !== undefined || effect.to !== undefined) this.end('paused');
        return;
      case 'pause':
        if (worker.playing) this.end('paused');
        return;
      case 'endWorker':
        this.worker = newWorker();
        this.answers = [];
    }
  }

  /** With no answer on its way, the page shows what the worker does. */
  check(): void {
    const { state, worker, machine } = this;
    expect(['building', 'restoring']).not.toContain(state);
    expect(state === 'running').toBe(worker.playing);
    if (machine.standing) expect(machine.standing.run).toBe(worker.run);
    expect(machine.plays !== undefined).toBe(state === 'running');
  }
}

const newWorker = () => ({ run: -1, playing: false, diverged: false, wild: false });
const checkpoint = { step: 5, position: 5, arrays: [] };

/** A way to each state. */
const ways: Readonly<Record<RunState, () => Bench>> = {
  building: () => new Bench(),
  restoring: () =>
    new Bench().settle().send({ kind: 'restore', spec: small({ name: 'good' }), from: checkpoint, to: 7 }),
  ready: () => new Bench().settle(),
  running: () => new Bench().settle().play().store().settle(),
  paused: () => new Bench().settle().play().settle().send({ kind: 'pause' }).settle(),
  ended: () => new Bench().settle().play().end('steps').settle(),
  diverged: () => new Bench().settle().play().end('diverged').settle(),
  failed: () => new Bench().settle().crash().crash().crash(),
};

/** Everything that can happen. */
const events: Readonly<Record<string, (bench: Bench) => unknown>> = {
  play: (bench) => bench.play(),
  step: (bench) => bench.play(1),
  'play to a share': (bench) => bench.send({ kind: 'play', play: { to: 0.5 } }),
  pause: (bench) => bench.send({ kind: 'pause' }),
  reset: (bench) => bench.send({ kind: 'reset' }),
  rebuild: (bench) => bench.send({ kind: 'rebuild' }),
  'edit that is good': (bench) => bench.edit('good'),
  'edit that cannot be built': (bench) => bench.edit('bad'),
  'edit that diverges': (bench) => bench.edit('wild'),
  'edit that crashes the worker': (bench) => bench.edit('fatal'),
  'live edit': (bench) =>
    bench.send({ kind: 'changed', spec: { ...bench.machine.spec, note: 'live' } as never }),
  restore: (bench) => bench.send({ kind: 'restore', spec: small({ name: 'good' }), from: checkpoint, to: 7 }),
  'restore that crashes the worker': (bench) =>
    bench.send({ kind: 'restore', spec: small({ name: 'unrestorable' }), from: checkpoint, to: 7 }),
  crash: (bench) => bench.crash(),
  'end by the number of steps': (bench) => bench.end('steps'),
  divergence: (bench) => bench.end('diverged'),
  'the worker says that it trains': (bench) => bench.say(),
  'a state is stored': (bench) => bench.store(),
  'an answer arrives': (bench) => bench.deliver(),
  'a report of an earlier run': (bench) => bench.send({ kind: 'stopped', run: 0, reason: 'steps' }),
};

/** Whatever happened, after an edit that can be trained, Play plays. */
function hasWayOn(bench: Bench): void {
  bench.settle().check();
  // Play alone either trains, or shows why it can't; it never leaves the page waiting.
  bench.play().settle().check();
  if (bench.state !== 'running') expect(['diverged', 'failed', 'paused']).toContain(bench.state);
  bench.edit('good').settle().check();
  if (bench.state !== 'running') bench.play().settle().check();
  expect(bench.state).toBe('running');
  bench.send({ kind: 'pause' }).settle().check();
  expect(bench.state).toBe('paused');
}

const states = Object.keys(ways) as RunState[];

test.each(states)('there is a way to the state %s', (state) => expect(ways[state]().state).toBe(state));

test.each(states.flatMap((state) => Object.keys(events).map((event) => [state, event] as const)))(
  'from %s, after %s, there is a way on',
  (state, event) => {
    const bench = ways[state]();
    events[event]!(bench);
    hasWayOn(bench);
  },
);

test.each([
  ['a run', runCrashLimit, 3000],
  // A study's worker is not started again without the user.
  ['a study', 1, 500],
])('after any sequence of events %s has a way on', (_, crashLimit, numRuns) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(events)), { maxLength: 30 }), (names) => {
      const bench = new Bench(crashLimit);
      for (const name of names) events[name]!(bench);
      hasWayOn(bench);
    }),
    { numRuns, seed: 7 },
  );
});

test('Play after a divergence starts again, and diverges again as often as it is asked to', () => {
  const bench = new Bench().settle().edit('wild').settle();
  for (let time = 0; time < 3; time++) {
    bench.play();
    if (time > 0) expect(bench.state).toBe('building');
    expect(bench.settle().state).toBe('diverged');
  }
});

test('a run that plays goes on playing when new settings cannot be built, in the middle of a drag as well', () => {
  const bench = ways.running();
  const { spec } = bench.machine.standing!;
  bench.edit('bad').settle().check();
  expect(bench.state).toBe('running');
  expect(bench.machine.spec).toBe(spec);
  // The run between has been built but never played, when the next settings turn out not to be possible.
  bench.edit('good').edit('bad').settle().check();
  expect(bench.state).toBe('running');
  expect(bench.machine.spec.name).toBe('good');
});

test('a number of steps and a share of the updates belong to the settings that they were asked for', () => {
  for (const play of [{ steps: 5 }, { to: 0.5 }]) {
    const bench = new Bench().settle().send({ kind: 'play', play }).edit('good').settle();
    expect(bench.state).toBe('ready');
  }
});

test('a report from before Play does not hide that the worker trains', () => {
  const bench = new Bench().settle().send({ kind: 'play', play: { to: 0.5 } });
  const { run } = bench.machine.standing!;
  bench.send({ kind: 'stopped', run, reason: 'paused' });
  expect(bench.state).toBe('paused');
  bench.send({ kind: 'trains', run });
  expect(bench.state).toBe('running');
});

test('a worker that may crash only once stays away until the user acts', () => {
  const bench = new Bench(1).settle().play().crash();
  expect(bench.state).toBe('failed');
  expect(bench.play().settle().state).toBe('running');
});

test('Pause while settings are built that turn out not to be possible leaves the earlier run paused', () => {
  const bench = ways.running().edit('bad').send({ kind: 'pause' }).settle();
  bench.check();
  expect(bench.state).toBe('paused');
});

test('one run is built at a time, and the newest settings win', () => {
  const bench = new Bench().settle();
  const { newest } = bench.machine;
  for (const name of ['one', 'two', 'three']) bench.edit(name);
  expect(bench.settle().machine.standing).toMatchObject({ run: newest + 2, spec: { name: 'three' } });
});

test('a crash continues from the newest state; a state that crashes the worker is not tried twice', () => {
  const bench = ways.running().crash();
  expect(bench.state).toBe('restoring');
  expect(bench.machine.building?.from).toBe(checkpoint);
  bench.crash();
  expect(bench.state).toBe('building');
  expect(bench.settle().state).toBe('running');
});

test(`after ${runCrashLimit} crashes the user decides, and is not held to them`, () => {
  const bench = new Bench().settle().edit('fatal').settle();
  expect(bench.state).toBe('failed');
  expect(bench.play().settle().state).toBe('failed');
  expect(bench.edit('good').settle().state).toBe('ready');
});
