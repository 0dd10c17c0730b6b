import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberOf } from '../../../../src/engine/numeric/score';
import { adapted, changeGrid } from '../../../../src/engine/transfer/change';
import { pointCurve } from '../../../../src/engine/transfer/curves';
import { agreementOf, combineGradients, degreesOf } from '../../../../src/engine/transfer/domainGradients';
import type { LayerPoint, LearnerReport, Point } from '../../../../src/engine/transfer/learner';
import { smallTransfer } from '../../schema/transfers';

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** The measurements of two gradients. */
function pull(a: readonly number[], b: readonly number[]) {
  const [source, target] = [Math.hypot(...a), Math.hypot(...b)];
  return { source, target, cosine: dot(a, b) / source / target };
}

test('the gradient of all layers together is that of their concatenated gradients', () => {
  const number = fc.double({ min: -10, max: 10, noNaN: true });
  const layer = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 5 }), (layers) => {
      const sides = (k: 0 | 1) => layers.map((rows) => rows.map((row) => row[k]));
      const [a, b] = [sides(0), sides(1)];
      fc.pre(Math.hypot(...a.flat()) > 1e-6 && Math.hypot(...b.flat()) > 1e-6);
      const whole = combineGradients(a.map((one, l) => pull(one, b[l]!)));
      const joined = pull(a.flat(), b.flat());
      expect(whole.source).toBeCloseTo(joined.source, 9);
      expect(whole.target).toBeCloseTo(joined.target, 9);
      expect(whole.cosine).toBeCloseTo(joined.cosine, 9);
    }),
  );
});

test('tiny gradients keep their angle; a gradient of 0 has none', () => {
  const tiny = { source: 1e-200, target: 1e-190, cosine: 0.5 };
  expect(combineGradients([tiny, tiny]).cosine).toBeCloseTo(0.5, 12);
  const frozen = { source: 0, target: 3, cosine: Number.NaN };
  expect(combineGradients([frozen, { source: 1, target: 4, cosine: 1 }]).cosine).toBeCloseTo(0.8, 12);
  expect(combineGradients([frozen]).cosine).toBeNaN();
  expect(agreementOf(combineGradients([frozen]))).toBe('none');
});

test('the agreement of two gradients follows from their angle', () => {
  const way = (cosine: number) => agreementOf({ source: 1, target: 1, cosine });
  expect([1, 0.2, 0.1, -0.1, -0.2, -1].map(way)).toEqual([
    'same',
    'same',
    'square',
    'square',
    'against',
    'against',
  ]);
  expect([1 + 1e-12, 0.5, -1 - 1e-12].map(degreesOf)).toEqual([0, expect.closeTo(60, 9), 180]);
});

const layer = (change: number): LayerPoint => ({ source: 1, target: 1, cosine: 1, change });
const at = (step: number, accuracy: number, changes: readonly number[] = []): Point => ({
  step,
  source: { loss: 1, accuracy: 1, bestConstant: 0.5 },
  target: { loss: 1, accuracy, bestConstant: 0.5 },
  layers: changes.map(layer),
});

test('changes are arranged layer by layer, without the start, where all are 0', () => {
  const { steps, values } = changeGrid([at(0, 0, [0, 0]), at(5, 0, [0.1, 0.4]), at(9, 0, [0.2, 0.8])]);
  expect(steps).toEqual([5, 9]);
  expect([...values]).toEqual([0.1, 0.2, 0.4, 0.8]);
  expect(changeGrid([at(0, 0, [0, 0])]).values).toHaveLength(0);
  expect(adapted(at(9, 0, [0.2, 0.8]))).toEqual({ lowest: 0.2, output: 0.8, ratio: 0.25 });
  expect(adapted(at(9, 0))).toBeUndefined();
});

test('a curve over repeats has a median and a band; a diverged repeat lacks its last point', () => {
  const report = (points: Point[], diverged = false): LearnerReport => ({
    method: smallTransfer().methods[0]!,
    step: 20,
    steps: 20,
    done: true,
    divergence: diverged ? { step: 15, layer: 1, quantity: 'loss' } : undefined,
    points,
  });
  const whole = [0.5, 0.7, 0.6].map((end) => report([at(0, 0.2), at(10, 0.4), at(20, end)]));
  const broken = report([at(0, 0.2), at(15, Number.NaN)], true);
  const curve = pointCurve([broken, ...whole], ({ target }) => numberOf(target.accuracy))!;
  expect(curve.x).toEqual([0, 10, 20]);
  expect(curve.values).toEqual([0.2, 0.4, 0.6]);
  expect(curve.low![2]).toBeCloseTo(0.52, 12);
  expect(curve.high![2]).toBeCloseTo(0.68, 12);
  expect(pointCurve([report([])], () => 0)).toBeUndefined();
  expect(pointCurve([whole[0]!], () => 0)!.low).toBeUndefined();
});
