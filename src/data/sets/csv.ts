import Papa from 'papaparse';
import { z } from 'zod';
import { field } from '../../spec/entry';
import { Problem } from '../../spec/problem';
import { defineDataSet, type Samples } from './dataset';
import { importLimits, megabytes } from './limits';

const where = 'data.text';

/** Own data: a comma-, semicolon- or tab-separated table whose first row names the columns. */
export const csv = defineDataSet({
  title: { en: 'Own CSV', 'zh-CN': '自有 CSV' },
  summary: {
    en: 'A table of numbers whose first row names the columns; one column is the class or the target.',
    'zh-CN': '数值表格，首行为列名，其中一列为类别或目标值。',
  },
  formula: '(x_i, y_i)',
  task: 'either',
  plane: 0,
  params: {
    file: z.string().max(500).default('data.csv'),
    /** The file's content; from a terminal it may be left out and is read from `file`. */
    text: z.string().optional(),
    /** The column to learn; by default the last. */
    target: z.string().optional(),
    task: field(z.enum(['auto', 'classification', 'regression']).default('auto'), {
      label: { en: 'Task', 'zh-CN': '任务' },
      help: {
        en: 'Classes or numbers to predict; auto takes text, or at most 20 different whole numbers, for classes.',
        'zh-CN': '预测类别或数值；auto 把文本或至多 20 个不同整数视为类别。',
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
  samples: ({ file, text, target, task }) => {
    if (text === undefined) {
      throw new Problem('missing', { field: where, allowed: `the content of ${file}` });
    }
    return tableSamples(parseTable(text), target, task);
  },
});

/** A table of cells with named columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a table. Row 1 is the header.
 * @throws Problem naming row and column
 */
export function parseTable(text: string): Table {
  // A UTF-16 code unit is at least one byte, so this bound holds for the file too.
  if (text.length > importLimits.bytes) {
    throw new Problem('tooLarge', {
      field: where,
      found: megabytes(text.length),
      allowed: megabytes(importLimits.bytes),
    });
  }
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' });
  const quote = errors.find(({ type }) => type === 'Quotes');
  if (quote) {
    throw new Problem('mismatch', {
      field: where,
      found: `an unclosed or misplaced quote in row ${(quote.row ?? 0) + 1}`,
      allowed: 'quotes that open and close',
    });
  }
  const [header, ...rows] = data;
  if (!header || rows.length < 2) {
    throw new Problem('tooSmall', {
      field: where,
      found: `${rows.length} rows of data`,
      allowed: 'a header and 2 rows',
    });
  }
  const columns = header.map((name) => name.trim());
  if (columns.length < 2) {
    throw new Problem('tooSmall', { field: where, found: `${columns.length} column`, allowed: '2 columns' });
  }
  if (columns.length > importLimits.columns) {
    throw new Problem('tooLarge', {
      field: where,
      found: `${columns.length} columns`,
      allowed: `${importLimits.columns} columns`,
    });
  }
  columns.forEach((name, j) => {
    if (name === '' || columns.indexOf(name) !== j) {
      const allowed = 'a name of its own for each column';
      throw new Problem('badCell', { field: where, row: 1, column: j + 1, found: name, allowed });
    }
  });
  rows.forEach((row, i) => {
    if (row.length !== columns.length) {
      throw new Problem('mismatch', {
        field: where,
        found: `row ${i + 2} has ${row.length} cells`,
        allowed: `${columns.length}, as in the header`,
      });
    }
  });
  return { columns, rows };
}

/** A cell as a finite number, or `undefined`. */
function cellNumber(cell: string): number | undefined {
  const trimmed = cell.trim();
  const value = Number(trimmed);
  return trimmed !== '' && Number.isFinite(value) ? value : undefined;
}

function tableSamples({ columns, rows }: Table, target: string | undefined, task: string): Samples {
  const at = target === undefined ? columns.length - 1 : columns.indexOf(target);
  if (at < 0) {
    throw new Problem('mismatch', {
      field: 'data.target',
      found: `no column "${target}"`,
      allowed: columns.join(', ').slice(0, 300),
    });
  }
  const featureNames = columns.filter((_, j) => j !== at);
  const features = featureNames.length;
  const inputs = new Float64Array(rows.length * features);
  rows.forEach((row, i) => {
    let k = i * features;
    row.forEach((cell, j) => {
      if (j === at) return;
      const value = cellNumber(cell);
      if (value === undefined) {
        throw new Problem('badCell', {
          field: where,
          row: i + 2,
          column: columns[j]!,
          found: cell.slice(0, 40),
          allowed: 'a number',
        });
      }
      inputs[k++] = value;
    });
  });
  const cells = rows.map((row, i) => {
    const cell = row[at]!.trim();
    if (cell === '') {
      throw new Problem('badCell', {
        field: where,
        row: i + 2,
        column: columns[at]!,
        found: '',
        allowed: 'a class or a number',
      });
    }
    return cell;
  });
  const values = cells.map(cellNumber);
  const different = [...new Set(cells)];
  const numeric = values.every((value) => value !== undefined);
  const whole = numeric && values.every((value) => Number.isInteger(value));
  const regression =
    task === 'regression' || (task === 'auto' && numeric && !(whole && different.length <= 20));
  if (regression) {
    const bad = cells.findIndex((cell) => cellNumber(cell) === undefined);
    if (bad >= 0) {
      throw new Problem('badCell', {
        field: where,
        row: bad + 2,
        column: columns[at]!,
        found: cells[bad]!.slice(0, 40),
        allowed: 'a number',
      });
    }
    const targets = Float64Array.from(values as number[]);
    return {
      inputs,
      features,
      featureNames,
      outcome: { task: 'regression', targets, targetNames: [columns[at]!] },
    };
  }
  if (different.length < 2) {
    throw new Problem('tooSmall', {
      field: where,
      found: `one class only ("${different[0]}")`,
      allowed: '2 classes',
    });
  }
  if (different.length > importLimits.classes) {
    throw new Problem('tooLarge', {
      field: where,
      found: `${different.length} classes`,
      allowed: `${importLimits.classes} classes`,
    });
  }
  const classNames = numeric ? different.sort((a, b) => Number(a) - Number(b)) : different.sort();
  const index = new Map(classNames.map((name, k) => [name, k]));
  const labels = Int32Array.from(cells, (cell) => index.get(cell)!);
  return { inputs, features, featureNames, outcome: { task: 'classification', labels, classNames } };
}
