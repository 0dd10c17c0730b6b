import { expect, test } from 'vitest';
import { metrics } from '../../../src/engine/metrics';
import { setField } from '../../../src/schema/edit';
import { fieldsOf } from '../../../src/schema/fields';
import { parseSweep, type Sweep } from '../../../src/schema/sweep';
import { sweepChangeInWords } from '../../../src/schema/sweepChangeInWords';
import { sweepPresets } from '../../../src/schema/sweeps';
import { small } from '../engine/specs';
import { chinese, codeName, english } from './codeNames';

const depths = { field: 'network.depth', spacing: 'linear', from: 2, to: 64, count: 8 } as const;
const activation = { field: 'network.activation', spacing: 'list', values: ['relu', 'sigmoid'] } as const;
const sweep = (changes: object = {}): Sweep =>
  parseSweep({
    format: 'gradient-lab/sweep',
    version: 1,
    experiment: small(),
    axes: [depths],
    ...changes,
  });

test.each<[string, Sweep, Sweep, string, string]>([
  ['another field', sweep(), sweep({ axes: [activation] }), 'x: Depth → Activation', 'x：深度 → 激活函数'],
  [
    'a second axis',
    sweep(),
    sweep({ axes: [depths, activation] }),
    'y: none → Activation',
    'y：无 → 激活函数',
  ],
  [
    'the range of an axis',
    sweep(),
    sweep({ axes: [{ ...depths, to: 128 }] }),
    'x, Depth: 2 … 64 → 2 … 128',
    'x，深度：2 … 64 → 2 … 128',
  ],
  [
    'the number of values',
    sweep(),
    sweep({ axes: [{ ...depths, count: 12 }] }),
    'x, Depth, number of values: 8 → 12',
    'x，深度，取值数：8 → 12',
  ],
  [
    'the spacing',
    sweep(),
    sweep({ axes: [{ ...depths, spacing: 'log' }] }),
    'x, Depth: linear → logarithmic',
    'x，深度：线性 → 对数',
  ],
  [
    'the values of a list',
    sweep({ axes: [activation] }),
    sweep({ axes: [{ ...activation, values: ['relu'] }] }),
    'x, Activation: ReLU, Sigmoid → ReLU',
    'x，激活函数：ReLU、Sigmoid → ReLU',
  ],
  [
    'steps and repeats',
    sweep(),
    sweep({ steps: 50, repeats: 3 }),
    'Steps: 0 → 50, Repeats per cell: 1 → 3',
    '步数：0 → 50，每格重复次数：1 → 3',
  ],
  [
    'the experiment',
    sweep(),
    sweep({ experiment: setField(small(), 'training.batchSize', 'full') }),
    'Batch size: 8 → full batch',
    '批量大小：8 → 全批量',
  ],
])('%s', (_, before, after, en, zh) => {
  expect(sweepChangeInWords(before, after, english)).toBe(en);
  expect(sweepChangeInWords(before, after, chinese)).toBe(zh);
});

test('another ready map is told by the titles, in the page’s language', () => {
  const [first, second] = [sweepPresets.phases, sweepPresets.gainRelu];
  const named = ({ title, sweep: spec }: (typeof sweepPresets)['phases']) =>
    parseSweep({ ...spec, name: title.en });
  for (const text of [english, chinese]) {
    expect(sweepChangeInWords(named(first), named(second), text)).toBe(
      `${text(first.title)} → ${text(second.title)}`,
    );
  }
});

test('no field and no metric is told by a name of the code', () => {
  for (const { path, range } of fieldsOf(small())) {
    const axis =
      range.kind === 'choice'
        ? { field: path, spacing: 'list', values: range.options.map(({ value }) => value) }
        : { field: path, spacing: 'linear', from: range.min, to: range.max, count: 3 };
    // Whether the experiment takes every value is of no matter here.
    const after = { ...sweep(), axes: [axis as never] };
    const fewer = {
      ...sweep(),
      axes: [
        {
          ...axis,
          ...(range.kind === 'choice' ? { values: [range.options[0]!.value] } : { to: 1 }),
        } as never,
      ],
    };
    for (const text of [english, chinese]) {
      expect(sweepChangeInWords(sweep(), after, text)).not.toMatch(codeName);
      expect(sweepChangeInWords(after, fewer, text)).not.toMatch(codeName);
    }
  }
  for (const metric of Object.keys(metrics)) {
    if (metric === sweep().metric) continue;
    const after = { ...sweep(), metric: metric as Sweep['metric'] };
    for (const text of [english, chinese]) {
      expect(sweepChangeInWords(sweep(), after, text)).toContain(' → ');
      expect(sweepChangeInWords(sweep(), after, text)).not.toMatch(codeName);
    }
  }
});
