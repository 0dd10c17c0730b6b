import { expect, test } from 'vitest';
import { Problem } from '../../../../../src/base/problem';
import { type Method, methodSchema, methods } from '../../../../../src/engine/distillation/methods';
import { createReferenceKernels } from '../../../../../src/engine/kernels/reference/reference';
import { runIndex } from '../../../../../src/engine/telemetry';
import { taught } from '../lesson';

const soft = { alpha: 0.3, temperature: 2 };
const lossAt = async (method: Record<string, unknown>, step: number) => {
  const { trainer } = await taught(createReferenceKernels(), method, {}, { steps: 10 });
  trainer.restore({ ...(await trainer.checkpoint()), step });
  const loss = (await trainer.advance(true))![runIndex('loss')]!;
  trainer.dispose();
  return loss;
};

test('stage one lasts as long as said, then it is distillation alone; jointly it is both', async () => {
  const two = { kind: 'hints', hintShare: 0.3, ...soft };
  const distillation = await lossAt({ kind: 'hinton', ...soft }, 0);
  const hint = await lossAt(two, 0);
  expect(hint).not.toBeCloseTo(distillation, 3);
  expect(await lossAt(two, 2)).toBe(hint);
  expect(await lossAt(two, 3)).toBeCloseTo(distillation, 12);
  expect(await lossAt({ kind: 'hints', stages: 'joint', weight: 0.5, ...soft }, 0)).toBeCloseTo(
    0.5 * hint + distillation,
    12,
  );
});

test('by default the middle layers are matched, and only those', () => {
  const hints: Method = methods.hints;
  const chosen = (fields: object) => methodSchema.parse({ kind: 'hints', ...fields });
  const teacherLayers = (fields: object, depth: number) =>
    hints.teacherLayers!(chosen(fields), new Array(depth).fill(4), new Array(5).fill(4));
  expect([1, 2, 3, 4, 5].map((depth) => teacherLayers({}, depth))).toEqual([[0], [0], [1], [1], [2]]);
  expect(teacherLayers({ teacherLayer: 4 }, 4)).toEqual([3]);
});

test.each([
  [{ teacherLayer: 4 }, 'teacherLayer: found 4; use at most 3.'],
  [{ studentLayer: 7 }, 'studentLayer: found 7; use at most 2.'],
])('a layer that is not there is told before anything is trained: %j', (fields, sentence) => {
  const hints: Method = methods.hints;
  const chosen = methodSchema.parse({ kind: 'hints', ...fields });
  expect(() => hints.teacherLayers!(chosen, [5, 6, 4], [4, 4])).toThrow(Problem);
  expect(() => hints.teacherLayers!(chosen, [5, 6, 4], [4, 4])).toThrow(sentence);
});
