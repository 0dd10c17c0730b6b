import { beforeEach, expect, test, vi } from 'vitest';
import { frameLength, layerIndex, runIndex } from '../../../src/engine/telemetry';
import { hiddenLayers } from '../../../src/schema/experiment';
import { toFragment } from '../../../src/schema/link';
import { createLab } from '../../../src/store/createLab';
import { History } from '../../../src/store/history';
import type { Command, Report } from '../../../src/worker/protocol';
import { small } from '../engine/specs';
import { memory } from './memory';

/** A fake worker whose replies come from the test. */
function fakeWorker() {
  const sent: Command[] = [];
  const workers: { report: (report: Report) => void; crash: (message: string) => void; ended: boolean }[] =
    [];
  const start = (report: (report: Report) => void, crash: (message: string) => void) => {
    const worker = { report, crash, ended: false };
    workers.push(worker);
    return {
      send: (command: Command) => void sent.push(command),
      end: () => {
        worker.ended = true;
      },
    };
  };
  const loads = () => sent.filter((command) => command.kind === 'load');
  const data = {
    task: 'classification',
    plane: 2,
    featureNames: ['x', 'y'],
    outcomeNames: ['0', '1'],
    features: 2,
    inputSquare: 1,
    baseline: { majority: 0.5, variance: { train: Number.NaN, test: Number.NaN }, unit: 1 },
    trainCount: 20,
    testCount: 20,
    points: new Float64Array(0),
    values: new Float64Array(0),
    trainPoints: 0,
  } as const;
  const ready = (run = loads().at(-1)!.run) => {
    const { spec } = loads().findLast((command) => command.run === run)!;
    const measured = new Float64Array(frameLength(hiddenLayers(spec.network).length + 1));
    workers.at(-1)!.report({ kind: 'ready', run, backend: 'reference', stepsPerEpoch: 3, data, measured });
  };
  return { start, sent, workers, loads, ready, report: (report: Report) => workers.at(-1)!.report(report) };
}

beforeEach(() => void vi.useRealTimers());

test('opens what a link says, else what was kept, else the default', () => {
  const keep = memory();
  const first = fakeWorker();
  const lab = createLab(first.start, toFragment(small({ name: 'From a link' })), keep);
  expect(lab.getState().spec.name).toBe('From a link');
  first.ready();
  expect(createLab(fakeWorker().start, '', keep).getState().spec.name).toBe('From a link');
  const bad = createLab(fakeWorker().start, '#v1=broken', keep).getState();
  expect(bad.spec.name).toBe('From a link');
  expect(bad.problems.link?.message).toMatch(/^link: /);
  expect(createLab(fakeWorker().start, '', memory()).getState().spec.network.depth).toBe(20);
});

test('an experiment larger than what is kept is told of for as long as it is, and the one before stays kept', () => {
  const keep = memory(5000);
  const worker = fakeWorker();
  const lab = createLab(worker.start, toFragment(small({ name: 'Fits' })), keep);
  worker.ready();
  expect(lab.getState().tooLargeToStore).toBe(false);
  const text = ['x,y,class', ...Array.from({ length: 1000 }, (_, i) => `${i},1,${i % 2}`)].join('\n');
  lab.getState().open(small({ name: 'Large', data: { kind: 'csv', file: 'own.csv', text } }));
  worker.ready();
  expect(lab.getState()).toMatchObject({ tooLargeToStore: true, spec: { name: 'Large' }, status: 'ready' });
  expect(createLab(fakeWorker().start, '', keep).getState().spec.name).toBe('Fits');
  lab.getState().open(small({ name: 'Fits again' }));
  worker.ready();
  expect(lab.getState().tooLargeToStore).toBe(false);
});

test('many quick edits build one run at a time, and the newest wins', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  for (let depth = 2; depth <= 9; depth++) lab.getState().edit('network.depth', depth);
  expect(worker.loads()).toHaveLength(2);
  worker.ready();
  expect(worker.loads()).toHaveLength(3);
  expect(worker.loads().at(-1)!.spec.network.depth).toBe(9);
  worker.ready();
  expect(lab.getState().status).toBe('ready');
});

