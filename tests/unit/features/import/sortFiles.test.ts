import { readFileSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readPictures } from '../../../../src/data/pictures/readPictures';
import { idxDimensionsOf, isIdx, onIdxPair } from '../../../../src/features/import/idxPair';
import { idxPictures } from '../../../../src/features/import/idxPictures';
import { isDataArchive, sortFiles } from '../../../../src/features/import/sortFiles';
import { defaultExperiment } from '../../../../src/schema/presets';
import type { ImportSource, PictureSource } from '../../../../src/store/importing';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
const file = (path: string, content: string | Uint8Array = png) =>
  Object.assign(new File([content as BlobPart], path.replace(/^.*\//, '')), { path: `./${path}` });
const array = (name: string) => file(name, new Uint8Array(readFileSync(`tests/fixtures/arrays/${name}`)));
const tableOf = async (...files: File[]) => {
  const sorted = await sortFiles(files);
  expect(sorted.kind).toBe('table');
  return sorted.source as ImportSource;
};
const picturesOf = async (...files: File[]) => {
  const sorted = await sortFiles(files);
  expect(sorted.kind).toBe('pictures');
  return sorted.source as PictureSource;
};
const says = ({ notes }: { notes?: ImportSource['notes'] }) =>
  Object.fromEntries((notes ?? []).map(({ file, says }) => [file, says.en]));

test('of train and test tables one is the table, the other the test samples, in any order', async () => {
  for (const turn of [(files: File[]) => files, (files: File[]) => files.toReversed()]) {
    const source = await tableOf(
      ...turn([file('train.csv', 'a,b\n1,2\n3,4\n'), file('test.csv', 'a,b\n5,6\n')]),
    );
    expect([source.file, source.test?.name]).toEqual(['train.csv', 'test.csv']);
    expect(says(source)).toEqual({
      'train.csv': 'the table',
      'test.csv': 'the test samples, with the same columns',
    });
  }
  const third = await tableOf(file('a.csv', 'a,b\n1,2\n3,4\n'), file('b.csv', 'a,b\n1,2\n'));
  expect(says(third)['b.csv']).toMatch(/^not used: one table, and one for testing/);
  expect(says(await tableOf(file('contest.csv', 'a,b\n1,2\n')))).toEqual({});
});

test('arrays belong together by their rows and names; each file is told of', async () => {
  const source = await tableOf(array('y_train.npy'), array('X_train.npy'), file('notes.txt', 'by hand'));
  expect(source.also).toHaveLength(1);
  expect(says(source)).toEqual({
    'X_train.npy': 'inputs, 30 × 4',
    'y_train.npy': 'targets, 30',
    'notes.txt': 'not used: neither a picture nor part of the table',
  });
});

test('pictures have the class of their folder, and those below a folder for testing are test samples', async () => {
  const paths = ['train/cats/1.png', 'train/dogs/1.png', 'test/cats/9.png'].map((path) => `pets/${path}`);
  const { pictures, file: name } = await picturesOf(
    ...paths.map((path) => file(path)),
    file('pets/.DS_Store', 'x'),
  );
  expect(name).toBe('pets');
  expect(pictures.map(({ className, isTest }) => [className, isTest])).toEqual([
    ['cats', true],
    ['cats', false],
    ['dogs', false],
  ]);
  // The same in a zip archive.
  const packed = zipSync(Object.fromEntries(paths.map((path) => [path, png])));
  expect((await picturesOf(file('pets.zip', packed))).pictures).toHaveLength(3);
});

test('pictures without folders are refused with what to do', async () => {
  await expect(sortFiles([file('a.png'), file('b.png')])).rejects.toThrow(
    /2 images in no folder; use one folder of images for each class/,
  );
});

test('pictures of arrays become images with their labels as classes, and draw no more than asked', async () => {
  const source = await picturesOf(array('pictures.npz'));
  expect(source.pixels).toEqual({ width: 5, height: 6, channels: 1 });
  const choices = { width: 5, height: 6, channels: 1, most: 12 } as const;
  const { images, classNames, left } = await readPictures(source, choices, undefined);
  expect(left).toEqual([]);
  expect(classNames).toEqual(['4', '5', '6']);
  expect([...images.subarray(0, 16)]).toEqual([0, 0, 8, 3, 0, 0, 0, 12, 0, 0, 0, 6, 0, 0, 0, 5]);
  const fewer = await readPictures(source, { ...choices, most: 7 }, undefined);
  expect(fewer.labels[7]).toBe(7);
});

test('archives of data are told from weights and from the lab’s library', async () => {
  const zip = (...names: string[]) =>
    file('a.zip', zipSync(Object.fromEntries(names.map((name) => [name, png]))));
  expect(await isDataArchive(zip('x_train.npy', 'y_train.npy'))).toBe(true);
  expect(await isDataArchive(zip('hidden.0.weight.npy', 'hidden.0.bias.npy'))).toBe(false);
  expect(await isDataArchive(zip('library.json', 'a/run.json'))).toBe(false);
  expect(await isDataArchive(zip('cats/1.png', 'dogs/1.png'))).toBe(true);
  expect(await isDataArchive(file('a.zip', 'nothing'))).toBe(false);
});

const idx = (shape: readonly number[], bytes: readonly number[]) =>
  Uint8Array.from([0, 0, 8, shape.length, ...shape.flatMap((length) => [0, 0, 0, length]), ...bytes]);
const four = (side: number, count: number, from: number) =>
  idx(
    [count, side, side],
    Array.from({ length: count * side * side }, (_, i) => (from + i) % 256),
  );

test('IDX files are known by their content, gzipped or not; by their name only when they are no text', async () => {
  const labels = idx([3], [1, 2, 1]);
  expect(await idxDimensionsOf(file('a.bin', labels))).toBe(1);
  expect(await isIdx(file('a.bin', gzipSync(four(2, 3, 0))))).toBe(true);
  expect(await isIdx(file('idx.csv', 'a,b\n1,2\n'))).toBe(false);
  expect(await isIdx(file('train-images-idx3-ubyte.gz', gzipSync(four(20, 9, 0)).slice(0, 12)))).toBe(true);
  expect(await isIdx(file('train-images-idx3-ubyte.gz', '<!DOCTYPE html><html></html>'))).toBe(true);
});

test('a pair of IDX files is taken in any order and under any name; damaged images are told before they replace the data', async () => {
  const spec = defaultExperiment();
  const labels = file('b.bin', gzipSync(idx([3], [1, 2, 1])));
  const whole = gzipSync(four(20, 3, 0));
  const members = Uint8Array.from([
    ...gzipSync(four(20, 3, 0).slice(0, 700)),
    ...gzipSync(four(20, 3, 0).slice(700)),
  ]);
  for (const images of [four(20, 3, 0), whole, members]) {
    const { data } = await onIdxPair(spec, [labels, file('a.bin', images)]);
    expect(data).toMatchObject({ kind: 'idx', images: { name: 'a.bin' }, labels: { name: 'b.bin' } });
  }
  for (const [images, sentence] of [
    [whole.slice(0, -20), 'a.bin: the gzip archive is'],
    [four(20, 3, 0).slice(0, 900), 'a.bin: it is cut short, 884 of the 1200 bytes of 3 × 20 × 20'],
    [Buffer.from('<!DOCTYPE html><html></html>'), 'a.bin: it is a web page, not an IDX file'],
  ] as const) {
    await expect(onIdxPair(spec, [labels, file('a.bin', images)])).rejects.toThrow(sentence);
  }
});

test('of MNIST’s four files the large pair trains and the other tests, whatever their order; each is told of', async () => {
  const files = [
    file('t10k-images-idx3-ubyte.gz', gzipSync(four(2, 3, 100))),
    file('t10k-labels-idx1-ubyte.gz', gzipSync(idx([3], [7, 9, 9]))),
    file('train-images-idx3-ubyte', four(2, 4, 0)),
    file('train-labels-idx1-ubyte', idx([4], [9, 7, 7, 9])),
    file('more-labels-idx1-ubyte', idx([5], [1, 1, 1, 1, 1])),
  ];
  const set = await idxPictures(files);
  expect(set.pictures.map(({ className, isTest }) => `${className}${isTest ? ' test' : ''}`)).toEqual([
    ...['9', '7', '7', '9', '7 test', '9 test', '9 test'],
  ]);
  expect([...(await set.pictures[4]!.read())]).toEqual([100, 101, 102, 103]);
  expect(set.pixels).toEqual({ width: 2, height: 2, channels: 1 });
  expect(says(set)).toEqual({
    't10k-images-idx3-ubyte.gz': 'images of the test set, 3 × 2 × 2',
    't10k-labels-idx1-ubyte.gz': 'labels of the test set, 3',
    'train-images-idx3-ubyte': 'images, 4 × 2 × 2',
    'train-labels-idx1-ubyte': 'labels, 4',
    'more-labels-idx1-ubyte': 'not used, 5',
  });
  await expect(idxPictures(files.slice(2, 3))).rejects.toThrow('no images with a label for each');
});
