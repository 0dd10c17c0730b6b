import { describe, expect, test } from 'vitest';
import { buildDataset, type Split } from '../../../../src/data/build';
import { dataSets } from '../../../../src/data/sets';
import { addContent, setContentSource } from '../../../../src/data/tables/contents';
import { fromFragment, toFragment } from '../../../../src/schema/link';
import { parseExperiment } from '../../../../src/schema/parse';
import { problemOf } from '../../schema/experiments';
import { specOf } from '../datasets';

const built = (fields: Readonly<Record<string, unknown>>, loss = 'crossEntropy', seed = 1) => {
  const spec = specOf('table', fields, seed);
  return buildDataset({ ...spec, training: { ...spec.training, loss: loss as 'crossEntropy' } });
};
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const column = ({ count, inputs }: Split, j: number) => {
  const features = inputs.length / count;
  return Array.from({ length: count }, (_, i) => inputs[i * features + j]!);
};
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('an own table', () => {
  const text = `age,town,member,class\n${lines(60, (i) => `${20 + ((i * 13) % 41)},${['Ulm', 'Bonn', 'Köln'][i % 3]},${i % 2 ? 'yes' : 'no'},${i % 4 ? 'a' : 'b'}`)}`;

  test('numbers are standardized by the training part, categories one-hot, yes is 1', () => {
    const { featureNames, outcomeNames, train, test } = built({ text });
    expect(featureNames).toEqual(['age', 'town=Bonn', 'town=Köln', 'town=Ulm', 'member']);
    expect(outcomeNames).toEqual(['a', 'b']);
    expect(mean(column(train, 0))).toBeCloseTo(0, 12);
    expect(mean(column(train, 0).map((x) => x * x))).toBeCloseTo(1, 12);
    expect(mean(column(test, 0))).not.toBeCloseTo(0, 3);
    for (const j of [1, 2, 3, 4]) expect(new Set(column(train, j))).toEqual(new Set([0, 1]));
    for (let i = 0; i < train.count; i++) {
      expect([1, 2, 3].reduce((sum, j) => sum + column(train, j)[i]!, 0)).toBe(1);
    }
  });

  test('or brought to 0…1, or left as they are', () => {
    const small = column(built({ text, scaling: 'minMax' }).train, 0);
    expect([Math.min(...small), Math.max(...small)]).toEqual([0, 1]);
    expect(Math.min(...column(built({ text, scaling: 'none' }).train, 0))).toBeGreaterThanOrEqual(20);
  });

  test('missing numbers become the median of the training part, missing categories its most frequent or their own', () => {
    const holes = `x,town,class\n${lines(60, (i) => `${i % 3 ? i : '?'},${i % 5 ? 'Ulm' : i % 2 ? 'NA' : 'Bonn'},${i % 2 ? 'a' : 'b'}`)}`;
    const { train, test } = built({ text: holes, missing: 'fill', scaling: 'none' });
    const given = column(train, 0).filter((value) => value % 3 !== 0 || !Number.isInteger(value));
    const sorted = [...given].sort((a, b) => a - b);
    const filled = [...column(train, 0), ...column(test, 0)].filter(
      (value) => value % 1 !== 0 || value % 3 === 0,
    );
    const known = sorted.filter((value) => value % 1 === 0 && value % 3 !== 0);
    const middle = (known[(known.length - 1) >> 1]! + known[known.length >> 1]!) / 2;
    expect(filled.every((value) => value === middle)).toBe(true);
    const own = built({ text: holes, missing: 'category' });
    expect(own.featureNames).toEqual(['x', 'town=Bonn', 'town=Ulm', 'town=?']);
  });

  test('a class of two rows is on both sides at every seed', () => {
    const rare = `x,class\n${lines(50, (i) => `${(i * 7) % 31},${i < 2 ? 'rare' : i % 2 ? 'a' : 'b'}`)}`;
    for (let seed = 1; seed <= 20; seed++) {
      const { train, test, outcomeNames } = built({ text: rare, testFraction: 0.2 }, 'crossEntropy', seed);
      const at = outcomeNames.indexOf('rare');
      expect([train, test].map(({ labels }) => labels.filter((label) => label === at).length)).toEqual([
        1, 1,
      ]);
      expect(train.count + test.count).toBe(50);
    }
  });

  test('targets of a regression are standardized by the training part; the scale tells their own units', () => {
    const prices = `size,price\n${lines(80, (i) => `${(i * 17) % 53},${1000 + 37.5 * ((i * 29) % 71)}`)}`;
    const { train, targetScale } = built(
      { text: prices, target: 'price', task: 'regression' },
      'meanSquaredError',
    );
    expect(mean([...train.targets])).toBeCloseTo(0, 12);
    const raw = built(
      { text: prices, target: 'price', task: 'regression', scaleTarget: false },
      'meanSquaredError',
    );
    const [[average, deviation]] = targetScale as readonly [readonly [number, number]];
    [...raw.train.targets].forEach((value, i) => {
      expect(train.targets[i]! * deviation + average).toBeCloseTo(value, 8);
    });
    expect(raw.targetScale).toBeUndefined();
  });

  test('rows for testing come from a column that marks them, or from a second table', () => {
    const marked = `x,set,class\n${lines(40, (i) => `${(i * 7) % 31},${i % 4 ? 'train' : 'test'},${i % 3 ? 'a' : 'b'}`)}`;
    const { train, test, featureNames } = built({ text: marked });
    expect([train.count, test.count, featureNames]).toEqual([30, 10, ['x']]);
    const second = built({
      text,
      test: { file: 'b.csv', text: 'age,town,member,class\n33,Ulm,no,a\n44,Bonn,yes,b\n' },
    });
    expect([second.train.count, second.test.count]).toEqual([60, 2]);
  });

  test('a link reopens the very same samples, with every choice of the dialog', () => {
    const written = `# note\nage;town;class\n${lines(40, (i) => `${20 + ((i * 13) % 41)},5;${['Ulm', 'NA', 'Köln'][i % 3]};${i % 2 ? 'a' : 'b'}`)}`;
    const fields = {
      ...{
        text: written,
        file: 'a.csv',
        encoding: 'gb18030',
        separator: ';',
        decimal: ',',
        quote: "'",
        comment: '#',
      },
      ...{
        skip: 0,
        header: true,
        target: 'class',
        task: 'classification',
        missing: 'category',
        sampleRows: 30,
      },
      columns: [
        { name: 'age', role: 'input', kind: 'category' },
        { name: 'town', role: 'input', kind: 'category' },
        { name: 'class', role: 'target', kind: 'category' },
      ],
      ...{ scaling: 'minMax', test: { file: 'b.csv', text: 'age;town;class\n21,5;Ulm;a\n' } },
    };
    const spec = parseExperiment(specOf('table', fields));
    const reopened = parseExperiment(fromFragment(toFragment(spec)));
    expect(reopened.data).toEqual(spec.data);
    expect(reopened.data).toMatchObject(fields);
    const [one, two] = [buildDataset(spec), buildDataset(reopened)];
    expect([two.train, two.test]).toEqual([one.train, one.test]);
    expect([one.train.count + one.test.count, one.test.count]).toEqual([30, one.test.count]);
  });

  test('a text that is kept elsewhere is fetched by its hash', async () => {
    setContentSource(async (hash) => (hash === 'h1' ? text : undefined));
    const spec = specOf('table', { text: undefined, hash: 'h1', file: 'people.csv' });
    await dataSets.table.load?.(spec.data as never);
    expect(buildDataset(spec).train.count).toBe(30);
    expect(problemOf(() => built({ text: undefined, hash: 'h2', file: 'people.csv' })).message).toBe(
      'people.csv: missing; use the content of people.csv, to be opened once more.',
    );
    addContent('h2', text);
    expect(built({ text: undefined, hash: 'h2' }).train.count).toBe(30);
  });

  test('too many inputs are refused with the column that brings them', () => {
    const wide = `town,x,class\n${lines(9000, (i) => `town ${i % 4500},${i % 7},${i % 2}`)}`;
    const columns = [{ name: 'town', role: 'input' }];
    expect(problemOf(() => built({ text: wide, file: 'wide.csv', columns, target: 'class' })).message).toBe(
      'wide.csv: found 4501 inputs (each category is one); use at most 4096: ignore a column such as "town" (4500 categories).',
    );
  });
});
