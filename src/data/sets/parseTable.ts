import Papa from 'papaparse';
import { unescapedCell } from '../../base/csv';
import { Problem, say } from '../../base/problem';
import { importLimits, megabytes } from './limits';
import { type Table, tableField } from './table';

/**
 * Reads a comma-, semicolon- or tab-separated table and skips blank rows.
 * @throws Problem naming row and column
 */
export function parseTable(text: string): Table {
  // A UTF-16 code unit is at least one byte in UTF-8, so this bound holds for the file too.
  if (text.length > importLimits.bytes) {
    const values = { found: megabytes(text.length), allowed: megabytes(importLimits.bytes) };
    throw new Problem('tooLarge', { field: tableField, ...values });
  }
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: delimiterOf(text),
    transform: unescapedCell,
  });
  const quote = errors.find(({ type }) => type === 'Quotes');
  if (quote) {
    const row = (quote.row ?? 0) + 1;
    throw new Problem('mismatch', {
      field: tableField,
      found: say(`an unclosed or misplaced quote in row ${row}`, `第 ${row} 行的引号未闭合或位置不对`),
      allowed: say('quotes that open and close', '成对的引号'),
    });
  }
  const [header, ...rows] = data
    .map((cells, i) => ({ number: i + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!header || rows.length < 2) {
    throw new Problem('tooSmall', {
      field: tableField,
      found: say(`${rows.length} rows of data`, `${rows.length} 行数据`),
      allowed: say('a header and 2 rows', '一行列名和 2 行数据'),
    });
  }
  const columns = header.cells.map((name) => name.trim());
  checkColumns(columns, header.number);
  for (const { number, cells } of rows) {
    if (cells.length !== columns.length) {
      throw new Problem('mismatch', {
        field: tableField,
        found: say(
          `row ${number} has ${cellsOf(cells.length)}`,
          `第 ${number} 行有 ${cells.length} 个单元格`,
        ),
        allowed: say(
          `${cellsOf(columns.length)}, as in the header`,
          `${columns.length} 个单元格，与列名一致`,
        ),
      });
    }
  }
  return { columns, rows };
}

/** The separator that occurs most often in the first row. */
function delimiterOf(text: string): string {
  const header = /\S.*/.exec(text)?.[0] ?? '';
  const count = (separator: string) => header.split(separator).length;
  return [';', '\t'].reduce((most, separator) => (count(separator) > count(most) ? separator : most), ',');
}

function checkColumns(columns: readonly string[], row: number): void {
  const counted = say(`${columns.length} columns`, `${columns.length} 列`);
  if (columns.length < 2) {
    const found = say('1 column', '1 列');
    throw new Problem('tooSmall', { field: tableField, found, allowed: say('2 columns', '2 列') });
  }
  if (columns.length > importLimits.columns) {
    const allowed = say(`${importLimits.columns} columns`, `${importLimits.columns} 列`);
    throw new Problem('tooLarge', { field: tableField, found: counted, allowed });
  }
  const seen = new Set<string>();
  columns.forEach((name, j) => {
    if (name === '' || seen.has(name)) {
      const allowed = say('a name of its own for each column', '每列各有其名');
      throw new Problem('badCell', {
        field: tableField,
        row,
        column: j + 1,
        found: name.slice(0, 40),
        allowed,
      });
    }
    seen.add(name);
  });
}

const cellsOf = (count: number): string => `${count} ${count === 1 ? 'cell' : 'cells'}`;
