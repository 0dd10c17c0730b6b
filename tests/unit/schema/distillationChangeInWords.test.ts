import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { methods } from '../../../src/engine/distillation/methods';
import type { Method } from '../../../src/engine/distillation/methods/method';
import {
  type Distillation,
  newStudent,
  parseDistillation,
  type StudentSpec,
  sharedStudentFields,
  transferSetSchema,
} from '../../../src/schema/distillation';
import { distillationChangeInWords } from '../../../src/schema/distillationChangeInWords';
import { defaultDistillation, distillations } from '../../../src/schema/distillations';
import { setField } from '../../../src/schema/edit';
import { unwrap } from '../../../src/schema/fields';
import { chinese, codeName, english, otherValues, rawOptions, shows } from './codeNames';

const taught = (...students: readonly object[]): Distillation => ({
  ...defaultDistillation(),
  seeds: 1,
  controls: [newStudent('hardLabels')] as never,
  method: students as never,
});
const student = (kind: StudentSpec['kind'], fields: object = {}) => ({ ...newStudent(kind), ...fields });
const soft = (fields: object = {}) => student('hinton', { temperature: 4, ...fields });
const own = (activation: string) => ({ network: { activation } });

describe('a change of a distillation is told by what changed, in either language', () => {
  test.each<[string, Distillation, Distillation, string, string]>([
    [
      'T',
      taught(soft()),
      taught(soft({ temperature: 8 })),
      'T of Distillation (Hinton): 4 → 8',
      '知识蒸馏（Hinton）的 T：4 → 8',
    ],
    [
      'T of one of two',
      taught(soft(), soft({ temperature: 8 })),
      taught(soft(), soft({ temperature: 16 })),
      'T of Distillation (Hinton) (2): 8 → 16',
      '知识蒸馏（Hinton） (2) 的 T：8 → 16',
    ],
    [
      'the teacher’s outputs',
      taught(soft()),
      taught(soft({ teacherOutputs: 'shuffled' })),
      'Teacher’s outputs of Distillation (Hinton): teacher’s outputs, unshuffled → shuffled',
      '知识蒸馏（Hinton）的教师网络输出：原始输出 → 全部打乱',
    ],
    [
      'a student’s own network',
      taught(soft(own('sigmoid'))),
      taught(soft(own('relu'))),
      'Activation of Distillation (Hinton): Sigmoid → ReLU',
      '知识蒸馏（Hinton）的激活函数：Sigmoid → ReLU',
    ],
    [
      'a method that is added',
      taught(soft()),
      taught(soft(), student('teacherArgmax')),
      'Method added: Teacher’s argmax',
      '添加方法：教师网络的 argmax',
    ],
    [
      'a baseline that is removed',
      { ...taught(soft()), controls: [newStudent('hardLabels'), newStudent('labelSmoothing')] as never },
      taught(soft()),
      'Baseline removed: Label smoothing',
      '移除对照：标签平滑',
    ],
    [
      'the transfer set',
      taught(soft()),
      { ...taught(soft()), transfer: { ...taught().transfer, labelsPerClass: 10 } },
      'Labels per class: all → 10',
      '每类标签数：全部 → 10',
    ],
    [
      'the teacher',
      taught(soft()),
      { ...taught(soft()), teacher: setField(taught().teacher, 'training.optimizer.kind', 'sgd') },
      'Optimizer of the teacher: Adam → SGD',
      '教师网络的优化器：Adam → SGD',
    ],
    ['seeds', taught(soft()), { ...taught(soft()), seeds: 5 }, 'Seeds: 1 → 5', '种子数：1 → 5'],
  ])('%s', (_, before, after, en, zh) => {
    expect(distillationChangeInWords(before, after, english)).toBe(en);
    expect(distillationChangeInWords(before, after, chinese)).toBe(zh);
  });

  test('another ready distillation is told by the titles', () => {
    const [first, second] = [distillations.noisySpiral, distillations.vanishing];
    const [before, after] = [first, second].map(({ distillation }) => parseDistillation(distillation));
    for (const text of [english, chinese]) {
      const told = distillationChangeInWords(before!, after!, text);
      expect(told).toBe(`${text(first.title)} → ${text(second.title)}`);
    }
  });
});

describe('no field of a registry is told by a name of the code', () => {
  test.each(Object.keys(methods) as StudentSpec['kind'][])('%s', (kind) => {
    const fields = { ...(methods[kind] as Method).params, ...sharedStudentFields };
    for (const [field, schema] of Object.entries<z.ZodType>(fields)) {
      const before = student(kind);
      for (const value of otherValues(schema, before[field as keyof typeof before])) {
        for (const text of [english, chinese]) {
          const told = distillationChangeInWords(taught(before), taught({ ...before, [field]: value }), text);
          expect(told, `${field}: ${value}`).toContain(' → ');
          expect(told, `${field}: ${value}`).not.toMatch(codeName);
          const said = Object.values(unwrap(schema).meta?.options ?? {}).map(text);
          expect(shows(told, rawOptions(schema), said), told).toBe(false);
        }
      }
    }
  });

  test('the transfer set', () => {
    const { transfer } = taught();
    for (const [field, schema] of Object.entries(transferSetSchema.shape)) {
      for (const value of otherValues(schema, transfer[field as keyof typeof transfer])) {
        const after = { ...taught(), transfer: { ...transfer, [field]: value } };
        for (const text of [english, chinese]) {
          const told = distillationChangeInWords(taught(), after, text);
          expect(told).toContain(' → ');
          expect(told).not.toMatch(codeName);
        }
      }
    }
  });
});
