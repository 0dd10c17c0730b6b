import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Text } from '../../../src/base/entry';
import type { Language } from '../../../src/base/languages';
import { nameFields, Problem, sentences } from '../../../src/base/problem';
import { dataSets } from '../../../src/data/sets';
import { activations } from '../../../src/engine/activations';
import { fieldLabel } from '../../../src/schema/fieldLabel';
import { fromFragment, toFragment } from '../../../src/schema/link';
import { parseExperiment, parseExperimentText, serializeExperiment } from '../../../src/schema/parse';
import { presets } from '../../../src/schema/presets';
import { experiment, least, problemOf } from './experiments';

/** Names as an error lists them: in the order of the registries. */
const dataKinds = Object.keys(dataSets).join(', ');
const activationNames = Object.keys(activations).join(', ');

const titles = (registry: object, language: Language, comma: string) =>
  Object.values(registry as Record<string, { readonly title: Text }>)
    .map(({ title }) => title[language])
    .join(comma);
const dataTitles = [titles(dataSets, 'en', ', '), titles(dataSets, 'zh-CN', '、')];
const activationTitles = [titles(activations, 'en', ', '), titles(activations, 'zh-CN', '、')];

/** Bad files, each with its error in the terminal, on the English page and on the Chinese one. */
const mistakes: readonly (readonly [
  name: string,
  file: unknown,
  terminal: string,
  page: string,
  chinese: string,
])[] = [
  [
    'a list',
    [],
    'experiment: found a list of 0; use an object.',
    'Experiment: found a list of 0; use a file of this kind that Gradient Lab saved.',
    '实验：实际为 0 项的列表；请改为：由 Gradient Lab 保存的此类文件。',
  ],
  [
    'no format',
    { version: 1 },
    'format: missing; use "gradient-lab/experiment".',
    'Kind of file: missing; use a file of this kind that Gradient Lab saved.',
    '文件类型：缺失；请填写：由 Gradient Lab 保存的此类文件。',
  ],
  [
    'a newer version',
    { ...least, version: 2 },
    'version: found version 2; use 1.',
    'Version of the file: found version 2; use 1.',
    '文件版本：版本为 2；请改为：1。',
  ],
  [
    'a misspelt field',
    { ...least, data: { kind: 'moons', sampels: 10 } },
    'data: unknown field "sampels"; did you mean "samples"? Use one of: kind, testFraction, labelNoise, samples, noise, features.',
    'Data: unknown field "sampels"; did you mean "samples" (Samples)? Use one of: Kind, Test fraction, Label noise, Samples, Noise, Input features.',
    '数据：未知字段“sampels”；是否想写“samples”（样本数）？请从以下选择：类型、测试比例、标签噪声、样本数、噪声、输入特征。',
  ],
  [
    'a misspelt field of the file itself',
    { ...least, sed: 3 },
    'experiment: unknown field "sed"; did you mean "seed"? Use one of: format, version, name, seed, data, network, training, telemetry, stop.',
    'Experiment: unknown field "sed"; did you mean "seed" (Seed)? Use one of: Kind of file, Version of the file, Name, Seed, Data, Network, Training, Recording, Stop conditions.',
    '实验：未知字段“sed”；是否想写“seed”（种子）？请从以下选择：文件类型、文件版本、名称、种子、数据、网络、训练、记录、停止条件。',
  ],
  [
    'a misspelt kind',
    { ...least, data: { kind: 'moo' } },
    `data.kind: found "moo"; did you mean "moons"? Use one of: ${dataKinds}.`,
    `Data: found "moo"; did you mean "moons" (Two moons)? Use one of: ${dataTitles[0]}.`,
    `数据：实际为“moo”；是否想写“moons”（双月）？请从以下选择：${dataTitles[1]}。`,
  ],
  [
    'no kind',
    { ...least, data: {} },
    `data.kind: missing; use ${dataKinds}.`,
    `Data: missing; use ${dataTitles[0]}.`,
    `数据：缺失；请填写：${dataTitles[1]}。`,
  ],
  [
    'a number out of range',
    { ...least, network: { ...least.network, depth: 500 } },
    'network.depth: found 500; use a whole number from 1 to 200.',
    'Depth: found 500; use a whole number from 1 to 200.',
    '深度：实际为 500；请改为：1 到 200 的整数。',
  ],
  [
    'a fraction for a whole number',
    { ...least, network: { ...least.network, width: 1.5 } },
    'network.width: found 1.5; use a whole number from 1 to 1024.',
    'Width: found 1.5; use a whole number from 1 to 1024.',
    '宽度：实际为 1.5；请改为：1 到 1024 的整数。',
  ],
  [
    'text for a number or a word',
    { ...least, training: { batchSize: 'all' } },
    'training.batchSize: found "all"; use a whole number from 1 to 65536 or "full".',
    'Batch size: found "all"; use a whole number from 1 to 65536 or full batch.',
    '批量大小：实际为 "all"；请改为：1 到 65536 的整数 或 全批量。',
  ],
  [
    'an unknown activation of one layer',
    { ...least, network: { hidden: [{ units: 3, activation: 'RELU' }] } },
    `network.hidden.0.activation: found "RELU"; did you mean "relu"? Use one of: ${activationNames}.`,
    `Layer 1, Activation: found "RELU"; did you mean "relu" (ReLU)? Use one of: ${activationTitles[0]}.`,
    `层 1，激活函数：实际为“RELU”；是否想写“relu”（ReLU）？请从以下选择：${activationTitles[1]}。`,
  ],
  [
    'depth beside hidden',
    { ...least, network: { ...least.network, hidden: [{ units: 3, activation: 'relu' }] } },
    'network.depth: it stands beside a list of hidden layers; use the list alone, or depth, width and activation.',
    'Depth: it stands beside a list of hidden layers; use the list alone, or depth, width and activation.',
    '深度：与隐藏层列表同时给出；请改为：只用列表，或用深度、宽度与激活函数。',
  ],
  [
    'a regression with the loss of a classification',
    { ...least, data: { kind: 'sine' } },
    'training.loss: cross-entropy with the regression data “Sine (regression)”; use mean squared error.',
    'Loss: cross-entropy with the regression data “Sine (regression)”; use mean squared error.',
    '损失：回归数据“正弦（回归）”配上了交叉熵；请改为：均方误差。',
  ],
];