test('step 0 is there before Play, of each network that a drag builds, and Play records it in its place', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  expect(lab.getState()).toMatchObject({ step: 0, status: 'ready', history: { length: 1, layers: 21 } });
  lab.getState().edit('network.depth', 5);
  lab.getState().edit('network.depth', 9);
  worker.ready();
  expect(lab.getState()).toMatchObject({ status: 'loading', history: { length: 1, layers: 6 } });
  worker.ready();
  expect(lab.getState()).toMatchObject({ status: 'ready', history: { length: 1, layers: 10 } });
  const { run } = worker.loads().at(-1)!;
  const again = new Float64Array(frameLength(10));
  again[runIndex('loss')] = 7;
  worker.report({ kind: 'measured', run, measured: again });
  expect(lab.getState().history.run(0, 'loss')).toBe(7);
  const frames = new Float64Array(2 * frameLength(10));
  frames[frameLength(10)] = 1;
  worker.report({ kind: 'frames', run, count: 2, frames, step: 2, stepsPerSecond: 1 });
  const { history } = lab.getState();
  expect([history.length, history.run(0, 'step'), history.run(0, 'loss'), history.run(1, 'step')]).toEqual([
    2, 0, 0, 1,
  ]);
});

test('a live edit reaches the running network, any other starts it again and goes on playing', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  lab.getState().play();
  lab.getState().edit('training.optimizer.learningRate', 0.5);
  expect(worker.sent.at(-1)).toMatchObject({ kind: 'change', settings: { learningRate: 0.5 } });
  expect(worker.loads()).toHaveLength(1);
  lab.getState().edit('network.activation', 'relu');
  expect(worker.loads()).toHaveLength(2);
  worker.ready();
  expect(worker.sent.at(-1)).toEqual({ kind: 'play' });
});

test('a live edit made while a run is being built is not lost', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  lab.getState().edit('training.optimizer.learningRate', 0.5);
  worker.ready();
  expect(worker.sent.at(-1)).toMatchObject({ kind: 'change', settings: { learningRate: 0.5 } });
});

test('a refused edit leaves everything as it was, and says why', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  const { spec } = lab.getState();
  lab.getState().edit('network.depth', 900);
  expect(lab.getState().spec).toBe(spec);
  expect(lab.getState().problems['network.depth']?.message).toContain('900');
  lab.getState().edit('network.depth', 12);
  expect(lab.getState().problems['network.depth']).toBeUndefined();
});

test('reports of the run on screen are taken until another one is built, and none of an earlier run', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  const { run } = worker.loads()[0]!;
  const report = (step: number) =>
    worker.report({
      kind: 'frames',
      run,
      count: 1,
      frames: new Float64Array(frameLength(21)),
      step,
      stepsPerSecond: 1,
    });
  lab.getState().reset();
  report(7);
  // Frames that are not acknowledged would be the last if this run returned.
  expect(lab.getState()).toMatchObject({ status: 'loading', step: 7 });
  worker.ready();
  expect(lab.getState()).toMatchObject({ status: 'ready', step: 0 });
  report(8);
  expect(lab.getState().step).toBe(0);
});

test('a run that plays to a step does so at full speed, and the set speed holds again after it', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  lab.getState().open(small({ name: 'Cell' }));
  lab.getState().playTo(40);
  worker.ready();
  expect(worker.sent.slice(-2)).toEqual([
    { kind: 'speed', stepsPerSecond: null },
    { kind: 'play', steps: 40 },
  ]);
  const { run } = worker.loads().at(-1)!;
  worker.report({ kind: 'stopped', run, step: 40, reason: 'paused' });
  expect(worker.sent.at(-1)).toEqual({ kind: 'speed', stepsPerSecond: 200 });
  expect(lab.getState()).toMatchObject({ status: 'stopped', reason: 'paused', step: 40 });
});

test('what cannot be built is put back, and the run that stood is kept', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  const { spec, history } = lab.getState();
  lab.getState().edit('network.depth', 7);
  const { run } = worker.loads().at(-1)!;
  worker.report({
    kind: 'failed',
    run,
    fault: { kind: 'problem', code: 'mismatch', values: { field: 'data', found: 'x', allowed: 'y' } },
  });
  expect(lab.getState().spec).toBe(spec);
  expect(lab.getState().history).toBe(history);
  expect(lab.getState().problems.run?.message).toBe('data: x; use y.');
});

