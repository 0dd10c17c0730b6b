import { describe, expect, test } from 'vitest';
import {
  comparisonFiles,
  distillationSections,
  scriptOf,
  transferSections,
} from '../../../../src/exports/pytorch';
import { parseDistillation } from '../../../../src/schema/distillation';
import { parseExperiment } from '../../../../src/schema/parse';
import { parseTransfer } from '../../../../src/schema/transfer';

const experiment = (network: object = {}) => ({
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'moons', samples: 40 },
  network: { depth: 2, width: 4, activation: 'tanh', ...network },
});

/** What the scripts run is held against the lab in tests/full; here is what a reader of them needs. */
describe('a distillation as PyTorch', () => {
  const distillation = (student: object = {}, name = 'Mine') =>
    parseDistillation({
      format: 'gradient-lab/distillation',
      version: 1,
      name,
      teacher: experiment(),
      student: experiment(),
      method: [{ kind: 'hinton', temperature: 3, ...student }],
    });

  test('each student is a function with its loss written out', async () => {
    const script = scriptOf(await distillationSections(distillation()));
    expect(script).toContain('def student_1(outputs):\n    """Hard labels"""');
    expect(script).toContain(
      'return 0.1 * cross_entropy(s, y) + (1 - 0.1) * soft_loss(softened(t, 3), s, 3)',
    );
    // What it does not use is not written.
    for (const unused of ['Dropout', 'def shuffled', 'def decoupled', 'outputs.append'])
      expect(script).not.toContain(unused);
  });

  test('data and weights that are the same are held once', async () => {
    const script = scriptOf(await distillationSections(distillation()));
    expect(script).toContain('TEACHER_INPUTS = INPUTS');
    expect(script).toContain('STUDENT_2_WEIGHT_0 = TEACHER_WEIGHT_0');
  });

  test('a name can’t break out of its docstring', async () => {
    const script = scriptOf(await distillationSections(distillation({}, 'a """ \\\n import os')));
    expect(script.split('\n')[0]).toBe("\"\"\"a ''' ' import os: a teacher and 2 students");
  });
});

test('a transfer as PyTorch has a function for each method, and only the functions that they call', async () => {
  const sections = await transferSections(
    parseTransfer({
      format: 'gradient-lab/transfer',
      version: 1,
      source: experiment(),
      target: { shifts: [{ kind: 'rotation', degrees: 30 }] },
      methods: [{ kind: 'sourceOnly' }, { kind: 'coral', weight: 2 }],
    }),
  );
  const script = scriptOf(sections);
  expect(script).toContain('return cross_entropy(s[first], y[first]) + 2 * coral(h[first], h[second])');
  expect(script).toContain('def coral(');
  for (const unused of ['def mmd(', 'class Reversed', 'rate=']) expect(script).not.toContain(unused);
});

test('a comparison is a script for each run, in a folder by what it differs in, and one that runs all', async () => {
  const runs = ['tanh', 'relu'].map((activation) => parseExperiment(experiment({ activation })));
  const files = await comparisonFiles(runs);
  expect(Object.keys(files)).toEqual(['compare.py', 'A-Tanh/run.py', 'B-ReLU/run.py']);
  expect(files['B-ReLU/run.py']).toContain('nn.ReLU()');
});
