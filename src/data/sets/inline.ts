import { z } from 'zod';
import { list } from '../../base/list';
import { defineDataSet } from './dataset';
import type { inlineSamples } from './inlineSamples';
import { importLimits } from './limits';

/** The checks of the numbers, once they are loaded. */
let read: typeof inlineSamples | undefined;

const rows = list(list(z.number(), { min: 1, max: importLimits.columns }), {
  min: 1,
  max: importLimits.rows,
});

/** Numbers written in the experiment file itself. */
export const inline = defineDataSet({
  title: { en: 'Given in the file', 'zh-CN': '文件给定' },
  summary: {
    en: 'Inputs with labels or targets, written in the experiment file.',
    'zh-CN': '输入及其标签或目标值，直接写在实验文件中。',
  },
  formula: '(x_i, y_i)',
  task: 'either',
  plane: 0,
  params: {
    inputs: rows,
    labels: list(z.int().min(0).max(99), { min: 1, max: importLimits.rows }).optional(),
    targets: rows.optional(),
    testFraction: z.number().min(0).max(0.9).default(0),
  },
  async load() {
    read ??= (await import('./inlineSamples')).inlineSamples;
  },
  isLoaded: () => read !== undefined,
  samples: (fields) => read!(fields),
});
