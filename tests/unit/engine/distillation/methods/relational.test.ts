import { describe, expect, test } from 'vitest';
import { openKernels } from '../../../../../src/engine/kernels/open';
import { runIndex } from '../../../../../src/engine/telemetry';
import { taught } from '../lesson';

const backends = ['reference', 'cpu', 'wasm'] as const;
const huber = (x: number) => (Math.abs(x) < 1 ? (x * x) / 2 : Math.abs(x) - 0.5);
const rowsOf = (values: ArrayLike<number>, rows: number, cols: number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, k) => values[i * cols + k]!));
const apart = (a: number[], b: number[]) => Math.hypot(...a.map((x, k) => x - b[k]!));

/** The paper's sums, computed in loops over pairs and triples. */
function distanceLoss(student: number[][], teacher: number[][]): number {
  const relative = (points: number[][]) => {
    const d = points.map((a) => points.map((b) => apart(a, b)));
    const mean = d.flat().reduce((sum, x) => sum + x, 0) / (points.length * (points.length - 1));
    return d.map((row) => row.map((x) => x / mean));
  };
  const [s, t] = [relative(student), relative(teacher)];
  let loss = 0;
  s.forEach((row, i) => {
    row.forEach((x, j) => {
      loss += huber(x - t[i]![j]!);
    });
  });
  return loss / student.length ** 2;
}

function angleLoss(student: number[][], teacher: number[][]): number {
  const cosine = (a: number[], i: number[], j: number[]) => {
    const [u, v] = [apart(i, a), apart(j, a)];
    return u * v === 0 ? 0 : a.reduce((dot, x, k) => dot + (i[k]! - x) * (j[k]! - x), 0) / (u * v);
  };
  const n = student.length;
  let loss = 0;
  for (let a = 0; a < n; a++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const of = (points: number[][]) => cosine(points[a]!, points[i]!, points[j]!);
        loss += huber(of(student) - of(teacher));
      }
  return loss / n ** 3;
}

describe.each(backends)('relations among samples, on %s', (backend) => {
  const tolerance = backend === 'reference' ? 1e-9 : 2e-5;

  test.each([
    [20, 20, 20],
    [300, 256, 32],
  ])('of %i rows the first %i make pairs, the first %i triples', async (rows, pairs, triples) => {
    for (const [weights, count, expected] of [
      [{ distance: 1, angle: 0 }, pairs, distanceLoss],
      [{ distance: 0, angle: 1 }, triples, angleLoss],
    ] as const) {
      const method = { kind: 'relational', hard: 0, ...weights };
      const { trainer, lesson, inputs } = await taught(await openKernels(backend), method, {}, { rows });
      const embedding = rowsOf(await trainer.predict(inputs, 2), rows, 4).slice(0, count);
      const given = rowsOf(lesson.hidden(2), rows, 4).slice(0, count);
      const loss = (await trainer.advance(true))![runIndex('loss')]!;
      expect(Math.abs(loss / expected(embedding, given) - 1)).toBeLessThan(tolerance);
      trainer.dispose();
    }
  });

  test.each([
    ['a batch of one', 1, (row: number) => row],
    ['two samples that are one to the student', 7, (row: number) => (row < 2 ? 0 : row)],
    ['samples that are all one to the student', 7, () => 0],
  ])('no number is lost to %s', async (_name, size, same) => {
    const method = { kind: 'relational' };
    const plain = await taught(await openKernels(backend), method);
    const inputs = plain.inputs.map((_, k) => plain.inputs[same(Math.floor(k / 2)) * 2 + (k % 2)]!);
    plain.trainer.dispose();
    const { trainer } = await taught(await openKernels(backend), method, {}, {}, { inputs, size });
    const frame = (await trainer.advance(true))!;
    expect(Number.isFinite(frame[runIndex('loss')]!)).toBe(true);
    expect(trainer.divergence).toBeUndefined();
    for (const values of await trainer.gradients()) {
      for (const value of values) expect(Math.abs(value)).toBeLessThan(100);
    }
    trainer.dispose();
  });
});