test('a crashed worker is replaced and goes on from the last checkpoint; again and again, it gives up', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  lab.getState().play();
  const { run } = worker.loads()[0]!;
  const checkpoint = { step: 30, position: 960, arrays: [] };
  worker.report({ kind: 'checkpoint', run, checkpoint });
  worker.workers[0]!.crash('lost');
  expect(worker.workers[0]!.ended).toBe(true);
  expect(lab.getState().notice).toEqual({ kind: 'resumed', step: 30, message: 'lost' });
  expect(worker.loads().at(-1)!.checkpoint).toEqual(checkpoint);
  worker.ready();
  expect(worker.sent.at(-1)).toEqual({ kind: 'play' });
  worker.workers[1]!.crash('lost');
  worker.workers[2]!.crash('lost');
  expect(lab.getState().status).toBe('failed');
});

test('each worker is told once what pictures to take, and again when others are asked for', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  const asked = () => worker.sent.filter(({ kind }) => kind === 'observe').length;
  expect(worker.sent[0]).toMatchObject({ kind: 'observe' });
  const picture = { sample: 0, layer: undefined };
  lab.getState().observe({ picture });
  expect(asked()).toBe(2);
  lab.getState().observe({ picture: { ...picture } });
  lab.getState().edit('network.depth', 7);
  worker.ready();
  lab.getState().edit('network.depth', 9);
  worker.ready();
  expect(asked()).toBe(2);
  worker.workers[0]!.crash('lost');
  expect(asked()).toBe(3);
  expect(worker.sent.findLast(({ kind }) => kind === 'observe')).toMatchObject({ request: { picture } });
});

test('a browser that starts no worker is told once; settings are still changed and kept, and Play tries again', async () => {
  let asked = 0;
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        asked++;
        throw new Error('no worker here');
      }
    },
  );
  const soon = () => new Promise((done) => setImmediate(done));
  const keep = memory();
  const lab = createLab(undefined, '', keep);
  expect(lab.getState()).toMatchObject({ status: 'loading', problems: {} });
  await soon();
  const told = { status: 'failed', notice: undefined, problems: { run: { code: 'noWorker' } } };
  expect(lab.getState()).toMatchObject(told);
  expect(lab.getState().problems.run?.message).toContain('(no worker here)');
  lab.getState().edit('network.width', 9);
  await soon();
  expect(lab.getState()).toMatchObject({ ...told, spec: { network: { width: 9 } } });
  lab.getState().play();
  await soon();
  expect(lab.getState()).toMatchObject(told);
  expect(asked).toBe(3);
  vi.unstubAllGlobals();
  const next = createLab(fakeWorker().start, '', keep);
  expect(next.getState().spec.network).toMatchObject({ width: 9 });
});

