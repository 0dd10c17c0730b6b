import { Problem, say } from '../../base/problem';
import type { Samples } from './dataset';
import { importLimits } from './limits';
import { parseTable } from './parseTable';
import { numberIn, type Table, tableField } from './table';

/** The largest number of different whole numbers that `auto` treats as classes. */
const autoClasses = 20;

/**
 * The samples of a table of numbers whose first row names the columns.
 * @throws Problem naming the row and column
 */
export function csvSamples({
  file,
  text,
  target,
  task,
}: {
  readonly file: string;
  readonly text?: string | undefined;
  readonly target?: string | undefined;
  readonly task: 'auto' | 'classification' | 'regression';
}): Samples {
  if (text === undefined) {
    const allowed = say(`the content of ${file}`, `${file} 的内容`);
    throw new Problem('missing', { field: tableField, allowed });
  }
  const table = parseTable(text);
  return samplesOf(table, targetColumn(table, target), task);
}

/** The index of the target column. */
function targetColumn({ columns }: Table, name: string | undefined): number {
  const at = name === undefined ? columns.length - 1 : columns.indexOf(name);
  if (at >= 0) return at;
  throw new Problem('mismatch', {
    field: 'data.target',
    found: say(`there is no column "${name}"`, `没有列“${name}”`),
    allowed: columns.join(', ').slice(0, 300),
  });
}

function samplesOf(table: Table, at: number, task: 'auto' | 'classification' | 'regression'): Samples {
  const { columns, rows } = table;
  const featureNames = columns.filter((_, j) => j !== at);
  const features = featureNames.length;
  const inputs = new Float64Array(rows.length * features);
  const outcomes: string[] = [];
  rows.forEach(({ cells }, i) => {
    let k = i * features;
    cells.forEach((cell, j) => {
      if (j !== at) inputs[k++] = cellNumber(table, i, j);
      else if (cell.trim() !== '') outcomes.push(cell.trim());
      else throw badCell(table, i, j, say('a class or a number', '类别或数'));
    });
  });
  const different = [...new Set(outcomes)];
  const numbers = different.map(numberIn);
  const numeric = numbers.every((value) => value !== undefined);
  const few = numbers.every(Number.isInteger) && different.length <= autoClasses;
  const common = { inputs, features, featureNames };
  if (task === 'regression' || (task === 'auto' && numeric && !few)) {
    const targets = Float64Array.from(rows, (_, i) => cellNumber(table, i, at));
    return { ...common, outcome: { task: 'regression', targets, targetNames: [columns[at]!] } };
  }
  const classNames = numeric ? different.sort((a, b) => Number(a) - Number(b)) : different.sort();
  checkClasses(classNames);
  const index = new Map(classNames.map((name, k) => [name, k]));
  const labels = Int32Array.from(outcomes, (name) => index.get(name)!);
  return { ...common, outcome: { task: 'classification', labels, classNames } };
}

function cellNumber(table: Table, row: number, column: number): number {
  const value = numberIn(table.rows[row]!.cells[column]!);
  if (value === undefined) throw badCell(table, row, column, say('a number', '数'));
  return value;
}

function badCell(
  { columns, rows }: Table,
  row: number,
  column: number,
  allowed: ReturnType<typeof say>,
): Problem {
  const { number, cells } = rows[row]!;
  const found = cells[column]!.slice(0, 40);
  return new Problem('badCell', { field: tableField, row: number, column: columns[column]!, found, allowed });
}

function checkClasses(names: readonly string[]): void {
  if (names.length < 2) {
    throw new Problem('tooSmall', {
      field: tableField,
      found: say(`one class only ("${names[0]}")`, `只有一个类别（“${names[0]}”）`),
      allowed: say('2 classes', '2 个类别'),
    });
  }
  if (names.length > importLimits.classes) {
    throw new Problem('tooLarge', {
      field: tableField,
      found: say(`${names.length} classes`, `${names.length} 个类别`),
      allowed: say(`${importLimits.classes} classes`, `${importLimits.classes} 个类别`),
    });
  }
}
