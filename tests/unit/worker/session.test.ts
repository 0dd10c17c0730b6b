import { expect, test } from 'vitest';
import { createReferenceKernels } from '../../../src/engine/kernels/reference/reference';
import { frameLength, layerIndex, runIndex } from '../../../src/engine/telemetry';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { parseExperiment } from '../../../src/schema/parse';
import { presets } from '../../../src/schema/presets';
import { type Command, noPictures, type Report, smallMap } from '../../../src/worker/protocol';
import { TrainingSession } from '../../../src/worker/session';
import { small } from '../engine/specs';

const realTime = {
  now: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

/** A session with a page that acknowledges frames after `delay` milliseconds. */
function open(delay = 0, clock = realTime) {
  const reports: Report[] = [];
  const waiting: { match: (report: Report) => boolean; resolve: (report: Report) => void }[] = [];
  const opened = { count: 0 };
  const session = new TrainingSession({
    post(report) {
      reports.push(report);
      for (const { match, resolve } of waiting) if (match(report)) resolve(report);
      if (report.kind === 'frames') setTimeout(() => void session.handle({ kind: 'acknowledge' }), delay);
    },
    openKernels: async (backend) => {
      if (backend !== 'reference') throw new Error(`no ${backend} here`);
      opened.count++;
      return createReferenceKernels();
    },
    calibrate: async () => ({ chosen: 'reference' as const, timings: [], layers: 0 }),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    ...clock,
  });
  const until = <K extends Report['kind']>(
    kind: K,
    match: (report: Extract<Report, { kind: K }>) => boolean = () => true,
  ) =>
    new Promise<Extract<Report, { kind: K }>>((resolve) => {
      waiting.push({
        match: (report) => report.kind === kind && match(report as Extract<Report, { kind: K }>),
        resolve: resolve as (report: Report) => void,
      });
    });
  const steps = () =>
    reports.flatMap((report) => {
      if (report.kind !== 'frames') return [];
      const length = report.frames.length / report.count;
      return Array.from({ length: report.count }, (_, i) => report.frames[i * length + runIndex('step')]!);
    });
  return { session, reports, until, steps, opened, send: (command: Command) => session.handle(command) };
}

type Taken = Extract<Report, { kind: 'snapshot' }>;

const load = (spec: ExperimentSpec, run = 1): Command => ({ kind: 'load', run, spec, backend: 'reference' });
const settle = () => new Promise((resolve) => setTimeout(resolve, 120));

test('every recorded step arrives once and in order, however slowly the page acknowledges', async () => {
  const { send, until, steps, reports } = open(25);
  await send(load(small()));
  const stopped = until('stopped');
  await send({ kind: 'play' });
  expect(await stopped).toMatchObject({ reason: 'steps', step: 50 });
  await settle();
  expect(steps()).toEqual(Array.from({ length: 50 }, (_, i) => i));
  const frames = reports.filter((report) => report.kind === 'frames');
  expect(frames[0]!.frames.length / frames[0]!.count).toBe(frameLength(4));
});

test('step 0 is measured with all its pictures before anything is trained, and again after a change', async () => {
  const { send, until, reports, steps } = open();
  const request = {
    boundaryResolution: 8,
    ablation: 'activation',
    histograms: true,
    jacobians: true,
    picture: { sample: 0, layer: 0 },
  } as const;
  await send({ kind: 'observe', request });
  await send(load(small()));
  const ready = reports.find((report) => report.kind === 'ready')!;
  const [first, ...more] = reports.filter((report) => report.kind === 'snapshot') as [Taken, ...Taken[]];
  // The surface takes longest: what is ready before it is not held up, and not sent a second time.
  expect(more).toEqual([]);
  expect(first.partial).toBe(true);
  for (const key of ['confusion', 'ablated', 'histograms', 'jacobians', 'picture'])
    expect(first).toHaveProperty(key);
  expect(first).not.toHaveProperty('surface');
  expect(reports.filter((report) => report.kind === 'surface')).toMatchObject([
    { run: 1, step: 0, surface: { resolution: 8 } },
  ]);
  expect(first.step).toBe(0);
  expect(steps()).toEqual([]);
  const { training, stop } = small();
  const settings = { ...training, learningRate: 0.9, weightDecay: 0, clipNorm: null };
  const again = until('measured');
  await send({ kind: 'change', settings, stop });
  const { measured } = await again;
  const ratio = layerIndex(0, 'updateRatio');
  expect(measured[ratio]! / ready.measured[ratio]!).toBeCloseTo(0.9 / training.optimizer.learningRate, 6);
  const stopped = until('stopped');
  await send({ kind: 'play', steps: 1 });
  await stopped;
  await settle();
  const frames = reports.find((report) => report.kind === 'frames')!;
  expect(frames.frames).toEqual(measured);
});

test('settings that differ in numbers alone use the network that is there, and train as if alone', async () => {
  const used = open();
  const network = (changes: Record<string, unknown>) =>
    small({ network: { depth: 3, width: 6, activation: 'tanh', ...changes } });
  const first = network({ initializer: { kind: 'glorotNormal' } });
  const second = network({ initializer: { kind: 'glorotNormal', gain: 1.5 } });
  await used.send({ kind: 'observe', request: { ...noPictures, histograms: true } });
  await used.send(load(first));
  const played = used.until('stopped');
  await used.send({ kind: 'play', steps: 7 });
  await played;
  await used.send(load(second, 2));
  expect(used.opened.count).toBe(1);
  const alone = open();
  await alone.send({ kind: 'observe', request: { ...noPictures, histograms: true } });
  await alone.send(load(second, 2));
  const stopped = [used, alone].map(({ until }) => until('stopped', ({ run }) => run === 2));
  for (const { send } of [used, alone]) await send({ kind: 'play' });
  await Promise.all(stopped);
  await settle();
  const told = ({ reports }: typeof used) => ({
    measured: reports.findLast((report) => report.kind === 'ready')!.measured,
    start: reports.find((report) => report.kind === 'snapshot' && report.run === 2 && !report.partial),
    frames: reports.flatMap((report) =>
      report.kind === 'frames' && report.run === 2 ? [...report.frames] : [],
    ),
  });
  expect(told(used)).toEqual(told(alone));
  // Another activation is other code.
  await used.send(load(network({ activation: 'relu' }), 3));
  expect(used.opened.count).toBe(2);
});

test('pauses between steps, takes a number of steps, goes on beyond the limit when played again', async () => {
  const { send, until } = open();
  await send(load(small()));
  let stopped = until('stopped');
  await send({ kind: 'play', steps: 3 });
  expect(await stopped).toMatchObject({ reason: 'paused', step: 3 });
  stopped = until('stopped');
  await send({ kind: 'play' });
  expect(await stopped).toMatchObject({ reason: 'steps', step: 50 });
  stopped = until('stopped', ({ step }) => step > 50);
  await send({ kind: 'play' });
  expect(await stopped).toMatchObject({ reason: 'steps', step: 100 });
});

test('respects its speed limit', async () => {
  const { send, until } = open();
  await send(load(small()));
  await send({ kind: 'speed', stepsPerSecond: 20 });
  await send({ kind: 'play' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const stopped = until('stopped');
  await send({ kind: 'pause' });
  const { step } = await stopped;
  expect(step).toBeGreaterThanOrEqual(5);
  expect(step).toBeLessThanOrEqual(12);
});

test('a tab that was frozen for an hour goes on at its speed, and owes no steps', async () => {
  let time = 0;
  const hour = 3_600_000;
  const clock = {
    now: () => time,
    sleep: async (ms: number) => {
      // Half a second later the tab is frozen.
      time += time > 500 && time < hour ? hour : ms;
      if (time > hour + 1500) void send({ kind: 'pause' });
    },
  };
  const { send, until } = open(0, clock);
  await send(load({ ...small(), training: { ...small().training, steps: 100_000 } }));
  await send({ kind: 'speed', stepsPerSecond: 20 });
  const stopped = until('stopped');
  await send({ kind: 'play' });
  const { step } = await stopped;
  expect(step).toBeGreaterThanOrEqual(30);
  expect(step).toBeLessThanOrEqual(45);
});

test.each([
  ['loss', { loss: 0.55 }],
  ['accuracy', { accuracy: 0.8 }],
  ['plateau', { plateau: 10 }],
] as const)('stops by itself on %s', async (reason, stop) => {
  const { send, until } = open();
  const learningRate = reason === 'plateau' ? 0 : 0.2;
  const training = { optimizer: { kind: 'sgd', learningRate }, batchSize: 'full', steps: 2000 };
  await send(load(small({ stop, training, telemetry: { evaluateEvery: 1 } })));
  const stopped = until('stopped');
  await send({ kind: 'play' });
  expect(await stopped).toMatchObject({ reason });
});

test('continues exactly from its checkpoint', async () => {
  const first = open();
  await first.send(load(small()));
  const kept = first.until('checkpoint');
  await first.send({ kind: 'play', steps: 10 });
  const { checkpoint } = await kept;
  const rest = first.until('stopped', ({ step }) => step === 50);
  await first.send({ kind: 'play' });
  await rest;
  await settle();
  const second = open();
  await second.send({ ...load(small()), checkpoint } as Command);
  const end = second.until('stopped');
  await second.send({ kind: 'play' });
  await end;
  await settle();
  const frames = (reports: Report[]) =>
    reports.flatMap((report) => (report.kind === 'frames' ? Array.from(report.frames) : []));
  const tail = frames(second.reports);
  expect(frames(first.reports).slice(-tail.length)).toEqual(tail);
});

test('a run that cannot be built is reported, and the one before stays where it was, with all its steps', async () => {
  const { send, until, reports, steps } = open();
  await send(load(small({ training: { batchSize: 8, steps: 100_000 } })));
  await send({ kind: 'play' });
  await until('frames');
  const bad = small({ data: { kind: 'csv', file: 'x.csv', text: 'a,b\n1,2\nx,3\n' } });
  await send(load(bad, 2));
  expect(reports.findLast(({ kind }) => kind === 'failed')).toMatchObject({
    run: 2,
    fault: { kind: 'problem' },
  });
  const paused = reports.findLast((report) => report.kind === 'stopped')!;
  expect(paused).toMatchObject({ run: 1, reason: 'paused' });
  expect(steps()).toEqual(Array.from({ length: paused.step }, (_, i) => i));
  const stopped = until('stopped');
  await send({ kind: 'play', steps: 5 });
  expect(await stopped).toMatchObject({ run: 1, step: paused.step + 5 });
});

test('an engine of an earlier visit that is gone is chosen anew', async () => {
  const { send, reports } = open();
  const known = { chosen: 'webgpu', timings: [], layers: 3 } as const;
  await send({ kind: 'load', run: 1, spec: small(), backend: 'auto', known });
  expect(reports.find(({ kind }) => kind === 'ready')).toMatchObject({
    backend: 'reference',
    calibration: { chosen: 'reference' },
  });
  await send({ kind: 'load', run: 2, spec: small(), backend: 'webgpu' });
  expect(reports.find(({ kind }) => kind === 'failed')).toMatchObject({
    run: 2,
    fault: { kind: 'crash', message: 'no webgpu here' },
  });
});

test('a run that has diverged says so each time that it is asked to play', async () => {
  const { send, reports, until } = open();
  const wild = parseExperiment(presets.exploding.spec);
  await send(load(wild));
  await send({ kind: 'play' });
  const first = await until('stopped');
  expect(first.reason).toBe('diverged');
  await send({ kind: 'play' });
  expect(reports.filter((report) => report.kind === 'stopped')).toEqual([first, first]);
  // Restored from before and taken to the same step, it has diverged again.
  const { checkpoint } = reports.find((report) => report.kind === 'checkpoint')!;
  await send({ ...load(wild, 2), checkpoint, replayTo: first.step + 1 } as Command);
  expect(reports.findLast((report) => report.kind === 'stopped')).toMatchObject({
    run: 2,
    reason: 'diverged',
    divergence: first.divergence,
  });
});

test('draws the decision surface on the grid that is asked for', async () => {
  const { send, until } = open();
  await send(load(small()));
  const drawn = Promise.all([until('snapshot'), until('surface')]);
  await send({
    kind: 'observe',
    request: {
      boundaryResolution: 12,
      ablation: 'activation',
      histograms: true,
      jacobians: true,
      picture: { sample: 0, layer: 0 },
    },
  });
  const [{ confusion }, { surface }] = await drawn;
  expect(surface.values).toHaveLength(12 * 12 * 2);
  for (let i = 0; i < 144; i++) expect(surface.values[2 * i]! + surface.values[2 * i + 1]!).toBeCloseTo(1, 5);
  expect(confusion.reduce((a, b) => a + b, 0)).toBe(20);
});

test('a run taken back to a step does the same steps again', async () => {
  const first = open();
  await first.send(load(small()));
  const stopped = first.until('stopped');
  await first.send({ kind: 'play' });
  await stopped;
  await settle();
  const start = first.reports.find((report) => report.kind === 'checkpoint')!.checkpoint;
  expect(start.step).toBe(0);
  const frames = (reports: Report[]) =>
    reports.flatMap((report) => (report.kind === 'frames' ? Array.from(report.frames) : []));
  const again = open();
  await again.send({ ...load(small()), checkpoint: start, replayTo: 30 } as Command);
  const ended = again.until('stopped');
  await again.send({ kind: 'play' });
  await ended;
  await settle();
  expect(again.steps()).toEqual(Array.from({ length: 20 }, (_, i) => 30 + i));
  const length = frameLength(4);
  expect(frames(again.reports)).toEqual(frames(first.reports).slice(30 * length));
});

test('takes only the requested pictures', async () => {
  const { send, until, reports } = open();
  await send(load(small()));
  const stopped = until('stopped');
  await send({ kind: 'play' });
  await stopped;
  await settle();
  for (const report of reports) {
    if (report.kind === 'snapshot')
      for (const key of ['held', 'histograms', 'jacobians', 'picture'])
        expect(report).not.toHaveProperty(key);
  }
  const drawn = until('snapshot', ({ histograms }) => histograms !== undefined);
  const request = {
    boundaryResolution: 0,
    ablation: 'weights',
    histograms: true,
    jacobians: true,
    picture: { sample: 0, layer: 1, small: { from: 1, to: 3 } },
  } as const;
  await send({ kind: 'observe', request });
  const { histograms, ablated, jacobians, picture } = await drawn;
  expect(histograms).toHaveLength(4);
  const counts = histograms![0]!.weights;
  expect(counts.counts.reduce((sum, n) => sum + n, 0) + counts.outside).toBe(2 * picture!.layers[0]!.units);
  expect(ablated!.signals).toHaveLength(4);
  expect(jacobians).toHaveProperty('through');
  expect(picture!.maps!.values).toHaveLength(picture!.maps!.resolution ** 2 * picture!.maps!.units);
  const drawnMaps = picture!.layers.map(({ activations, maps }) => maps && maps.length / activations.length);
  expect(drawnMaps).toEqual([undefined, smallMap ** 2, smallMap ** 2, undefined]);
  // Every second point of a grid twice as fine is near a point of the coarse grid, so the same unit gives a similar output.
  const { resolution, units, values } = picture!.maps!;
  const fine = (row: number, column: number, unit: number) =>
    values[(row * resolution + column) * units + unit]!;
  const coarse = (row: number, column: number, unit: number) =>
    picture!.layers[1]!.maps![unit * smallMap ** 2 + row * smallMap + column]!;
  expect(resolution).toBe(2 * smallMap);
  for (const [row, column, unit] of [
    [0, 0, 0],
    [3, 7, 2],
    [11, 4, 5],
  ] as const) {
    const around = [0, 1].flatMap((r) => [0, 1].map((c) => fine(2 * row + r, 2 * column + c, unit)));
    expect(coarse(row, column, unit)).toBeGreaterThan(Math.min(...around) - 0.01);
    expect(coarse(row, column, unit)).toBeLessThan(Math.max(...around) + 0.01);
  }
});

test('Play right after Pause trains to the limit, although a number of steps was asked for before', async () => {
  const { send, until } = open();
  await send(load(small()));
  const stopped = until('stopped', ({ reason }) => reason === 'steps');
  void send({ kind: 'play', steps: 3 });
  void send({ kind: 'pause' });
  void send({ kind: 'play' });
  expect((await stopped).step).toBe(small().training.steps);
});
