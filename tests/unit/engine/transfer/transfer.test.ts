import { beforeAll, describe, expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { numberOf } from '../../../../src/engine/numeric/score';
import { layerIndex } from '../../../../src/engine/telemetry';
import type { LearnerReport, Point } from '../../../../src/engine/transfer/learner';
import { transferMethods } from '../../../../src/engine/transfer/methods';
import { Transfer } from '../../../../src/engine/transfer/transfer';
import type { TransferSpec } from '../../../../src/schema/transfer';
import { repeatOf } from '../../../../src/schema/transfer';
import { smallTransfer } from '../../schema/transfers';

const kernels = () => openKernels('wasm');
const ends = { points: 1, layers: false };

async function run(transfer: TransferSpec, options = ends): Promise<LearnerReport[]> {
  const opened = await Transfer.open(transfer, kernels, options);
  while (!opened.done) await opened.advance();
  const { methods } = opened.report();
  opened.dispose();
  return [...methods];
}

const end = ({ points }: LearnerReport): Point => points.at(-1)!;
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Target accuracies `[method][seed]`, and source accuracies. */
async function overSeeds(transfer: TransferSpec, seeds: number) {
  const target = transfer.methods.map((): number[] => []);
  const source = transfer.methods.map((): number[] => []);
  for (let n = 0; n < seeds; n++) {
    const reports = await run(repeatOf(transfer, n));
    for (const [i, report] of reports.entries()) {
      target[i]!.push(numberOf(end(report).target.accuracy));
      source[i]!.push(numberOf(end(report).source.accuracy));
    }
  }
  return { target, source };
}

const all = (kinds = Object.keys(transferMethods)) => kinds.map((kind) => ({ kind }));
const seeds = 6;

describe('over seeds', () => {
  test('at shift 0 every method is as good as source only, within noise', async () => {
    const methods = all();
    const { target } = await overSeeds(
      smallTransfer({
        target: { shifts: [{ kind: 'rotation', degrees: 0 }] },
        paired: true,
        methods,
      }),
      seeds,
    );
    for (const [i, accuracies] of target.entries()) {
      const differences = accuracies.map((accuracy, n) => accuracy - target[0]![n]!);
      expect(Math.abs(mean(differences)), methods[i]!.kind).toBeLessThan(0.03);
    }
    expect(mean(target[0]!)).toBeGreaterThan(0.95);
  }, 120_000);

  test('target only catches up with all labels, but not with few', async () => {
    const at = (labelBudget: number | null) =>
      overSeeds(
        smallTransfer({
          target: { shifts: [{ kind: 'rotation', degrees: 90 }], labelBudget },
          methods: all(['sourceOnly', 'targetOnly', 'joint', 'fineTune']),
        }),
        seeds,
      );
    const [few, every] = [await at(2), await at(null)];
    expect(mean(every.target[0]!)).toBeLessThan(0.7);
    expect(mean(few.target[1]!)).toBeLessThan(mean(few.source[0]!) - 0.05);
    // Its accuracy on the target equals the teacher's accuracy on the source.
    expect(Math.abs(mean(every.target[1]!) - mean(every.source[0]!))).toBeLessThan(0.03);
    for (const other of every.target) expect(mean(every.target[1]!)).toBeGreaterThan(mean(other) - 0.03);
  }, 120_000);
});

test('the same seed gives the same numbers, whatever is measured during training', async () => {
  const transfer = smallTransfer({ methods: all(['sourceOnly', 'pseudoLabels', 'adversarial']) });
  const [once, again] = [await run(transfer), await run(transfer, { points: 10, layers: true })];
  for (const [i, report] of once.entries()) {
    const { source, target } = end(again[i]!);
    expect(end(report)).toMatchObject({ source, target });
  }
}, 60_000);

test('phases, progress, and the starting weights of each method', async () => {
  const opened = await Transfer.open(
    smallTransfer({ methods: all(['sourceOnly', 'fineTune', 'targetOnly']) }),
    kernels,
    { points: 6, layers: true },
  );
  const phases: string[] = [];
  let progress = 0;
  while (!opened.done) {
    expect(opened.progress).toBeGreaterThanOrEqual(progress);
    ({ progress } = opened);
    if (phases.at(-1) !== opened.phase.kind) phases.push(opened.phase.kind);
    await opened.advance();
  }
  expect([...phases, opened.phase.kind]).toEqual(['teaching', 'adapting', 'done']);
  expect(opened.progress).toBe(1);
  const [sourceOnly, fineTune, targetOnly] = opened.report().methods;
  expect(opened.report().teacher).toEqual(sourceOnly);
  expect(fineTune!.points[0]!.source).toEqual(end(sourceOnly!).source);
  expect(targetOnly!.points[0]!.source).toEqual(sourceOnly!.points[0]!.source);
  for (const { points } of [sourceOnly!, fineTune!]) {
    expect(points[0]!.layers.map(({ change }) => change)).toEqual([0, 0, 0]);
    expect(points.at(-1)!.step).toBe(250);
  }
  const { source, target, axes, sourceLabels } = (await opened.features(1, 1))!;
  expect([source.length, target.length, sourceLabels.length]).toEqual([200, 200, 100]);
  expect(axes.shares[0]).toBeGreaterThan(axes.shares[1]);
  opened.dispose();
}, 60_000);

describe('layers', () => {
  let reports: LearnerReport[];
  beforeAll(async () => {
    const kinds = ['all', 'last', 'discriminative'];
    const methods = kinds.map((what) => ({ kind: 'fineTune', what, layerFactor: 0.1 }));
    reports = await run(smallTransfer({ methods }), { points: 3, layers: true });
  }, 60_000);

  test('last layer: no other layer changes', () => {
    const changes = end(reports[1]!).layers.map(({ change }) => change);
    expect(changes.slice(0, 2)).toEqual([0, 0]);
    expect(changes[2]).toBeGreaterThan(0.01);
  });

  test('discriminative: the lowest layer changes least, and less than at equal rates', () => {
    const changes = end(reports[2]!).layers.map(({ change }) => change);
    expect(changes[0]).toBeLessThan(changes[2]!);
    expect(changes[0]).toBeLessThan(0.5 * end(reports[0]!).layers[0]!.change);
  });
});

test('gradual: layers start to learn from the last one down, all by half of the steps', () => {
  const { rates } = transferMethods.fineTune.adapt(
    {
      layers: [4, 4, 4],
      steps: 100,
      target: { count: 1, inputs: new Float64Array(2), targets: new Float64Array(2) },
      labelled: Uint8Array.of(1),
    } as never,
    { what: 'gradual', rate: 1, layerFactor: 1, share: 1 },
  );
  expect([0, 20, 40, 50, 99].map((step) => rates!(step).join(''))).toEqual([
    '0001',
    '0011',
    '0111',
    '1111',
    '1111',
  ]);
});

test('equal domains have the same gradient, and it is the gradient of training', async () => {
  const transfer = smallTransfer({
    target: { shifts: [{ kind: 'rotation', degrees: 0 }] },
    paired: true,
    methods: all(['sourceOnly']),
  });
  const [report] = await run(transfer, { points: 2, layers: true });
  for (const { layers } of report!.points) {
    for (const { source, target, cosine } of layers) {
      expect(target).toBeCloseTo(source, 12);
      expect(cosine).toBeCloseTo(1, 12);
    }
  }
  const { source } = transfer;
  const trainer = await createTrainer(
    { ...source, training: { ...source.training, batchSize: 'full' } },
    await kernels(),
  );
  const frame = (await trainer.advance(true))!;
  report!.points[0]!.layers.forEach(({ source: norm }, l) => {
    expect(norm / frame[layerIndex(l, 'weightGradNorm')]!).toBeCloseTo(1, 5);
  });
  trainer.dispose();
}, 60_000);

test('bad data get one sentence that names the field', async () => {
  const open = (target: Record<string, unknown>) =>
    Transfer.open(smallTransfer({ target }), kernels, ends).then(
      () => 'opened',
      (error) => error.message,
    );
  expect(await open({ shifts: [], labelBudget: 99 })).toMatch(
    /^target\.labelBudget: found 99 a class; use at most 50, /,
  );
  expect(await open({ data: { kind: 'spiral' } })).toMatch(/^target\.data: 3 classes .*; use 2 classes/);
  expect(await open({ data: { kind: 'digits' } })).toMatch(/^target\.data: /);
  expect(await open({ data: { kind: 'moons', testFraction: 0 } })).toMatch(/^target: found no test samples/);
  expect(await open({ shifts: [{ kind: 'invert' }] })).toMatch(/^target\.shifts\.0: Invert does not apply/);
});

test('a layer whose activations are not finite has no feature space', async () => {
  const network = { depth: 30, width: 16, activation: 'relu', initializer: { kind: 'heNormal', gain: 100 } };
  const transfer = await Transfer.open(smallTransfer({}, { network }), kernels, ends);
  await transfer.advance();
  expect(await transfer.features(-1, 0)).toBeDefined();
  expect(await transfer.features(-1, 29)).toBeUndefined();
  transfer.dispose();
});
