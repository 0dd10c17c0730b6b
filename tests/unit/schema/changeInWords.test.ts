import { expect, test } from 'vitest';
import type { Entry } from '../../../src/base/entry';
import { dataSets, sharedDataFields } from '../../../src/data/sets';
import { activations } from '../../../src/engine/activations';
import { losses } from '../../../src/engine/losses';
import { optimizers } from '../../../src/engine/optimizers';
import { schedules } from '../../../src/engine/schedules';
import { changeInWords } from '../../../src/schema/changeInWords';
import { setAt, setField } from '../../../src/schema/edit';
import {
  type ExperimentSpec,
  initializerRegistry,
  networkSchema,
  stopSchema,
  telemetrySchema,
  trainingSchema,
} from '../../../src/schema/experiment';
import { unwrap, valueAt } from '../../../src/schema/fields';
import { parseExperiment } from '../../../src/schema/parse';
import { presets } from '../../../src/schema/presets';
import { small } from '../engine/specs';
import { chinese, codeName, english, otherValues, rawOptions, shows } from './codeNames';

const table = (file: string, text: string) => small({ data: { kind: 'csv', file, text } });

test.each([
  ['network.activation', 'relu', 'Activation: tanh → ReLU', '激活函数'],
  ['network.depth', 9, 'Depth: 3 → 9', '3 → 9'],
  ['training.optimizer.learningRate', 0.01, 'Learning rate: 0.1 → 0.01', '0.1 → 0.01'],
  ['data.kind', 'spiral', 'Data set: Two moons → Spiral', '螺旋'],
  ['seed', 6, 'Seed: 5 → 6', '5 → 6'],
  ['name', 'Mine', 'Name: 3 × tanh, Glorot normal, two moons → Mine', 'Mine'],
])('a change of %s to %s is told by its label and both values', (path, value, english_, part) => {
  const before = small();
  const after = setField(before, path, value);
  expect(changeInWords(before, after, english).toLowerCase()).toContain(english_.toLowerCase());
  expect(changeInWords(before, after, chinese)).toContain(part);
});

test('a table is told by the names of its files, never by its content', () => {
  const [first, second] = [
    table('iris.csv', 'a,b,c\n1,2,x\n3,4,y\n'),
    table('wine.csv', 'a,b,c\n5,6,x\n7,8,z\n'),
  ];
  expect(changeInWords(first, second, english)).toBe('Data: iris.csv → wine.csv');
  const words = changeInWords(small(), first, english);
  expect(words).toContain('→ iris.csv');
  expect(words).not.toContain('1,2,x');
});

test('many changes at once are told by the experiments’ titles', () => {
  const preset = parseExperiment(presets.exploding.spec);
  expect(changeInWords(small({ name: 'Mine' }), preset, english)).toBe('Mine → Exploding ReLU');
  expect(changeInWords(small({ name: 'Mine' }), preset, chinese)).toBe('Mine → ReLU 网络的梯度爆炸');
});

test.each<[string, ExperimentSpec, unknown, string, string]>([
  ['network.depth', small(), 9, 'Depth: 3 → 9', '深度：3 → 9'],
  [
    'training.batchSize',
    setField(small(), 'training.batchSize', 32),
    'full',
    'Batch size: 32 → full batch',
    '批量大小：32 → 全批量',
  ],
  ['training.clipNorm', small(), 2, 'Clip gradient norm: off → 2', '梯度裁剪：关 → 2'],
  ['network.residual', small(), true, 'Skip connections: off → on', '跳跃连接：关 → 开'],
  ['network.normalization', small(), 'batch', 'Normalization: none → Batch norm', '归一化：无 → 批归一化'],
  ['stop.loss', small(), 0.1, 'Stop at loss: off → 0.1', '损失阈值：关 → 0.1'],
  [
    'data.features',
    small(),
    ['x', 'y', 'sinX'],
    'Input features: x, y → x, y, sin x',
    '输入特征：x、y → x、y、sin x',
  ],
  ['network.hidden.1.units', small(), 40, 'Width of layer 2: 6 → 40', '第 2 层的宽度：6 → 40'],
  [
    'network.hidden.2.activation',
    small(),
    'relu',
    'Activation of layer 3: Tanh → ReLU',
    '第 3 层的激活函数：Tanh → ReLU',
  ],
])('%s has its own words and signs in either language', (path, before, value, en, zh) => {
  const after = setField(before, path, value);
  expect(changeInWords(before, after, english)).toBe(en);
  expect(changeInWords(before, after, chinese)).toBe(zh);
});

test('two changes at once stand between the commas of the language', () => {
  const after = setField(setField(small(), 'network.depth', 9), 'seed', 6);
  expect(changeInWords(small(), after, english)).toBe('Seed: 5 → 6, Depth: 3 → 9');
  expect(changeInWords(small(), after, chinese)).toBe('种子：5 → 6，深度：3 → 9');
});

const registries: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  data: dataSets,
  'network.initializer': initializerRegistry,
  'training.optimizer': optimizers,
  'training.schedule': schedules,
};
/** Kinds whose content a file gives. */
const ofFiles = ['table', 'csv', 'idx', 'inline'];

/** Every field of an experiment that a control edits, with an experiment that has it. */
const fields = [
  ...Object.entries({
    network: networkSchema,
    training: trainingSchema,
    stop: stopSchema,
    telemetry: telemetrySchema,
  }).flatMap(([section, { shape }]) =>
    Object.entries(shape).map(([name, schema]) => ({ path: `${section}.${name}`, schema, before: small() })),
  ),
  ...Object.entries(registries).flatMap(([place, registry]) =>
    Object.entries(registry)
      .filter(([kind]) => !ofFiles.includes(kind))
      .flatMap(([kind, { params }]) => {
        const before = setField(small(), `${place}.kind`, kind);
        const shared = place === 'data' ? sharedDataFields : {};
        return Object.entries({ ...params, ...shared }).map(([name, schema]) => ({
          path: `${place}.${name}`,
          schema,
          before,
        }));
      }),
  ),
];

test('no field of a registry is told by a name of the code', () => {
  const own: Readonly<Record<string, object>> = {
    'network.activation': activations,
    'training.loss': losses,
  };
  let told = 0;
  for (const { path, schema, before } of fields) {
    if (!unwrap(schema).meta) continue;
    for (const value of otherValues(schema, valueAt(before, path))) {
      const after = setAt(before, path.split('.'), value) as ExperimentSpec;
      for (const text of [english, chinese]) {
        const words = changeInWords(before, after, text);
        expect(words, path).toContain(' → ');
        expect(words, path).not.toMatch(codeName);
        const said = Object.values(unwrap(schema).meta?.options ?? {}).map(text);
        const raw = [
          ...rawOptions(schema),
          ...Object.keys(own[path] ?? {}).filter((name) => name === 'relu' || name === 'sigmoid'),
        ];
        expect(shows(words, raw, said), words).toBe(false);
        told++;
      }
    }
  }
  expect(told).toBeGreaterThan(100);
});

test.each(Object.entries(registries))('every kind of %s is told by its title', (place, registry) => {
  for (const [kind, entry] of Object.entries(registry)) {
    const after = setAt(small(), [...place.split('.'), 'kind'], kind) as ExperimentSpec;
    if (kind === valueAt(small(), `${place}.kind`)) continue;
    expect(changeInWords(small(), after, english)).toContain(`→ ${entry.title.en}`);
    expect(changeInWords(small(), after, chinese)).toContain(`→ ${entry.title['zh-CN']}`);
  }
});
