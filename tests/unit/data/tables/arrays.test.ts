import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { arePictures, arrayIn, arraysIn, pairsOf } from '../../../../src/data/tables/arrays';
import { openTable } from '../../../../src/data/tables/openTable';
import { readTable } from '../../../../src/data/tables/readTable';
import numpy from '../../../fixtures/arrays/numpy.json';

const bytesOf = (name: string) => new Uint8Array(readFileSync(`tests/fixtures/arrays/${name}`));

test('arrays of numbers, texts and bytes are numpy’s, whatever the order of their indices', async () => {
  expect([...(arrayIn(bytesOf('X_train.npy'), 'X').values as Float64Array)]).toEqual(numpy.inputs);
  expect(arrayIn(bytesOf('y_train.npy'), 'y').values).toEqual(numpy.labels);
  const cube = arrayIn(bytesOf('cube.npy'), 'cube.npy');
  expect(cube.shape).toEqual([2, 3, 4]);
  expect([...(cube.values as Float64Array)]).toEqual(numpy.cube);
  const arrays = await arraysIn(bytesOf('numbers.npz'), 'numbers.npz');
  expect(arrays.map(({ name }) => name).sort()).toEqual(['x_test', 'x_train', 'y_test', 'y_train']);
  expect([...(arrays.find(({ name }) => name === 'x_train')!.values as Float64Array)]).toEqual(numpy.inputs);
});

test('a pair of files is one table, whose target is the labels', async () => {
  const labels = { name: 'y_train.npy', bytes: bytesOf('y_train.npy') };
  const { text, given } = await openTable(bytesOf('X_train.npy'), 'X_train.npy', undefined, [labels]);
  const reading = readTable(text, given, 'X_train.npy');
  expect(reading.columns.map(({ name }) => name)).toEqual(['x1', 'x2', 'x3', 'x4', 'y']);
  expect(reading).toMatchObject({ rows: 30, target: 4, task: 'classification' });
  expect(reading.classes.map(({ name }) => name)).toEqual(['birch', 'maple', 'oak']);
  expect([...reading.columns[1]!.numbers.slice(0, 2)]).toEqual([numpy.inputs[1], numpy.inputs[5]]);
});

test('an archive with arrays for testing gives the test rows', async () => {
  const { text, test: tests, given } = await openTable(bytesOf('numbers.npz'), 'numbers.npz');
  const reading = readTable(text, given, 'numbers.npz', { text: tests!, file: 'numbers.npz' });
  expect(reading).toMatchObject({ rows: 36, firstTest: 30, task: 'classification' });
});

test('bytes in rows and columns with labels are pictures', async () => {
  const pair = pairsOf(await arraysIn(bytesOf('pictures.npz'), 'pictures.npz'), 'pictures.npz');
  expect(arePictures(pair.train)).toBe(true);
  expect(pair.train.inputs.shape).toEqual([12, 6, 5]);
  expect([...(pair.train.inputs.values as Uint8Array)]).toEqual(numpy.pictures);
  const numbers = pairsOf(await arraysIn(bytesOf('numbers.npz'), 'numbers.npz'), 'numbers.npz');
  expect(arePictures(numbers.train)).toBe(false);
});

test.each([
  [
    'a table',
    {
      'notes/README.txt': 'Leaves of 2024, measured by hand and then typed.',
      'leaves.csv': 'a,b\n1,x\n2,y\n',
    },
  ],
  ['the largest of several', { 'small.csv': 'u,v\n1,2\n', 'leaves.csv': 'a,b\n1,x\n2,y\n3,x\n' }],
])('a zip archive with %s opens it', async (_, files) => {
  const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  expect(await openTable(zipSync(packed), 'data.zip')).toMatchObject({
    inside: 'leaves.csv',
    text: files['leaves.csv'],
  });
});

const zipped = zipSync({ 'leaves.csv': Buffer.from('length,width\n'.repeat(400)) });
test.each([
  [
    'a cut archive',
    zipped.slice(0, -30),
    'a.zip: not a zip file, or damaged; use a whole zip file: save or download it again.',
  ],
  [
    'a changed archive',
    zipped.map((byte, i) => (i > 45 && i < 60 ? byte ^ 255 : byte)),
    'a.zip: not a zip file, or damaged',
  ],
  [
    'a cut array',
    bytesOf('X_train.npy').slice(0, 300),
    '"a.zip" claims the shape (30, 4), but has other bytes',
  ],
  [
    'an archive without data',
    zipSync({ 'a.exe': Uint8Array.of(1, 2) }),
    'a.zip: a zip archive without a table',
  ],
  [
    'pictures, which are no table',
    zipSync({ 'cats/1.png': Uint8Array.of(1), 'dogs/1.png': Uint8Array.of(2) }),
    'a.zip: a zip archive of 2 images; use data of the kind idx',
  ],
])('%s is told as what it is', async (_, bytes, sentence) => {
  await expect(openTable(bytes, 'a.zip')).rejects.toThrow(sentence);
});
