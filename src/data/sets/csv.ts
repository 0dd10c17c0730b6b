import { z } from 'zod';
import { field } from '../../base/entry';
import type { csvSamples } from './csvSamples';
import { defineDataSet } from './dataset';

/** The reader of tables, once it is loaded. */
let read: typeof csvSamples | undefined;

/** The largest number of different whole numbers that `auto` treats as classes. */
const autoClasses = 20;

/**
 * The user's own data: a comma-, semicolon- or tab-separated table whose first row names the columns. A program that opens
 * the experiment outside the page sets `text` to the content of `file`, a path relative to the experiment's file.
 */
export const csv = defineDataSet({
  title: { en: 'Your CSV', 'zh-CN': '自己的 CSV' },
  summary: {
    en: 'A table of numbers whose first row names the columns; one column is the class or the target.',
    'zh-CN': '数值表格，首行为列名，其中一列为类别或目标值。',
  },
  formula: '(x_i, y_i)',
  task: 'either',
  plane: 0,
  params: {
    file: z.string().max(500).default('data.csv'),
    text: z.string().optional(),
    /** The target column; by default the last. */
    target: z.string().max(500).optional(),
    task: field(z.enum(['auto', 'classification', 'regression']).default('auto'), {
      label: { en: 'Task', 'zh-CN': '任务' },
      help: {
        en: `Classes or numbers to predict; automatic: text, or at most ${autoClasses} different whole numbers, are classes.`,
        'zh-CN': `预测类别或数值；自动：文本，或至多 ${autoClasses} 个不同的整数，视为类别。`,
      },
      options: {
        auto: { en: 'automatic', 'zh-CN': '自动' },
        classification: { en: 'classification', 'zh-CN': '分类' },
        regression: { en: 'regression', 'zh-CN': '回归' },
      },
    }),
    standardize: field(z.boolean().default(true), {
      label: { en: 'Standardize', 'zh-CN': '标准化' },
      help: {
        en: 'Shifts and scales each input column to mean 0 and standard deviation 1 over the training samples.',
        'zh-CN': '按训练样本把每个输入列平移缩放到均值 0、标准差 1。',
      },
      formula: 'x \\leftarrow (x - \\mu) / \\sigma',
    }),
  },
  async load() {
    read ??= (await import('./csvSamples')).csvSamples;
  },
  isLoaded: () => read !== undefined,
  samples: (fields) => read!(fields),
});
