import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Shift, shifts, shiftsSchema } from '../../../src/data/shifts';
import { transferMethodSchema, transferMethods } from '../../../src/engine/transfer/methods';
import type { TransferMethod } from '../../../src/engine/transfer/methods/method';
import { setField } from '../../../src/schema/edit';
import { unwrap } from '../../../src/schema/fields';
import type { TransferSpec } from '../../../src/schema/transfer';
import { transferChangeInWords } from '../../../src/schema/transferChangeInWords';
import { defaultTransfer } from '../../../src/schema/transfers';
import { chinese, codeName, english, otherValues, rawOptions, shows } from './codeNames';

const rotated = (degrees: number, more: Partial<TransferSpec['target']> = {}): TransferSpec => ({
  ...defaultTransfer(),
  sweep: undefined,
  seeds: 1,
  target: { shifts: shiftsSchema.parse([{ kind: 'rotation', degrees }]), labelBudget: 5, ...more },
});
const shiftsOf = (...list: object[]) => shiftsSchema.parse(list as never);
const withTarget = (target: Partial<TransferSpec['target']>): TransferSpec => ({
  ...rotated(30),
  target: { ...rotated(30).target, ...target },
});
const methods = (...list: object[]): TransferSpec => ({
  ...rotated(30),
  methods: list.map((one) => transferMethodSchema.parse(one as never)),
});
const rotation = { kind: 'rotation', degrees: 30 };
const withSweep = (sweep: TransferSpec['sweep']): TransferSpec => ({ ...rotated(30), sweep });

