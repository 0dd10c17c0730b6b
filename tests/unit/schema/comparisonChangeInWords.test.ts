import { expect, test } from 'vitest';
import type { ComparisonSettings } from '../../../src/schema/comparison';
import { comparisonChangeInWords } from '../../../src/schema/comparisonChangeInWords';
import { setField } from '../../../src/schema/edit';
import { small } from '../engine/specs';
import { chinese, english } from './codeNames';

const [first, relu] = [small(), setField(small(), 'network.activation', 'relu')];
const compared = (
  specs: ComparisonSettings['specs'],
  more: Partial<ComparisonSettings> = {},
): ComparisonSettings => ({ specs, pace: 'lockstep', seeds: 10, ...more });

test('runs that come and go are told by their names, or by what tells them from one of the same name', () => {
  const words = (before: ComparisonSettings['specs'], after: ComparisonSettings['specs'], text = english) =>
    comparisonChangeInWords(compared(before), compared(after), text);
  expect(words([first], [first, relu])).toBe('Runs: + 3 × ReLU, Glorot normal, two moons');
  expect(words([first], [first, relu], chinese)).toMatch(/^运行：\+ 3 × ReLU，[^,:]*$/);
  const faster = setField(first, 'training.optimizer.learningRate', 0.5);
  expect(words([first, faster], [first])).toBe('Runs: − learning rate 0.5');
  expect(words([first], [relu], chinese)).toMatch(/^运行：− 3 × [^，]+，.*，\+ 3 × ReLU，/);
});

test('seeds and speed are told with their values before and after, and beside the runs', () => {
  const before = compared([first]);
  for (const [after, en, zh] of [
    [compared([first], { seeds: 20 }), 'Seeds: 10 → 20', '种子数：10 → 20'],
    [compared([first], { pace: 'race' }), 'Speed: Equal steps → Equal time', '对齐方式：步数相同 → 时间相同'],
    [
      compared([first, relu], { seeds: 4 }),
      'Runs: + 3 × ReLU, Glorot normal, two moons, Seeds: 10 → 4',
      '运行：+ 3 × ReLU，Glorot 正态，双月，种子数：10 → 4',
    ],
  ] as const) {
    expect(comparisonChangeInWords(before, after, english)).toBe(en);
    expect(comparisonChangeInWords(before, after, chinese)).toBe(zh);
  }
});
