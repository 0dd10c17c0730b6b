import { expect } from 'vitest';
import { openKernels } from '../../../../../src/engine/kernels/open';
import { type LossSurface, lossSurface } from '../../../../../src/engine/lossSurface';
import type { Trainer } from '../../../../../src/engine/trainer';
import { waveExperiment } from '../../../../../src/features/learn/figures/gradientDescent/experiments';
import { flats, start } from '../../../../../src/features/learn/math/flats';
import {
  curvatureOf,
  descend,
  gradientAt,
  lossAt,
  type Points,
  standardized,
} from '../../../../../src/features/learn/math/leastSquares';
import { expectSaid, testClaims } from '../claims';
import { train, withTrainer } from '../engine';

const { smallest, largest, limit, solution } = curvatureOf(flats);
const distances = (points: Points, rate: number, momentum: number, steps: number) => {
  const { solution: goal } = curvatureOf(points);
  return descend(points, { start, rate, momentum, steps }).map(([a, b]) =>
    Math.hypot(a - goal[0], b - goal[1]),
  );
};
/** The first step from which on the distance stays below 1 percent of the starting one. */
const stepsTo = (rate: number, momentum = 0) => {
  const all = distances(flats, rate, momentum, 2000);
  return all.findLastIndex((distance) => distance > 0.01 * all[0]!) + 1;
};
const turnsAt = (bound: number, momentum: number, by: number) => {
  const below = distances(flats, bound * (1 - by), momentum, 60_000);
  const above = distances(flats, bound * (1 + by), momentum, 60_000);
  expect(below.at(-1)!).toBeLessThan(1e-12);
  expect(above.at(-1)!).toBeGreaterThan(1e6);
};
const surfaces = new Map<number, Promise<LossSurface | undefined>>();
const surfaceAt = (rate: number) => {
  const made =
    surfaces.get(rate) ??
    openKernels('wasm').then((kernels) =>
      lossSurface(waveExperiment(rate), kernels, { every: 20, points: 60, resolution: 4 }, async () => true),
    );
  surfaces.set(rate, made);
  return made as Promise<LossSurface>;
};
const rises = ({ losses }: LossSurface) => [...losses].filter((loss, i) => i > 0 && loss > losses[i - 1]!);

/** The largest curvature of the loss at the end of a run, by power iteration on differences of gradients. */
async function sharpnessAtEnd(rate: number): Promise<number> {
  const run = async (trainer: Trainer) => {
    await train(trainer, trainer.spec.training.steps);
    const state = await trainer.checkpoint();
    const gradientAlong = async (direction: readonly number[], h: number) => {
      let place = 0;
      const arrays = state.arrays.map((array) => array.map((x) => x + h * direction[place++]!));
      trainer.restore({ ...state, arrays });
      await trainer.advance(true);
      return (await trainer.gradients()).flatMap((gradient) => [...gradient]);
    };
    const size = state.arrays.reduce((sum, { length }) => sum + length, 0);
    const h = 1e-4;
    let direction = Array.from({ length: size }, (_, i) => Math.sin(i + 1));
    for (let i = 0; i < 12; i++) {
      const norm = Math.hypot(...direction);
      const unit = direction.map((x) => x / norm);
      const [ahead, behind] = [await gradientAlong(unit, h), await gradientAlong(unit, -h)];
      direction = ahead.map((x, j) => (x - behind[j]!) / (2 * h));
    }
    return Math.hypot(...direction);
  };
  return withTrainer(waveExperiment(rate), run, 'reference');
}
/** The share of the starting distance that is left after some steps, at a multiple of the limit. */
const shareLeft = (factor: number, momentum: number, steps: number) => {
  const all = distances(flats, factor * limit * (1 + momentum), momentum, steps);
  return all.at(-1)! / all[0]!;
};
/** The steps to a hundredth of the distance for a Hessian with the eigenvalues 1 and `condition`, with the best rates. */
const stepsOf = (condition: number, momentum: boolean) => {
  const points: Points = [
    [-Math.sqrt(condition), 1],
    [Math.sqrt(condition), 2],
  ];
  const root = Math.sqrt(condition);
  const [rate, beta] = momentum
    ? [4 / (1 + root) ** 2, ((root - 1) / (root + 1)) ** 2]
    : [2 / (1 + condition), 0];
  const all = distances(points, rate, beta, 5000);
  return all.findLastIndex((distance) => distance > 0.01 * all[0]!) + 1;
};

