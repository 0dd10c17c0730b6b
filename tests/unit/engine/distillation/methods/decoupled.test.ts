import { describe, expect, test } from 'vitest';
import { openKernels } from '../../../../../src/engine/kernels/open';
import { runIndex } from '../../../../../src/engine/telemetry';
import { taught } from '../lesson';

const rows = 7;

/** The loss and the output δ of a student whose output weights are multiplied by a factor. */
async function measured(
  backend: 'reference' | 'cpu' | 'wasm',
  method: object,
  gain: number,
  logits: Float64Array,
) {
  const { trainer } = await taught(
    await openKernels(backend),
    { kind: 'decoupled', ...method },
    {},
    {
      logits: [logits],
    },
  );
  const start = await trainer.checkpoint();
  // The weights and biases of the output layer are the seventh and eighth arrays.
  const arrays = start.arrays.map((values, i) => (i >= 6 ? values.map((w) => gain * w) : values));
  trainer.restore({ ...start, arrays });
  const loss = (await trainer.advance(true))![runIndex('loss')]!;
  const { signals } = (await trainer.layers())!.at(-1)!;
  trainer.dispose();
  return { loss, signals };
}

/** A teacher that gives one class of each sample the requested probability. */
const sure = (by: number) =>
  Float64Array.from({ length: rows * 3 }, (_, k) => (k % 3 === Math.floor(k / 3) % 3 ? by : (k * 7) % 5));

describe.each(['cpu', 'wasm'] as const)('decoupled distillation on %s', (backend) => {
  test.each([
    ['a sure teacher', 60, 1],
    ['a sure student', 2, 60],
    ['both sure', 60, 60],
  ])('keeps its digits with %s, where 1 − p is nothing to a float', async (_name, by, gain) => {
    for (const method of [{ hard: 0, others: 0 }, { hard: 0, target: 0 }, {}]) {
      const all = { temperature: 1, ...method };
      const exact = await measured('reference', all, gain, sure(by));
      const here = await measured(backend, all, gain, sure(by));
      expect(Math.abs(here.loss - exact.loss)).toBeLessThan(2e-5 * Math.max(exact.loss, 1e-3));
      const size = Math.hypot(...exact.signals);
      const off = Math.hypot(...exact.signals.map((delta, i) => here.signals[i]! - delta));
      expect(off).toBeLessThan(2e-5 * Math.max(size, 1e-6));
    }
  });
});

test('where both weights are those that the teacher’s own sureness gives, it is Hinton’s', async () => {
  // KL(q ‖ p) = TCKD + (1 − q_t) NCKD. If q_t is the same for all samples, β = 1 − q_t makes the two losses equal.
  const logits = Float64Array.from({ length: rows * 3 }, (_, k) => (k % 3 === Math.floor(k / 3) % 3 ? 2 : 0));
  const T = 2;
  const e = Math.exp(2 / T);
  const rest = 2 / (e + 2);
  const own = await measured('reference', { hard: 0, target: 1, others: rest, temperature: T }, 1, logits);
  const { trainer } = await taught(
    await openKernels('reference'),
    { kind: 'hinton', alpha: 0, temperature: T },
    {},
    { logits: [logits] },
  );
  const loss = (await trainer.advance(true))![runIndex('loss')]!;
  const { signals } = (await trainer.layers())!.at(-1)!;
  expect(own.loss).toBeCloseTo(loss, 12);
  own.signals.forEach((delta, i) => {
    expect(delta).toBeCloseTo(signals[i]!, 12);
  });
});