describe('each mistake in a file gives one sentence', () => {
  beforeAll(() => nameFields(fieldLabel));
  afterAll(() => nameFields(() => undefined));

  test.each(mistakes)('%s', (_name, file, terminal, page, chinese) => {
    const problem = problemOf(() => parseExperiment(file));
    expect(problem.message).toBe(terminal);
    expect(problem.in('en')).toBe(page);
    expect(problem.in('zh-CN')).toBe(chinese);
  });

  test('the error is the first in the order of the file, not of the schema', () => {
    const data = { kind: 'moons', nose: 1, samples: 0 };
    const training = { steps: 0 };
    const { format, version, network } = least;
    const told = (file: unknown) => problemOf(() => parseExperiment(file)).message;
    expect(told({ format, version, data, training, network })).toContain('data: unknown field "nose"');
    expect(told({ format, version, training, data, network })).toContain('training.steps: found 0');
    expect(told({ format, version, data: { kind: 'moons', samples: 0, nose: 1 }, network })).toContain(
      'data.samples: found 0',
    );
    expect(told({ format, version, network: { ...network, depth: 0 } })).toContain('network.depth: found 0');
  });

  test.each([
    ['', 'it is empty'],
    ['abc', 'it starts with "abc"'],
    ['{"a":\n 1,}', 'it breaks at line 2, column 4'],
  ])('text that is not JSON: %j', (text, found) => {
    expect(problemOf(() => parseExperimentText(text)).message).toBe(
      `experiment: not valid JSON (${found}); use a file as saved by Gradient Lab.`,
    );
  });

  test('text over 50 MB', () => {
    const problem = problemOf(() => parseExperimentText(' '.repeat(50 * 1024 * 1024 + 1)));
    expect(problem.message).toBe('experiment: found 50.0 MB; use at most 50.0 MB.');
  });
});

/** A typical user's experiment: a preset with some changes. */
const experiments = fc
  .record({
    preset: fc.constantFrom(...Object.values(presets)),
    seed: fc.maxSafeNat(),
    name: fc.string({ maxLength: 200, unit: 'binary' }),
    steps: fc.integer({ min: 1, max: 10_000_000 }),
    batchSize: fc.oneof(fc.integer({ min: 1, max: 65_536 }), fc.constant('full')),
    clipNorm: fc.option(fc.double({ min: 1e-9, max: 1e6, noNaN: true })),
    testFraction: fc.double({ min: 0, max: 0.9, noNaN: true }),
  })
  .map(({ preset: { spec }, seed, name, steps, batchSize, clipNorm, testFraction }) =>
    parseExperiment({
      ...spec,
      seed,
      name,
      data: { ...spec.data, testFraction },
      training: { ...spec.training, steps, batchSize, clipNorm },
    }),
  );