testClaims('01-gradient-descent', {
  'setup-flats': () => expect(flats).toHaveLength(12),
  'setup-wave': () =>
    expect(waveExperiment(0.1).network).toMatchObject({ depth: 1, width: 12, activation: 'tanh' }),
  'right-angle': () => {
    const [a, b] = gradientAt(start, flats);
    const h = 1e-6 / Math.hypot(a, b);
    const along = lossAt([start[0] - h * b, start[1] + h * a], flats) - lossAt(start, flats);
    const against = lossAt([start[0] - h * a, start[1] - h * b], flats) - lossAt(start, flats);
    expect(Math.abs(along)).toBeLessThan(1e-5 * Math.abs(against));
  },
  circles: () => {
    const cosine = (points: Points) => {
      const [a, b] = gradientAt(start, points);
      const { solution: goal } = curvatureOf(points);
      return (
        -(a * (goal[0] - start[0]) + b * (goal[1] - start[1])) /
        (Math.hypot(a, b) * Math.hypot(goal[0] - start[0], goal[1] - start[1]))
      );
    };
    expect(cosine(standardized(flats))).toBeCloseTo(1, 12);
    expect(cosine(flats)).toBeLessThan(0.9);
  },
  turns: () => {
    for (const momentum of [0, 0.5, 0.9]) {
      expect(shareLeft(0.5, momentum, 100)).toBeLessThan(1);
      expect(shareLeft(0.98, momentum, 100)).toBeLessThan(1);
      expect(shareLeft(1.02, momentum, 100)).toBeGreaterThan(1);
      expect(shareLeft(1.04, momentum, 100)).toBeGreaterThan(shareLeft(1.02, momentum, 100));
    }
  },
  sharper: () => {
    for (const momentum of [0, 0.5, 0.9]) {
      expect(shareLeft(0.98, momentum, 200)).toBeLessThan(shareLeft(0.98, momentum, 100));
      expect(shareLeft(1.02, momentum, 200)).toBeGreaterThan(shareLeft(1.02, momentum, 100));
    }
  },
  'square-root': () => {
    // Four times the condition number: twice the steps with momentum, four times without.
    expect(Math.abs(stepsOf(1600, true) / stepsOf(400, true) / 2 - 1)).toBeLessThan(0.1);
    expect(Math.abs(stepsOf(1600, false) / stepsOf(400, false) / 4 - 1)).toBeLessThan(0.1);
  },
  sharpness: async ([percent]) =>
    expect(Math.abs((await sharpnessAtEnd(0.3)) / (2 / 0.3) - 1)).toBeLessThan(percent! / 100),
  swings: ([rate, momentum, times]) => {
    const losses = descend(flats, { start, rate: rate!, momentum: momentum!, steps: 400 }).map((theta) =>
      lossAt(theta, flats),
    );
    expect(losses.filter((loss, i) => i > 0 && loss > losses[i - 1]!).length).toBeGreaterThan(times!);
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
  },
  dimensions: async ([count]) => {
    const sizes = await withTrainer(
      waveExperiment(0.1),
      async (trainer) =>
        (await trainer.parameters()).map(({ weights, biases }) => weights.length + biases.length),
      'cpu',
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
  },
  'closed-form': ([t0, t1]) => {
    expectSaid(t0, solution[0]);
    expectSaid(t1, solution[1]);
  },
  angle: ([degrees]) => {
    const step = gradientAt(start, flats).map((slope) => -slope);
    const cosine =
      (step[0]! * solution[0] + step[1]! * solution[1]) / (Math.hypot(...step) * Math.hypot(...solution));
    expectSaid(degrees, (180 / Math.PI) * Math.acos(cosine));
  },
  limit: ([lambda, bound, below, above]) => {
    expectSaid(lambda, largest);
    expectSaid(bound, limit);
    expect(below).toBe(above);
    turnsAt(limit, 0, below! / 100);
  },
  condition: ([ratio]) => expectSaid(ratio, largest / smallest),
  slow: ([rate, steps, left]) => {
    const all = distances(flats, rate!, 0, steps!);
    expectSaid(left, (100 * all.at(-1)!) / all[0]!);
    // What is left lies along the flat direction: the other component is gone.
    expect((1 - rate! * largest) ** steps!).toBeLessThan(1e-6);
  },
  'best-rate': ([best, percent, slow, steps]) => {
    expect(percent).toBe(1);
    expect(stepsTo(2 / (smallest + largest))).toBe(best);
    expect(stepsTo(slow!)).toBe(steps);
  },
  standardized: ([eigenvalue, rate]) => {
    const round = standardized(flats);
    const found = curvatureOf(round);
    expect([found.smallest, found.largest]).toEqual([
      expect.closeTo(eigenvalue!, 12),
      expect.closeTo(eigenvalue!, 12),
    ]);
    expect(distances(round, rate!, 0, 1)[1]).toBeLessThan(1e-12);
  },
  'momentum-limit': ([beta, bound, below, above]) => {
    expectSaid(bound, limit * (1 + beta!));
    expect(below).toBe(above);
    turnsAt(limit * (1 + beta!), beta!, below! / 100);
  },
  'momentum-steps': (numbers) => {
    const [small, large] = [Math.sqrt(smallest), Math.sqrt(largest)];
    const best = stepsTo(4 / (small + large) ** 2, ((large - small) / (large + small)) ** 2);
    expect(numbers.toSorted()).toEqual([best, stepsTo(2 / (smallest + largest))]);
  },
  plane: async ([rate, percent]) => {
    const { shares } = await surfaceAt(rate!);
    expectSaid(percent, 100 * (shares[0] + shares[1]));
  },
  'network-falls': async ([rate]) => expect(rises(await surfaceAt(rate!))).toEqual([]),
  'network-edge': async ([rate]) => {
    const surface = await surfaceAt(rate!);
    expect(rises(surface).length).toBeGreaterThan(5);
    expect(surface.losses.at(-1)!).toBeLessThan(0.1 * surface.losses[0]!);
  },
  'network-diverges': async ([rate, steps]) => {
    const { losses } = await surfaceAt(rate!);
    // Steps are recorded every 20.
    expect(steps).toBe(20);
    expect(losses[1]).toBeGreaterThan(1e6);
  },
});
