import { expect } from 'vitest';
import { Race } from '../../../../../src/engine/distillation/race';
import { openKernels } from '../../../../../src/engine/kernels/open';
import { numbers } from '../../../../../src/engine/kernels/reference/numbers';
import { numberOf, type Score } from '../../../../../src/engine/numeric/score';
import { optimizers } from '../../../../../src/engine/optimizers';
import { layerNumbers, signalShares } from '../../../../../src/features/learn/figures/layers';
import { fiftyLayers } from '../../../../../src/features/learn/figures/mending/experiments';
import {
  noisyTeacher,
  type Seeded,
  sigmoidLayers,
  type Teacher,
  thirtyLayers,
} from '../../../../../src/features/learn/figures/myths/experiments';
import { deepExperiment } from '../../../../../src/features/learn/figures/vanishing/experiments';
import { sigmoidSlope } from '../../../../../src/features/learn/math/chain';
import { flats, start } from '../../../../../src/features/learn/math/flats';
import { descend, lossAt } from '../../../../../src/features/learn/math/leastSquares';
import type { ExperimentSpec } from '../../../../../src/schema/experiment';
import { expectSaid, testClaims } from '../claims';
import { measuredAtStart, scoreAtEnd, train, withTrainer } from '../engine';

const seeds = [1, 2, 3];

/** The test accuracy of an experiment at its end, for each seed. */
async function scores(spec: Seeded): Promise<Score[]> {
  const found: Score[] = [];
  for (const seed of seeds) found.push(await scoreAtEnd(spec(seed)));
  return found;
}
const learned = (score: Score, least: number) => typeof score === 'number' && score >= least;

const reluShares = async (depth: number, sigmaW: number, repeats = [1, 2, 3, 4, 5]) => {
  const shares = [];
  for (const seed of repeats) {
    const frame = await measuredAtStart(deepExperiment({ depth, activation: 'relu', sigmaW, seed }));
    shares.push(signalShares(frame, depth)[0]!);
  }
  return shares.toSorted((a, b) => a - b);
};

/** Test accuracies of the students with hard and with soft labels, for each seed. */
async function taughtBy(size: Teacher): Promise<{ hard: number; soft: number }[]> {
  const found = [];
  for (const seed of seeds) {
    const race = await Race.open(noisyTeacher(size, seed), () => openKernels('wasm'));
    while (!race.done) await race.advance();
    const [hard, soft] = race.students.map((student) =>
      numberOf(student.report().metrics?.accuracy ?? 'undefined'),
    );
    race.dispose();
    found.push({ hard: hard!, soft: soft! });
  }
  return found;
}
const races = new Map<Teacher, ReturnType<typeof taughtBy>>();
const students = (size: Teacher) => {
  const known = races.get(size) ?? taughtBy(size);
  races.set(size, known);
  return known;
};

const chapter = {
  file: '09-myths',
  long: ['xavier', 'memorizes', 'bigger-teacher', 'soft-helps', 'soft-harms'],
};

