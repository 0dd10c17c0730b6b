import { z } from 'zod';
import { field, titled } from '../../base/entry';
import { say } from '../../base/problem';
import {
  columnKinds,
  columnRoles,
  handlingTitles,
  kindTitles,
  missingHandlings,
  noSign,
  roleTitles,
  separatorTitles,
  tableWords,
  tasks,
  taskTitles,
} from '../tables/choices';
import { fetchContent } from '../tables/contents';
import type { tableReading } from '../tables/tableReading';
import type { tableSamples } from '../tables/tableSamples';
import { defineDataSet } from './dataset';

/** The table reader, once it is loaded. */
let reader:
  | { readonly tableReading: typeof tableReading; readonly tableSamples: typeof tableSamples }
  | undefined;

/** A file beside the experiment, with its text or the hash of its stored text. */
const content = { text: z.string().optional(), hash: z.string().max(100).optional() };

const params = {
  file: z.string().max(500).default('table.csv'),
  ...content,
  encoding: z.enum(tableWords.encodings).optional(),
  separator: titled(z.enum(tableWords.separators), separatorTitles).optional(),
  decimal: titled(z.enum(tableWords.decimals), {
    '.': say('point', '点'),
    ',': say('comma', '逗号'),
  }).optional(),
  quote: titled(z.enum(tableWords.quotes), { '': noSign }).optional(),
  comment: titled(z.enum(tableWords.comments), { '': noSign }).optional(),
  skip: z.int().min(0).max(100_000).optional(),
  header: z.boolean().optional(),
  /** Choices about the columns; everything else is guessed. */
  columns: z
    .array(
      z.strictObject({
        name: z.string().max(500),
        role: titled(z.enum(columnRoles), roleTitles).optional(),
        kind: titled(z.enum(columnKinds), kindTitles).optional(),
      }),
    )
    .max(4096)
    .optional(),
  /** The target column. */
  target: z.string().max(500).optional(),
  task: titled(z.enum(tasks), taskTitles).default('auto'),
  /** The largest number of rows to draw. */
  sampleRows: z.int().min(2).max(100_000).optional(),
  /** A second table with the same columns, whose rows are test samples. */
  test: z.strictObject({ file: z.string().max(500), ...content }).optional(),
  missing: field(z.enum(missingHandlings).default('auto'), {
    label: { en: 'Missing values', 'zh-CN': '缺失值' },
    help: {
      en: 'Drop these rows, fill in the median or most frequent category of the training rows, or make them a category of their own.',
      'zh-CN': '删去这些行，用训练行的中位数或最常见类别填补，或单独成为一类。',
    },
    options: handlingTitles,
  }),
  scaling: field(z.enum(['standardize', 'minMax', 'none']).default('standardize'), {
    label: { en: 'Input scaling', 'zh-CN': '输入缩放' },
    help: {
      en: 'Scales numbers to mean 0 and standard deviation 1, or to the range 0 to 1, computed from the training rows; categories stay 0 and 1.',
      'zh-CN': '按训练行把数值变换为均值 0、标准差 1，或变换到 0 到 1；类别仍为 0 与 1。',
    },
    formula: 'x \\leftarrow (x - \\mu) / \\sigma',
    options: {
      standardize: say('standardize', '标准化'),
      minMax: say('min–max', '最小–最大'),
      none: say('none', '不缩放'),
    },
  }),
  scaleTarget: field(z.boolean().default(true), {
    label: { en: 'Standardize target', 'zh-CN': '目标标准化' },
    help: {
      en: 'For regression: scales the target to mean 0 and standard deviation 1 over the training rows.',
      'zh-CN': '回归时按训练行把目标变为均值 0、标准差 1。',
    },
  }),
};

/**
 * The user's own data: a table in any common format. The fields hold the choices made in the import; everything else is
 * guessed. A program that opens the experiment outside the page sets `text` to the content of `file`, a path relative to the
 * experiment's file.
 */
export const table = defineDataSet({
  title: { en: 'Your table', 'zh-CN': '自己的表格' },
  summary: {
    en: 'A table of your own: numbers, categories, yes/no, dates; one column is the target.',
    'zh-CN': '自己的表格：数值、类别、是/否、日期；其中一列为目标列。',
  },
  formula: '(x_i, y_i)',
  task: 'either',
  plane: 0,
  params,
  async load(fields) {
    for (const part of [fields, fields?.test]) {
      if (part?.text === undefined && part?.hash !== undefined) await fetchContent(part.hash);
    }
    reader ??= await import('../tables/reader');
  },
  isLoaded: () => reader !== undefined,
  samples: (fields) => reader!.tableSamples(reader!.tableReading(fields), fields.file),
});
