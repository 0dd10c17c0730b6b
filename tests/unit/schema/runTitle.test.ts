import { expect, test } from 'vitest';
import type { Text } from '../../../src/base/entry';
import { setField } from '../../../src/schema/edit';
import { defaultExperiment } from '../../../src/schema/presets';
import { differingPaths, runNames, runTitle, titleOf } from '../../../src/schema/runTitle';

const [english, chinese] = [(text: Text) => text.en, (text: Text) => text['zh-CN']];
const sigmoid = defaultExperiment();
const relu = setField(
  setField(sigmoid, 'network.activation', 'relu'),
  'network.initializer.kind',
  'heNormal',
);

test('a run’s name is its settings, unless the user gave a name', () => {
  expect(titleOf(sigmoid, english)).toBe('Twenty sigmoid layers');
  expect(titleOf(sigmoid, chinese)).toBe('二十个 sigmoid 层');
  // The name of a preset no longer fits a changed preset.
  expect(titleOf(relu, english)).toBe('20 × ReLU, He normal, two moons');
  expect(titleOf({ ...relu, name: 'My cure' }, english)).toBe('My cure');
  expect(titleOf({ ...relu, name: 'Untitled' }, chinese)).toBe(runTitle(relu, chinese));
});

test('names of runs side by side say in words how the runs differ', () => {
  expect(runNames([sigmoid, relu], english)).toEqual(['Sigmoid, Glorot normal', 'ReLU, He normal']);
  const deep = setField(sigmoid, 'network.depth', 50);
  expect(runNames([sigmoid, deep], english)).toEqual(['depth 20', 'depth 50']);
  expect(runNames([sigmoid, sigmoid], english)).toEqual(['', '']);
  for (const name of runNames([sigmoid, relu, deep], english))
    expect(name).not.toMatch(/network\.|heNormal|glorotNormal/);
});

test('fields that exist only for another kind are not listed as differences', () => {
  const adam = setField(sigmoid, 'training.optimizer.kind', 'adam');
  const slow = setField(adam, 'training.optimizer.learningRate', 0.001);
  expect(differingPaths([sigmoid, relu])).toEqual(['network.activation', 'network.initializer.kind']);
  expect(differingPaths([adam, slow])).toEqual(['training.optimizer.learningRate']);
});