test.each([1, 997])(
  'a history stays within its memory, and keeps its ends and its peaks: %i frames at a time',
  (together) => {
    const history = new History(200);
    const frame = new Float64Array(history.frameLength);
    const [loss, signal] = [runIndex('loss'), layerIndex(0, 'signalNorm')];
    const peaks = { lossHigh: 1234, lossLow: 7778, signalHigh: 9001, signalLow: 2222 };
    const count = 14_001;
    const waiting = new Float64Array(together * frame.length);
    let frames = 0;
    for (let step = 0; step < count; step++) {
      frame[0] = step;
      frame[loss] = step === peaks.lossHigh ? 9 : step === peaks.lossLow ? 0.01 : 1 + Math.sin(step) / 10;
      frame[signal] =
        step === peaks.signalHigh ? 50 : step === peaks.signalLow ? 1e-9 : 1 + Math.cos(step) / 10;
      frame[runIndex('evaluated')] = step % 10 === 0 ? 1 : 0;
      waiting.set(frame, frames * frame.length);
      frames++;
      if (frames < together && step < count - 1) continue;
      history.append(waiting, frames);
      frames = 0;
      expect(history.run(-1, 'step')).toBe(step);
    }
    expect(history.length * history.frameLength).toBeLessThanOrEqual(8_000_000);
    expect(history.decimated).toBe(true);
    const steps = Array.from({ length: history.length }, (_, i) => history.run(i, 'step'));
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect(steps[0]).toBe(0);
    expect(steps).toEqual(expect.arrayContaining(Object.values(peaks)));
    // The steps are spaced evenly: no gap is longer than a few spans.
    const gaps = steps.slice(1).map((step, i) => step - steps[i]!);
    expect(Math.max(...gaps)).toBeLessThan((16 * count) / steps.length);

    // The steps with numbers of the test samples are spaced as evenly.
    const tested = (indices: readonly number[]) =>
      indices.filter((i) => history.run(i, 'evaluated') === 1).map((i) => history.run(i, 'step'));
    const widest = (steps: readonly number[]) =>
      Math.max(...[...steps, count - 1].map((step, i) => step - (steps[i - 1] ?? 0)));
    expect(widest(tested(steps.map((_, i) => i)))).toBeLessThan(100);
    expect(widest(tested(history.sample(41)))).toBeLessThan((3 * count) / 13);

    const sampled = history.sample(41).map((i) => history.run(i, 'step'));
    expect(sampled.length).toBeLessThanOrEqual(41);
    expect(sampled).toEqual(expect.arrayContaining([0, peaks.lossHigh, peaks.lossLow, count - 1]));

    for (const step of [5000, 0]) {
      history.truncate(step);
      expect(history.length === 0 || history.run(-1, 'step') < step).toBe(true);
      frame[0] = step;
      history.append(frame.slice(), 1);
      expect(history.run(-1, 'step')).toBe(step);
    }
  },
);

test('a run beside: A is kept with its history, B starts and plays; back to A is A', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  const { spec, history } = lab.getState();
  const changed = { ...spec, seed: 7 };
  lab.getState().runBesideBaseline(changed);
  expect(lab.getState().baseline).toEqual({ spec, history });
  worker.ready();
  expect(lab.getState().spec).toEqual(changed);
  expect(lab.getState().history).not.toBe(history);
  expect(worker.sent.at(-1)).toMatchObject({ kind: 'play' });
  lab.getState().closeBaseline();
  expect(lab.getState().baseline).toBeUndefined();
});

test('going back takes the last checkpoint before the step, and forgets what came after', () => {
  const worker = fakeWorker();
  const lab = createLab(worker.start, '', memory());
  worker.ready();
  const run = worker.loads().at(-1)!.run;
  const checkpoint = (step: number) => ({ step, position: step, arrays: [new Float64Array(3)] });
  for (const step of [0, 4, 8]) worker.report({ kind: 'checkpoint', run, checkpoint: checkpoint(step) });
  const length = frameLength(21);
  const frames = new Float64Array(10 * length);
  for (let step = 0; step < 10; step++) frames[step * length] = step;
  worker.report({ kind: 'frames', run, count: 10, frames, step: 10, stepsPerSecond: 1 });
  lab.getState().lookAt(6);
  lab.getState().goBackTo(6);
  expect(worker.loads().at(-1)).toMatchObject({ checkpoint: { step: 4 }, replayTo: 6 });
  worker.ready();
  const state = lab.getState();
  expect(state).toMatchObject({ status: 'ready', step: 6, cursor: undefined });
  expect(state.history.length).toBe(6);
  expect(state.checkpoints.map(({ step }) => step)).toEqual([0, 4]);
});

test('measured engines of an earlier visit are taken only if they are what they should be', () => {
  const on = `${globalThis.navigator?.userAgent} ${globalThis.navigator?.hardwareConcurrency}`;
  const kept = (calibrations: unknown) => {
    const keep = memory();
    keep.set('gradient-lab.engines', JSON.stringify({ on, calibrations }));
    return createLab(fakeWorker().start, '', keep).getState().calibrations;
  };
  const sound = { chosen: 'cpu', timings: [{ backend: 'cpu', stepsPerSecond: 9 }], layers: 3 };
  expect(kept({ shape: sound })).toEqual({ shape: sound });
  for (const bad of [
    { ...sound, chosen: 'abacus' },
    { ...sound, timings: null },
    { ...sound, layers: 'deep' },
    null,
  ]) {
    expect(kept({ shape: bad })).toEqual({});
  }
});