testClaims(chapter, {
  'setup-adam': ([steps]) => {
    for (const optimizer of ['sgd', 'adam'] as const)
      expect(sigmoidLayers(6, optimizer)(1).training.steps).toBe(steps);
  },
  'setup-teachers': ([small, big]) => {
    expect(noisyTeacher('small', 1).teacher).toMatchObject({ network: { depth: 1, width: small } });
    expect(noisyTeacher('big', 1).teacher).toMatchObject({ network: { depth: 3, width: big } });
  },
  'sigmoid-zero': ([at, largest, away, small]) => {
    expect(sigmoidSlope(at!)).toBe(largest);
    for (const z of [-3, -0.1, 0.1, 3]) expect(sigmoidSlope(z)).toBeLessThan(largest!);
    const [below, above] = [small! > 1 ? away! : small!, small! > 1 ? small! : away!];
    expect(sigmoidSlope(above)).toBeLessThan(below);
    expect(sigmoidSlope(above - 0.1)).toBeGreaterThan(below);
  },
  signs: ([from, to, steps, bound]) => {
    const end = (rate: number) => lossAt(descend(flats, { start, rate, steps: steps! }).at(-1)!, flats);
    expectSaid(from, lossAt(start, flats));
    expectSaid(to, end(0.1));
    expect(end(-0.1)).toBeGreaterThan(bound!);
  },
  'grows-slowly': () => {
    const paths = [-0.1, -0.05, -0.01].map((rate) =>
      descend(flats, { start, rate, steps: 20 }).map((theta) => lossAt(theta, flats)),
    );
    for (const losses of paths) expect(losses).toEqual(losses.toSorted((a, b) => a - b));
    const ends = paths.map((losses) => losses.at(-1)!);
    expect(ends).toEqual(ends.toSorted((a, b) => b - a));
  },
  halves: async () => {
    for (const seed of seeds) {
      const frame = await measuredAtStart(fiftyLayers('relu', 'glorotNormal', seed));
      const sizes = layerNumbers(frame, 'activationRms', 50);
      const factor = (sizes[49]! / sizes[0]!) ** (2 / 49);
      expect(Math.abs(factor - 0.5)).toBeLessThan(0.05);
    }
  },
  memorizes: async ([big, small]) => {
    const agreement = async (size: Teacher, seed: number) => {
      const spec = noisyTeacher(size, seed).teacher as ExperimentSpec;
      return withTrainer(spec, async (trainer) => {
        await train(trainer, spec.training.steps);
        return numberOf((await trainer.evaluate('train')).accuracy);
      });
    };
    for (const seed of seeds) {
      expect(await agreement('big', seed)).toBeGreaterThan(big!);
      expect(await agreement('small', seed)).toBeLessThan(small!);
    }
  },
  'adam-alike': () => {
    const { update, scalars } = optimizers.adam;
    const params = { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 };
    const change = (gradient: number) =>
      update(numbers, params as never, {
        weight: 1,
        gradient,
        learningRate: 0.01,
        state: [0, 0],
        scalars: scalars(params as never, 1),
      })[0]!;
    expect(Math.abs(change(1e-5) / change(1) - 1)).toBeLessThan(0.01);
  },
  'relu-glorot': async ([sigmaW, depth, low, high, deeper, bound]) => {
    const shares = await reluShares(depth!, sigmaW!);
    expect(shares[0]).toBeGreaterThan(low!);
    expect(shares.at(-1)).toBeLessThan(high!);
    expect((await reluShares(deeper!, sigmaW!, [1])).at(-1)).toBeLessThan(bound!);
  },
  'relu-he': async ([sigmaW, depth, low, high]) => {
    const shares = await reluShares(depth!, sigmaW!);
    expectSaid(low, shares[0]!);
    expectSaid(high, shares.at(-1)!);
  },
  xavier: async ([networks, chance, steps, all, least]) => {
    expect([networks, all]).toEqual([seeds.length, seeds.length]);
    expect(thirtyLayers('heNormal')(1).training.steps).toBe(steps);
    const xavier = await scores(thirtyLayers('glorotNormal'));
    expect(xavier.filter((score) => typeof score === 'number' && score > chance!)).toEqual([]);
    for (const score of await scores(thirtyLayers('heNormal'))) expect(learned(score, least!)).toBe(true);
  },
  'bigger-teacher': async ([count, small, big]) => {
    expect(count).toBe(seeds.length);
    const mean = async (size: Teacher) =>
      (await students(size)).reduce((sum, { soft }) => sum + soft / seeds.length, 0);
    expectSaid(small, await mean('small'));
    expect(await mean('big')).toBeLessThan(big!);
  },
  'soft-helps': async () => {
    for (const { hard, soft } of await students('small')) expect(soft).toBeGreaterThan(hard);
  },
  'soft-harms': async ([least, count]) => {
    expect(count).toBe(seeds.length);
    const worse = (await students('big')).filter(({ hard, soft }) => soft < hard);
    expect(worse.length).toBeGreaterThanOrEqual(least!);
  },
  'adam-six': async ([depth, chance, , least]) => {
    for (const score of await scores(sigmoidLayers(depth!, 'sgd')))
      expect(learned(score, chance! + 0.01)).toBe(false);
    for (const score of await scores(sigmoidLayers(depth!, 'adam')))
      expect(learned(score, least!)).toBe(true);
  },
  'adam-twenty': async ([depth]) =>
    expect(await scores(sigmoidLayers(depth!, 'adam'))).toEqual(['constant', 'constant', 'constant']),
});
