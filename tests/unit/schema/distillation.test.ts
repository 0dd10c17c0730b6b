import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import {
  type Distillation,
  experimentOf,
  parseDistillation,
  parseDistillationText,
  repeatOf,
  serializeDistillation,
  studentsOf,
} from '../../../src/schema/distillation';
import { setOwnNetwork } from '../../../src/schema/ownNetwork';
import { smallDistillation, writtenDistillation } from './distillations';

/** The error sentence for a refused file. */
function refusal(value: unknown): string {
  try {
    parseDistillation(value);
  } catch (error) {
    if (error instanceof Problem) {
      expect(error.in('zh-CN')).toMatch(/。$/);
      return error.message;
    }
    throw error;
  }
  throw new Error('was not refused');
}

describe('a distillation file', () => {
  test('comes back from its text as it was', () => {
    const student = fc.record({
      kind: fc.constant('hinton'),
      alpha: fc.double({ min: 0, max: 1, noNaN: true }),
      temperature: fc.double({ min: 0.1, max: 50, noNaN: true }),
      unlabelled: fc.boolean(),
      teacherOutputs: fc.constantFrom('asTaught', 'shuffledInClass', 'shuffled'),
      network: fc.record(
        {
          normalization: fc.constantFrom('none', 'batch', 'layer'),
          activation: fc.constantFrom('relu', 'sigmoid'),
          residual: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    });
    fc.assert(
      fc.property(fc.array(student, { maxLength: 4 }), fc.integer({ min: 1, max: 100 }), (method, seeds) => {
        const distillation = smallDistillation({ method, seeds });
        expect(parseDistillationText(serializeDistillation(distillation))).toEqual(distillation);
      }),
      { numRuns: 30 },
    );
  });

  test('a file without controls gets hard labels as its control', () => {
    expect(studentsOf(smallDistillation()).map(({ kind }) => kind)).toEqual(['hardLabels']);
  });

  test('a single method may stand without brackets', () => {
    const method = { kind: 'hinton', temperature: 3 };
    expect(smallDistillation({ method })).toEqual(smallDistillation({ method: [method] }));
  });

  test('each repeat uses the next seed for teacher and student', () => {
    const { teacher, student } = repeatOf(smallDistillation(), 4);
    expect([teacher.seed, student.seed]).toEqual([13, 7]);
  });
});

describe('a student’s own network', () => {
  test('changes only the fields that it names', () => {
    const network = {
      activation: 'relu',
      initializer: { kind: 'heNormal' },
      normalization: 'batch',
      residual: true,
    };
    const distillation = smallDistillation({
      controls: [{ kind: 'hardLabels' }, { kind: 'hardLabels', network }],
    });
    const [plain, own] = studentsOf(distillation).map((student) => experimentOf(distillation, student));
    expect(plain).toBe(distillation.student);
    expect(own).toMatchObject({ ...plain, network: { depth: 2, width: 5, ...network } });
  });

  test('also applies to layers that are written out one by one', () => {
    const hidden = [
      { units: 5, activation: 'tanh' },
      { units: 3, activation: 'sigmoid' },
    ];
    const distillation = smallDistillation({
      student: { network: { hidden } },
      controls: [{ kind: 'hardLabels', network: { activation: 'relu' } }],
    });
    expect(experimentOf(distillation, studentsOf(distillation)[0]!).network.hidden).toEqual([
      { units: 5, activation: 'relu' },
      { units: 3, activation: 'relu' },
    ]);
  });

  const place = { list: 'controls', index: 1 } as const;
  const edited = (distillation: Distillation, path: string, value: unknown) =>
    parseDistillation(setOwnNetwork(distillation, place, path, value));
  const two = smallDistillation({ controls: [{ kind: 'teacherArgmax' }, { kind: 'hardLabels' }] });

  test('is set field by field, and is removed once no field is its own', () => {
    const normalized = edited(two, 'network.normalization', 'batch');
    expect(normalized).toEqual({
      ...two,
      controls: [two.controls[0], { ...two.controls[1]!, network: { normalization: 'batch' } }],
    });
    const started = edited(normalized, 'network.initializer.kind', 'normal');
    expect(edited(started, 'network.initializer.std', 0.5).controls[1]).toMatchObject({
      network: { normalization: 'batch', initializer: { kind: 'normal', std: 0.5 } },
    });
    expect(edited(normalized, 'network.normalization', 'none')).toEqual(two);
    expect(edited(edited(two, 'network.activation', 'relu'), 'network.activation', 'tanh')).toEqual(two);
  });

  test('is its own even where the layers of all students differ in their activation', () => {
    const hidden = [
      { units: 5, activation: 'tanh' },
      { units: 3, activation: 'sigmoid' },
    ];
    const mixed = smallDistillation({ student: { network: { hidden } }, controls: two.controls });
    expect(edited(mixed, 'network.activation', 'tanh').controls[1]).toMatchObject({
      network: { activation: 'tanh' },
    });
  });

  test('an error names the refused field by its full path', () => {
    expect(() => setOwnNetwork(two, place, 'network.initializer.gain', -1)).toThrow(
      /^controls\.1\.network\.initializer\.gain: found -1/,
    );
  });
});

test.each<[string, Parameters<typeof writtenDistillation>[0], string]>([
  [
    'a temperature of 0',
    { method: { kind: 'hinton', temperature: 0 } },
    'method.0.temperature: found 0; use a number above 0',
  ],
  [
    'a negative temperature',
    { method: { kind: 'decoupled', temperature: -1 } },
    'method.0.temperature: found -1',
  ],
  [
    'an α above 1',
    { method: { kind: 'hinton', alpha: 1.5 } },
    'method.0.alpha: found 1.5; use a number from 0 to 1.',
  ],
  [
    'an α below 0',
    { method: { kind: 'assistant', alpha: -0.1 } },
    'method.0.alpha: found -0.1; use a number from 0 to 1.',
  ],
  [
    'a control among the methods',
    { method: [{ kind: 'hardLabels' }] },
    'method.0.kind: "hardLabels"; use softTargets, hinton',
  ],
  [
    'a method among the controls',
    { controls: [{ kind: 'hinton' }] },
    'controls.0.kind: "hinton"; use hardLabels, labelSmoothing, teacherArgmax.',
  ],
  ['an unknown method', { method: [{ kind: 'hintn' }] }, 'did you mean "hinton"'],
  ['an unknown field', { trasfer: {} }, 'unknown field "trasfer"; did you mean "transfer"'],
  [
    'an unknown field of a method',
    { method: [{ kind: 'hinton', temprature: 2 }] },
    'method.0: unknown field "temprature"; did you mean "temperature"',
  ],
  [
    'an unknown field of an own network',
    { method: [{ kind: 'hinton', network: { width: 3 } }] },
    'method.0.network: unknown field "width"',
  ],
  [
    'an unknown activation of an own network',
    { method: [{ kind: 'hinton', network: { activation: 'rely' } }] },
    'did you mean "relu"',
  ],
  [
    'a regression to teach',
    { teacher: { data: { kind: 'sine' }, training: { loss: 'meanSquaredError' } } },
    'teacher.data.kind: “Sine (regression)” is a regression; use data with classes.',
  ],
  [
    'a regression to learn',
    { student: { data: { kind: 'linear' }, training: { loss: 'meanSquaredError' } } },
    'student.data.kind: “Plane (regression)” is a regression',
  ],
  [
    'another loss than cross-entropy',
    { student: { training: { loss: 'meanSquaredError' } } },
    'student.training.loss: found "meanSquaredError"; use crossEntropy.',
  ],
  ['no student at all', { controls: [], method: [] }, 'no student at all'],
  [
    'thirteen students',
    { method: new Array(12).fill({ kind: 'softTargets' }) },
    'found 13 students; use at most 12.',
  ],
  ['no label of a class', { transfer: { labelsPerClass: 0 } }, 'transfer.labelsPerClass: found 0'],
  ['no seed', { seeds: 0 }, 'seeds: found 0; use a whole number from 1 to 100.'],
])('%s is refused in one sentence', (_what, changes, sentence) => {
  const told = refusal(writtenDistillation(changes));
  expect(told).toContain(sentence);
  expect(told.trim().split('\n')).toHaveLength(1);
});
