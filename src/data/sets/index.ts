import { z } from 'zod';
import { field, unionOf } from '../../spec/entry';
import { checkerboard } from './checkerboard';
import { circles } from './circles';
import { csv } from './csv';
import type { DataSet } from './dataset';
import { digits } from './digits';
import { gaussianNoise } from './gaussianNoise';
import { gaussians } from './gaussians';
import { idx } from './idx';
import { inline } from './inline';
import { linear } from './linear';
import { moons } from './moons';
import { sine } from './sine';
import { spiral } from './spiral';
import { xor } from './xor';

/** Every kind of data. */
export const dataSets = {
  moons,
  circles,
  spiral,
  xor,
  gaussians,
  checkerboard,
  linear,
  sine,
  digits,
  gaussianNoise,
  csv,
  idx,
  inline,
} satisfies Record<string, DataSet>;

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
export type { ImageShape, Samples } from './dataset';
export type { DataSet };
