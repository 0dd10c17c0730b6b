import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  centred,
  exactGradient,
  highTemperature,
  limitGradient,
} from '../../../../src/engine/distillation/highTemperature';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import { softmax } from '../../../../src/engine/numeric/softmax';
import { taught } from './lesson';

const logits = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 });

describe('distillation at high temperature', () => {
  test('two classes give the numbers computed by hand', () => {
    // z = (1, −1), v = (0, 0): p − q = (tanh(1/T)/2, −tanh(1/T)/2), the limit is (1, −1) / (2 T²).
    for (const { temperature: T, exact, limit, difference } of highTemperature(
      [1, -1],
      [0, 0],
      [0.5, 1, 10],
    )) {
      expect(exact).toBeCloseTo(Math.tanh(1 / T) / T / Math.SQRT2, 12);
      expect(limit).toBeCloseTo(1 / (Math.SQRT2 * T * T), 12);
      expect(difference).toBeCloseTo(1 - T * Math.tanh(1 / T), 12);
    }
  });

  test('the centred logits have mean 0, the same softmax, and give the limit by its formula', () => {
    fc.assert(
      fc.property(logits, logits, fc.double({ min: 0.5, max: 50, noNaN: true }), (student, teacher, T) => {
        const [z, v] = [centred(student), centred(teacher)];
        expect(z.reduce((sum, logit) => sum + logit, 0)).toBeCloseTo(0, 12);
        softmax(z, 3, T).forEach((share, i) => {
          expect(share).toBeCloseTo(softmax(student, 3, T)[i]!, 12);
        });
        limitGradient(student, teacher, T).forEach((value, i) => {
          expect(value).toBeCloseTo((z[i]! - v[i]!) / (3 * T * T), 12);
        });
      }),
    );
  });

  test('is the slope of the cross-entropy by each logit, by central differences', () => {
    const loss = (z: readonly number[], v: readonly number[], T: number) => {
      const p = softmax(v, z.length, T);
      return -softmax(z, z.length, T).reduce((sum, share, k) => sum + p[k]! * Math.log(share), 0);
    };
    fc.assert(
      fc.property(logits, logits, fc.double({ min: 0.5, max: 50, noNaN: true }), (z, v, T) => {
        const [exact, limit] = [exactGradient(z, v, T), limitGradient(z, v, T)];
        z.forEach((_, k) => {
          const moved = (by: number) => z.map((value, j) => (j === k ? value + by : value));
          expect(exact[k]).toBeCloseTo((loss(moved(1e-5), v, T) - loss(moved(-1e-5), v, T)) / 2e-5, 6);
        });
        // Both depend only on the differences between the logits.
        for (const gradient of [exact, limit]) {
          expect(gradient.reduce((sum, g) => sum + g)).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  test('becomes the matching of logits: the difference falls as 1/T', () => {
    fc.assert(
      fc.property(logits, logits, (student, teacher) => {
        const [at100, at1000] = highTemperature(student, teacher, [100, 1000]) as [
          ReturnType<typeof highTemperature>[number],
          ReturnType<typeof highTemperature>[number],
        ];
        fc.pre(at100.limit > 1e-8);
        expect(at100.difference).toBeLessThan(0.25);
        expect(at1000.difference).toBeLessThan(at100.difference / 5 + 1e-6);
      }),
    );
  });

  test('ignores a constant added to all logits, and is 0 if student and teacher agree', () => {
    const [plain] = highTemperature([1, 2, 4], [0, 1, -1], [3]);
    const [shifted] = highTemperature([101, 102, 104], [-7, -6, -8], [3]);
    expect(shifted!.exact).toBeCloseTo(plain!.exact, 12);
    expect(shifted!.difference).toBeCloseTo(plain!.difference, 9);
    expect(highTemperature([1, 2, 4], [1, 2, 4], [2])).toEqual([
      { temperature: 2, exact: 0, limit: 0, difference: 0 },
    ]);
  });

  test('holds for the student as it is trained: δ at its outputs, with T², is (z − v)/N over the batch', async () => {
    const temperature = 1000;
    const rows = 7;
    const classes = 3;
    const teacher = Float64Array.from({ length: rows * classes }, (_, k) => [2, -3, 1][(k * 5 + 1) % 3]!);
    const { trainer } = await taught(
      createReferenceKernels(),
      { kind: 'hinton', alpha: 0, temperature },
      {},
      { logits: [teacher] },
    );
    await trainer.advance(true);
    const output = (await trainer.layers())!.at(-1)!;
    for (let row = 0; row < rows; row++) {
      const of = (values: ArrayLike<number>) =>
        Array.from({ length: classes }, (_, k) => values[row * classes + k]!);
      const [z, v] = [of(output.preActivations), of(teacher)];
      const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / classes;
      of(output.signals).forEach((delta, k) => {
        const expected = (z[k]! - mean(z) - (v[k]! - mean(v))) / classes / rows;
        expect(Math.abs(delta - expected)).toBeLessThan(0.01 * Math.max(Math.abs(expected), 1e-2));
      });
    }
    trainer.dispose();
  });
});
