import { describe, expect, test } from 'vitest';
import { describe as describeExperiment } from '../../../src/schema/describe';
import { isLive, isLiveChange, setField } from '../../../src/schema/edit';
import { experiment, problemOf } from './experiments';

const spec = experiment({ data: { kind: 'moons', samples: 300, noise: 0.2, testFraction: 0.25 } });

describe('setField', () => {
  test('sets one field and leaves the given experiment alone', () => {
    const edited = setField(spec, 'training.optimizer.learningRate', 0.5);
    expect(edited.training.optimizer.learningRate).toBe(0.5);
    expect(edited).toEqual({ ...spec, training: { ...spec.training, optimizer: edited.training.optimizer } });
    expect(spec.training.optimizer.learningRate).toBe(0.1);
  });

  test('undefined puts a field back to its default', () => {
    expect(setField(spec, 'data.noise', undefined).data).toEqual({ ...spec.data, noise: 0.1 });
  });

  test('a new kind brings its defaults and keeps what both have', () => {
    expect(setField(spec, 'data.kind', 'spiral').data).toEqual({
      ...spec.data,
      kind: 'spiral',
      arms: 3,
      turns: 1.25,
    });
    expect(setField(spec, 'data.kind', 'digits').data).toEqual({
      kind: 'digits',
      samples: 300,
      testFraction: 0.25,
      labelNoise: 0,
    });
    const adam = setField(spec, 'training.optimizer.kind', 'adam').training.optimizer;
    expect(adam).toMatchObject({ kind: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999 });
  });

  test('a new kind drops what it would refuse', () => {
    const few = setField(spec, 'data.samples', 5);
    expect(setField(few, 'data.kind', 'digits').data).toMatchObject({ kind: 'digits', samples: 1797 });
  });

  test('the loss goes along with the data', () => {
    const sine = setField(spec, 'data.kind', 'sine');
    expect(sine.training.loss).toBe('meanSquaredError');
    expect(setField(sine, 'data.kind', 'linear').training.loss).toBe('meanSquaredError');
    expect(setField(sine, 'data.kind', 'xor').training.loss).toBe('crossEntropy');
    const table = setField(spec, 'data', { kind: 'csv', text: 'a,b\n1,2.5\n2,3.5\n' });
    expect(table.training.loss).toBe('meanSquaredError');
    expect(setField(table, 'data.task', 'classification').training.loss).toBe('crossEntropy');
  });

  test('label noise does not follow to a regression', () => {
    const noisy = setField(spec, 'data.labelNoise', 0.3);
    expect(setField(noisy, 'data.kind', 'xor').data.labelNoise).toBe(0.3);
    expect(setField(noisy, 'data.kind', 'sine').data.labelNoise).toBe(0);
  });

  test('a squared error chosen for a classification stays', () => {
    const squared = setField(spec, 'training.loss', 'meanSquaredError');
    expect(setField(squared, 'data.kind', 'xor').training.loss).toBe('meanSquaredError');
  });

  test('one layer gets its own settings, then all layers get the same again', () => {
    const mixed = setField(spec, 'network.hidden.1.activation', 'sigmoid');
    expect(mixed.network).toMatchObject({
      hidden: [
        { units: 4, activation: 'relu' },
        { units: 4, activation: 'sigmoid' },
        { units: 4, activation: 'relu' },
      ],
    });
    expect(mixed.network.depth).toBeUndefined();
    expect(setField(mixed, 'network.width', 7).network.hidden?.map(({ units }) => units)).toEqual([7, 7, 7]);
    expect(setField(mixed, 'network.depth', 5).network.hidden?.[4]).toEqual({ units: 4, activation: 'relu' });
    expect(setField(mixed, 'network.depth', 1).network).toMatchObject({
      depth: 1,
      width: 4,
      activation: 'relu',
    });
    expect(setField(mixed, 'network.activation', 'relu').network).toEqual(spec.network);
  });

  test.each([
    ['network.depth', 500, 'network.depth: found 500; use a whole number from 1 to 200.'],
    ['network.hidden.9.units', 3, 'network.hidden.9.units: found item 9; use 0–2.'],
    [
      'training.loss',
      'meanSquareError',
      'training.loss: found "meanSquareError"; did you mean "meanSquaredError"? Use one of: crossEntropy, meanSquaredError.',
    ],
    ['seed.low', 1, 'seed: found an object; use a whole number from 0 to 9007199254740991.'],
    ['data.__proto__', 1, 'data: unknown field "__proto__"'],
  ])('%s = %s is refused', (path, value, message) => {
    expect(problemOf(() => setField(spec, path, value)).message).toContain(message);
  });
});

test('isLive names the settings that may change during a run', () => {
  for (const path of [
    'name',
    'training.optimizer.learningRate',
    'training.weightDecay',
    'training.clipNorm',
    'training.batchSize',
    'training.steps',
    'stop.loss',
  ]) {
    expect(isLive(path)).toBe(true);
  }
  for (const path of ['seed', 'training.optimizer.kind', 'training.loss', 'network.depth', 'data.noise']) {
    expect(isLive(path)).toBe(false);
  }
});

test('describe fits in a caption, in the words of either language', () => {
  expect(describeExperiment(spec, (text) => text['zh-CN'])).toBe(
    '3 × 4 ReLU，Glorot 正态，双月，SGD 0.1，种子 1',
  );
  expect(describeExperiment(spec)).toBe('3 × 4 ReLU, Glorot normal, two moons, SGD 0.1, seed 1');
  expect(describeExperiment(setField(spec, 'data.labelNoise', 0.2))).toContain(
    'two moons, label noise 20 %, SGD',
  );
  const mixed = setField(
    setField(spec, 'network.hidden.1', { units: 8, activation: 'tanh' }),
    'network.residual',
    true,
  );
  expect(describeExperiment(setField(mixed, 'network.initializer.gain', 2))).toBe(
    '3 × 4–8 ReLU/Tanh, Glorot normal × 2, skip connections, two moons, SGD 0.1, seed 1',
  );
});

test('a run goes on if its settings change only in what can change during training', () => {
  const spec = experiment({});
  expect(isLiveChange(spec, { ...spec, name: 'Mine' })).toBe(true);
  expect(isLiveChange(spec, setField(spec, 'training.optimizer.learningRate', 0.5))).toBe(true);
  expect(isLiveChange(spec, setField(spec, 'seed', 6))).toBe(false);
  expect(isLiveChange(spec, setField(spec, 'data.kind', 'circles'))).toBe(false);
});
