import { expect } from 'vitest';
import { openKernels } from '../../../../../src/engine/kernels/open';
import { numberOf } from '../../../../../src/engine/numeric/score';
import { Transfer } from '../../../../../src/engine/transfer/transfer';
import {
  halves,
  inverted,
  rotation,
  type Study,
  seeds,
} from '../../../../../src/features/learn/figures/domains/experiments';
import { bandOf } from '../../../../../src/features/learn/figures/layers';
import { testClaims } from '../claims';

interface Reached {
  readonly target: number;
  readonly source: number;
}
const known = new Map<string, Promise<Record<string, Reached>[]>>();

/** What every method of a study reaches at one value, for each seed. */
function reached(name: string, study: Study, value: number) {
  const measure = async () => {
    const rows: Record<string, Reached>[] = [];
    for (const seed of seeds) {
      const options = { points: 1, layers: false };
      const transfer = await Transfer.open(study.of(value, seed), () => openKernels('wasm'), options);
      while (!transfer.done) await transfer.advance();
      const row = transfer.report().methods.map(({ method, points }) => {
        const { target, source } = points.at(-1)!;
        return [
          method.kind,
          { target: numberOf(target.accuracy), source: numberOf(source.accuracy) },
        ] as const;
      });
      transfer.dispose();
      rows.push(Object.fromEntries(row));
    }
    return rows;
  };
  const key = `${name} ${value}`;
  const promise = known.get(key) ?? measure();
  known.set(key, promise);
  return promise;
}
const turned = (degrees: number) => reached('rotation', rotation, degrees);
const flipped = (labels: number) => reached('inverted', inverted, labels);

const chapter = {
  file: '07-across-domains',
  long: ['reversal', 'inverted', 'forgets', 'scratch', 'pairs', 'worth'],
};

testClaims(chapter, {
  shift: async ([least, degrees, most]) => {
    for (const { sourceOnly } of await turned(0)) expect(sourceOnly!.target).toBeGreaterThan(least!);
    for (const { sourceOnly } of await turned(degrees!)) expect(sourceOnly!.target).toBeLessThan(most!);
  },
  labels: async ([labels, least, degrees, count]) => {
    expect(rotation.of(degrees!, 1).target.labelBudget).toBe(labels);
    const rows = await turned(degrees!);
    expect(rows).toHaveLength(count!);
    for (const { fineTune } of rows) expect(fineTune!.target).toBeGreaterThan(least!);
  },
  copies: async ([degrees, most]) => {
    for (const { distil } of await turned(degrees!)) expect(distil!.target).toBeLessThan(most!);
  },
  'no-shift': async () => {
    for (const { distil, sourceOnly } of await turned(0))
      expect(distil!.target).toBeGreaterThan(sourceOnly!.target - 0.02);
  },
  apart: async () => {
    const found = (await turned(45)).map(({ adversarial }) => adversarial!.target);
    expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(0.1);
  },
  reversal: async ([degrees, count, least, far, most]) => {
    const found = (await turned(degrees!)).map(({ adversarial }) => [adversarial!.target]);
    expect(found).toHaveLength(count!);
    expect(bandOf(found).values[0]).toBeGreaterThan(least!);
    for (const { adversarial } of await turned(far!)) expect(adversarial!.target).toBeLessThan(most!);
  },
  inverted: async ([most]) => {
    for (const { sourceOnly, distil } of await flipped(5)) {
      expect(sourceOnly!.target).toBeLessThan(most!);
      expect(distil!.target).toBeLessThan(most!);
    }
  },
  forgets: async ([labels, most, least]) => {
    for (const { fineTune, joint } of await flipped(labels!)) {
      expect(fineTune!.source).toBeLessThan(most!);
      expect(joint!.source).toBeGreaterThan(least!);
    }
  },
  scratch: async ([labels, count]) => {
    const rows = await flipped(labels!);
    expect(rows).toHaveLength(count!);
    for (const { targetOnly, fineTune } of rows) expect(targetOnly!.target).toBeGreaterThan(fineTune!.target);
  },
  pairs: async ([least, count]) => {
    const rows = await reached('halves', halves, 5);
    expect(rows).toHaveLength(count!);
    for (const { crossModal, sourceOnly } of rows) {
      expect(crossModal!.target).toBeGreaterThan(least!);
      expect(sourceOnly!.target).toBeLessThan(0.2);
    }
  },
  worth: async ([labels]) => {
    for (const { crossModal, targetOnly } of await reached('halves', halves, labels!))
      expect(crossModal!.target).toBeGreaterThan(targetOnly!.target);
  },
});