describe('round trips', () => {
  test('spec → text → spec', () => {
    fc.assert(
      fc.property(experiments, (spec) => {
        expect(parseExperimentText(serializeExperiment(spec))).toEqual(spec);
      }),
    );
  });

  test('spec → link → spec', () => {
    fc.assert(
      fc.property(experiments, (spec) => {
        expect(fromFragment(toFragment(spec))).toEqual(spec);
      }),
    );
  });

  test('a byte order mark is ignored', () => {
    expect(parseExperimentText(`\uFEFF${JSON.stringify(least)}`)).toEqual(experiment());
  });
});

/** Runs a function and catches only Problems. */
function onlyProblems(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    for (const language of ['en', 'zh-CN'] as const) {
      expect(error.in(language)).not.toMatch(/undefined|\[object/);
      // Every gap is filled; what fills it is the user's, and may itself look like one.
      for (const [, gap] of sentences[error.code][language].matchAll(/\{(\w+)\}/g)) {
        expect(error.values).toHaveProperty(gap!);
      }
    }
  }
}

/** Nearly correct files, with one value replaced. */
const damagedFiles = fc
  .tuple(
    fc.constantFrom(...Object.values(presets)),
    fc.constantFrom('data', 'network', 'training', 'telemetry', 'stop', 'seed', 'name', 'version'),
    fc.option(fc.constantFrom('kind', 'samples', 'hidden', 'optimizer', 'initializer', 'depth', '__proto__')),
    fc.jsonValue(),
  )
  .map(([{ spec }, section, field, value]) => {
    const old = (spec as Record<string, unknown>)[section];
    const file: Record<string, unknown> = { ...least, ...spec };
    file[section] = field && typeof old === 'object' ? { ...old, [field]: value } : value;
    return file;
  });

describe('parsers throw nothing but Problems', () => {
  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => onlyProblems(() => parseExperimentText(text))),
    );
  });
  test('any JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => onlyProblems(() => parseExperimentText(text))));
  });
  test('any value', () => {
    fc.assert(fc.property(fc.anything(), (value) => onlyProblems(() => parseExperiment(value))));
  });
  test('nearly right files', () => {
    fc.assert(
      fc.property(damagedFiles, (file) => onlyProblems(() => parseExperiment(file))),
      { numRuns: 500 },
    );
  });
  test('deeply nested text', () => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    onlyProblems(() => parseExperimentText(nested));
    onlyProblems(() => parseExperimentText(JSON.stringify(least).replace('3', nested)));
  });
});

/** A file whose inline initializer has the given layers. */
const inline = (layers: unknown) => ({
  ...least,
  network: { ...least.network, initializer: { kind: 'inline', layers } },
});

describe('a file of many faults costs no more than one of a single fault', () => {
  test('a link of 50,000 faults is refused at the first one', () => {
    const link = readFileSync(new URL('../../corpus/link-faults-50000.txt', import.meta.url), 'utf8');
    const file = fromFragment(link.trim());
    const { length } = (file as { network: { initializer: { layers: { biases: [] }[] } } }).network
      .initializer.layers[0]!.biases;
    expect(length).toBe(50_000);
    const problem = problemOf(() => parseExperiment(file));
    expect(problem.in('en')).toBe(
      'network.initializer.layers.0.biases: found a list of 50000; use a list of 1 to 4096 items, each a number.',
    );
    expect(problem.in('zh-CN')).toBe(
      'network.initializer.layers.0.biases：实际为 50000 项的列表；请改为：1 到 4096 项的列表，每项为数。',
    );
  });

  test('of a list of faults, only the first is looked at', () => {
    let looked = 0;
    const faults = Array.from({ length: 4096 }, () => ({
      get units() {
        looked++;
        return 'many';
      },
    }));
    const network = { hidden: faults.slice(0, 200) };
    problemOf(() => parseExperiment({ ...least, network }));
    // Once by the schema, and once to be told.
    expect(looked).toBeLessThan(5);
  });

  test.each([
    ['weights in one row', [{ weights: [new Array(600_000).fill('')], biases: [0] }], 'weights.0'],
    ['rows of weights', [{ weights: new Array(600_000).fill(['']), biases: [0] }], 'weights'],
    [
      'layers of faulty rows',
      new Array(201).fill({ weights: new Array(4000).fill(['']), biases: [0] }),
      'weights.0.0',
    ],
  ])('600,000 faults in %s are told in a sentence', (_, layers, at) => {
    const problem = problemOf(() => parseExperiment(inline(layers)));
    expect(problem.values.field).toBe(`network.initializer.layers.0.${at}`);
  });

  test('600,000 weights that are right are read', () => {
    const weights = Array.from({ length: 600 }, () => new Array(1000).fill(0.5));
    const spec = parseExperiment(inline([{ weights, biases: new Array(1000).fill(0) }]));
    expect(spec.network.initializer).toMatchObject({ layers: [{ weights }] });
  });
});
