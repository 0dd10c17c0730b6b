import { describe, expect, test } from 'vitest';
import { methods } from '../../../../../src/engine/distillation/methods';
import { createReferenceKernels } from '../../../../../src/engine/kernels/reference/reference';
import { worstSlope } from '../../slopes';
import { taught } from '../lesson';

/** Every method with its defaults, and the variants of some methods. */
const lessons: readonly (Record<string, unknown> & { kind: string; step?: number })[] = [
  ...Object.keys(methods).map((kind) => ({ kind })),
  { kind: 'hinton', alpha: 0.5, temperature: 20 },
  { kind: 'decoupled', hard: 0.5, target: 2, others: 3, temperature: 0.7 },
  { kind: 'relational', hard: 0.5, distance: 3, angle: 0 },
  { kind: 'relational', hard: 0, distance: 0, angle: 7 },
  { kind: 'hints', step: 1 },
  { kind: 'hints', stages: 'joint', weight: 0.7, teacherLayer: 3, studentLayer: 3 },
  { kind: 'hints', stages: 'joint', teacherLayer: 2, studentLayer: 1 },
];

const networks = [
  { normalization: 'none', residual: false, dropout: 0 },
  { normalization: 'none', residual: true, dropout: 0.3 },
  { normalization: 'batch', residual: false, dropout: 0.3 },
  { normalization: 'batch', residual: true, dropout: 0 },
  { normalization: 'layer', residual: true, dropout: 0.3 },
];

describe.each(networks)('norm $normalization, residual $residual, dropout $dropout', (network) => {
  test.each(lessons.map((lesson) => [JSON.stringify(lesson), lesson] as const))(
    'gradients are slopes: %s',
    async (_name, { step, ...method }) => {
      const { trainer, own } = await taught(createReferenceKernels(), method, network);
      expect(
        await worstSlope(trainer, { step, own, h: method.kind === 'relational' ? 1e-6 : 1e-5 }),
      ).toBeLessThan(1e-6);
      trainer.dispose();
    },
  );
});
