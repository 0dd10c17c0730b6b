import { z } from 'zod';
import { field, unionOf } from '../../base/entry';
import { checkerboard } from './checkerboard';
import { circles } from './circles';
import { csv } from './csv';
import type { DataSet } from './dataset';
import { digits } from './digits';
import { drawnDigits } from './drawnDigits';
import { formula } from './formula';
import { gaussianNoise } from './gaussianNoise';
import { gaussians } from './gaussians';
import { idx } from './idx';
import { inline } from './inline';
import { linear } from './linear';
import { moons } from './moons';
import { table } from './ownTable';
import { points } from './points';
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
  points,
  linear,
  sine,
  formula,
  digits,
  drawnDigits,
  gaussianNoise,
  table,
  csv,
  idx,
  inline,
} satisfies Record<string, DataSet>;

export type DataKind = keyof typeof dataSets;
const testFraction = field(z.number().min(0).max(0.9).default(0.5), {
  label: { en: 'Test fraction', 'zh-CN': '测试比例' },
  help: {
    en: 'Share of samples held out to measure generalization.',
    'zh-CN': '留出用于检验泛化能力的样本比例。',
  },
  sliderRange: [0, 0.9],
  step: 0.05,
});
const labelNoise = field(z.number().min(0).max(0.5).default(0), {
  label: { en: 'Label noise', 'zh-CN': '标签噪声' },
  help: {
    en: 'Share of training samples whose label is replaced by another class drawn at random; test labels stay correct.',
    'zh-CN': '训练样本中标签被随机换成其他类别的比例；测试标签保持真实。',
  },
  formula: 'P(\\tilde y = k) = \\eta / (K - 1),\\ k \\ne y',
  sliderRange: [0, 0.5],
  step: 0.05,
});
/** The fields that every kind of data takes. */
export const sharedDataFields = { testFraction, labelNoise };
export const dataSchema = unionOf(dataSets, sharedDataFields);
export type DataSpec = z.output<typeof dataSchema>;
export type { ImageShape, Samples } from './dataset';
export type { DataSet };