describe('a change of a transfer is told by what changed, in either language', () => {
  test.each<[string, TransferSpec, TransferSpec, string, string]>([
    ['an angle', rotated(30), rotated(45), 'Rotation: 30° → 45°', '旋转：30° → 45°'],
    [
      'the label budget',
      rotated(30),
      rotated(30, { labelBudget: null }),
      'Target labels per class: 5 → all',
      '目标域每类标签数：5 → 全部',
    ],
    [
      'a shift that is added',
      withTarget({ shifts: shiftsOf() }),
      rotated(30),
      'Shift added: rotation',
      '添加偏移：旋转',
    ],
    [
      'a second one of its kind that is removed',
      withTarget({ shifts: shiftsOf(rotation, rotation) }),
      rotated(30),
      'Shift removed: rotation (2)',
      '移除偏移：旋转 (2)',
    ],
    [
      'one of several fields of a shift',
      withTarget({ shifts: shiftsOf({ kind: 'featureDrop' }) }),
      withTarget({ shifts: shiftsOf({ kind: 'featureDrop', which: 'last' }) }),
      'Which of feature drop: at random → the last',
      '特征缺失的哪些：随机 → 最后',
    ],
    [
      'an exchange of two shifts',
      withTarget({ shifts: shiftsOf(rotation, { kind: 'noise' }) }),
      withTarget({ shifts: shiftsOf({ kind: 'noise' }, rotation) }),
      'Order of the shifts',
      '偏移的顺序',
    ],
    [
      'the teacher’s view',
      { ...rotated(30), sourceShifts: shiftsOf(rotation) },
      { ...rotated(30), sourceShifts: shiftsOf({ ...rotation, degrees: 10 }) },
      'Rotation in the teacher’s view: 30° → 10°',
      '教师网络视图中的旋转：30° → 10°',
    ],
    [
      'other data',
      rotated(30),
      { ...rotated(30), target: { data: rotated(30).source.data, labelBudget: 5 } },
      'Target data: source, shifted → Two moons',
      '目标域数据：偏移后的源域 → 双月',
    ],
    ['pairs', rotated(30), { ...rotated(30), paired: true }, 'Paired samples: off → on', '成对样本：关 → 开'],
    [
      'a method that is added, before its defaults are filled in',
      methods({ kind: 'joint' }),
      {
        ...methods({ kind: 'joint' }),
        methods: [...methods({ kind: 'joint' }).methods, { kind: 'coral' } as never],
      },
      'Method added: Deep CORAL',
      '添加方法：Deep CORAL',
    ],
    [
      'a choice of a method',
      methods({ kind: 'fineTune' }),
      methods({ kind: 'fineTune', what: 'last' }),
      'Trainable layers of Fine-tuning: all layers → last layer',
      '微调的可训练的层：全部层 → 最后一层',
    ],
    [
      'one of two methods of a kind',
      methods({ kind: 'crossModal', temperature: 2 }, { kind: 'crossModal', temperature: 4 }),
      methods({ kind: 'crossModal', temperature: 2 }, { kind: 'crossModal', temperature: 8 }),
      'T of Cross-modal distillation (2): 4 → 8',
      '跨模态蒸馏 (2) 的 T：4 → 8',
    ],
    [
      'the source’s network',
      rotated(30),
      { ...rotated(30), source: setField(rotated(30).source, 'network.depth', 9) },
      `Depth of the source: ${rotated(30).source.network.depth} → 9`,
      `源域的深度：${rotated(30).source.network.depth} → 9`,
    ],
    [
      'the source’s batch',
      { ...rotated(30), source: setField(rotated(30).source, 'training.batchSize', 16) },
      { ...rotated(30), source: setField(rotated(30).source, 'training.batchSize', 'full') },
      'Batch size of the source: 16 → full batch',
      '源域的批量大小：16 → 全批量',
    ],
    [
      'a sweep',
      withSweep(undefined),
      withSweep({ over: 'shifts.0.degrees', values: [0, 90] }),
      'Sweep over: none → Rotation: Angle (°)',
      '扫描的设置：无 → 旋转：角度（°）',
    ],
    [
      'the values of a sweep',
      withSweep({ over: 'labelBudget', values: [1, 5, null] }),
      withSweep({ over: 'labelBudget', values: [1, 5] }),
      'Values of the sweep: 1, 5, all → 1, 5',
      '扫描的取值：1、5、全部 → 1、5',
    ],
    ['seeds', rotated(30), { ...rotated(30), seeds: 4 }, 'Seeds: 1 → 4', '种子数：1 → 4'],
  ])('%s', (_, before, after, en, zh) => {
    expect(transferChangeInWords(before, after, english)).toBe(en);
    expect(transferChangeInWords(before, after, chinese)).toBe(zh);
  });

  test('another ready transfer is told by the titles, in the page’s language', () => {
    const other = { ...methods({ kind: 'joint' }), name: 'Mine', paired: true, seeds: 3 };
    expect(transferChangeInWords(defaultTransfer(), other, english)).toMatch(/^[^:]+ → Mine$/);
    expect(transferChangeInWords(defaultTransfer(), other, chinese)).toMatch(/^[^a-z]+ → Mine$/);
  });
});

describe('no field of a registry is told by a name of the code', () => {
  const all = [
    ...Object.entries<Shift>(shifts).map(([kind, { params }]) => ({
      kind,
      params,
      make: (fields: object) =>
        [
          withTarget({ shifts: [{ ...shiftsOf({ kind })[0], ...fields }] as never }),
          { ...rotated(30), sourceShifts: [{ ...shiftsOf({ kind })[0], ...fields }] as never },
        ] as const,
    })),
    ...Object.entries<TransferMethod>(transferMethods).map(([kind, { params }]) => ({
      kind,
      params,
      make: (fields: object) => [
        { ...methods({ kind }), methods: [{ ...methods({ kind }).methods[0], ...fields }] as never },
      ],
    })),
  ];
  test.each(all)('$kind', ({ params, make }) => {
    for (const [field, schema] of Object.entries<z.ZodType>(params)) {
      const usual = schema.safeParse(undefined).data;
      for (const value of otherValues(schema, usual)) {
        const changed = make({ [field]: value });
        make({}).forEach((before, i) => {
          for (const text of [english, chinese]) {
            const told = transferChangeInWords(before, changed[i] as TransferSpec, text);
            expect(told, `${field}: ${value}`).toContain(' → ');
            expect(told, `${field}: ${value}`).not.toMatch(codeName);
            const said = Object.values(unwrap(schema).meta?.options ?? {}).map(text);
            expect(shows(told, rawOptions(schema), said), told).toBe(false);
          }
        });
      }
    }
  });
});
