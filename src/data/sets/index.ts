import { z } from 'zod';
import { field, unionOf } from '../../spec/entry';
import type { DataSet } from './dataset';
import { moons } from './moons';

/** Every kind of data. */
export const dataSets = { moons } satisfies Record<string, DataSet>;

export type DataKind = keyof typeof dataSets;
export const testFraction = field(z.number().min(0).max(0.9).default(0.5), {
  label: { en: 'Test fraction', 'zh-CN': '测试比例' },
  help: {
    en: 'The share of samples kept aside to measure what was learned rather than memorized.',
    'zh-CN': '留出用来检验是否真正学会、而非死记的样本比例。',
  },
  sliderRange: [0, 0.9],
  step: 0.05,
});
export const dataSchema = unionOf(dataSets, { testFraction });
export type DataSpec = z.output<typeof dataSchema>;
export type { Samples } from './dataset';
export type { DataSet };
