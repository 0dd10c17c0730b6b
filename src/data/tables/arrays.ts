import { Problem, say } from '../../base/problem';
import { importLimits } from '../sets/limits';
import { type NumpyArray, type Refuse, readNpy } from './npy';
import { writtenTable } from './writtenTable';
import { openZip } from './zip';

/** An array of a file by its name: that of the .npy file, in an archive or alone. */
export interface NamedArray extends NumpyArray {
  readonly name: string;
}

/** The arrays of one part of the data: inputs `[n, …]`, and targets `[n]` if there are any. */
export interface ArrayPair {
  readonly inputs: NamedArray;
  readonly targets?: NamedArray;
}

/** The largest number of values that become a table's cells. */
const mostCells = 6_000_000;

/** Refuses arrays of a file. */
export const arrayProblem =
  (file: string): Refuse =>
  (en, chinese) => {
    throw new Problem('mismatch', {
      field: file,
      found: say(en, chinese),
      allowed: say(
        'whole .npy or .npz files of numbers or texts, as numpy.save and numpy.savez write them',
        '由 numpy.save 或 numpy.savez 写出的完整的数值或文本 .npy、.npz 文件',
      ),
    });
  };

/** The array of an .npy file. */
export const arrayIn = (bytes: Uint8Array, file: string): NamedArray => {
  const name = nameOf(file);
  return { name, ...readNpy(bytes, name, arrayProblem(file)) };
};

/** The arrays of an .npz file. @throws Problem (rejects) if it is damaged or too large */
export async function arraysIn(bytes: Uint8Array, file: string): Promise<NamedArray[]> {
  const arrays: NamedArray[] = [];
  let left: number = 2 * importLimits.bytes;
  for (const entry of openZip(bytes, file).values()) {
    if (!/\.npy$/i.test(entry.name)) continue;
    const content = await entry.read(left);
    left -= content.length;
    const name = nameOf(entry.name);
    arrays.push({ name, ...readNpy(content, name, arrayProblem(file)) });
  }
  return arrays;
}

const nameOf = (path: string) =>
  path
    .replace(/^.*\//, '')
    .replace(/\.npy$/i, '')
    .slice(0, 60);

const ofTests = ({ name }: NamedArray) => /(?:^|[^a-z])(?:test|val|valid|validation)(?:[^a-z]|$)/i.test(name);
const ofTargets = ({ name }: NamedArray) =>
  /^(?:y|labels?|targets?|class(?:es)?|outputs?)(?:[^a-z]|$)/i.test(name) ||
  /(?:^|_)(?:y|labels?|targets?)$/i.test(name);
const isFlat = ({ shape }: NamedArray) => shape.length === 1 || (shape.length === 2 && shape[1] === 1);

/**
 * Finds inputs and targets among arrays: targets have one value for each row of the inputs, and names such as y or labels;
 * arrays named after testing are the test samples.
 * @throws Problem if nothing fits together
 */
export function pairsOf(
  arrays: readonly NamedArray[],
  file: string,
): { readonly train: ArrayPair; readonly test?: ArrayPair } {
  const main = arrays.filter((array) => !ofTests(array));
  const tests = arrays.filter(ofTests);
  const train = pairOf(main.length > 0 ? main : tests);
  const refuse = arrayProblem(file);
  if (!train) return refuse('no array has a row for each sample', '没有按样本逐行存放的数组');
  const test = main.length > 0 ? pairOf(tests) : undefined;
  const fits = test && test.inputs.shape.slice(1).join() === train.inputs.shape.slice(1).join();
  if (test && !fits) {
    const [a, b] = [train, test].map(({ inputs }) => `${inputs.name} (${inputs.shape.join(', ')})`);
    return refuse(`${a} and ${b} have different columns`, `${a} 与 ${b} 的列不同`);
  }
  const hasBoth = test && (test.targets === undefined) === (train.targets === undefined);
  return hasBoth ? { train, test } : { train };
}

function pairOf(arrays: readonly NamedArray[]): ArrayPair | undefined {
  const rows = arrays.filter(({ shape }) => shape.length > 0 && shape[0]! > 1);
  const wide = rows.filter((array) => !isFlat(array) || !ofTargets(array));
  const [inputs] = wide.sort((a, b) => b.values.length - a.values.length || b.shape.length - a.shape.length);
  if (!inputs) return undefined;
  const others = rows.filter(
    (array) => array !== inputs && isFlat(array) && array.shape[0] === inputs.shape[0],
  );
  const targets = others.find(ofTargets) ?? others[0];
  return targets ? { inputs, targets } : { inputs };
}

/** Whether arrays are pictures with labels: bytes `[n, height, width]` or `[n, height, width, channels]`. */
export const arePictures = ({ inputs, targets }: ArrayPair): boolean =>
  targets !== undefined &&
  /u1$/.test(inputs.type) &&
  (inputs.shape.length === 3 ||
    (inputs.shape.length === 4 && (inputs.shape[3] === 1 || inputs.shape[3] === 3)));

/** Writes a pair as the text of a table with the columns x1, x2 …, and y. @throws Problem if it is too large */
export function pairText({ inputs, targets }: ArrayPair, file: string): string {
  const rows = inputs.shape[0]!;
  const columns = inputs.values.length / rows;
  if (inputs.values.length > mostCells || columns > importLimits.columns) {
    const shape = inputs.shape.join(' × ');
    const [most, width] = [mostCells, importLimits.columns];
    throw new Problem('tooLarge', {
      field: file,
      found: say(`${inputs.name} of ${shape} numbers`, `${inputs.name}：${shape} 个数`),
      allowed: say(`${most} numbers in ${width} columns`, `${most} 个数、${width} 列`),
    });
  }
  return writtenTable(rowsOf(), file);

  function* rowsOf(): Generator<string[]> {
    const names = Array.from({ length: columns }, (_, j) => `x${j + 1}`);
    yield [...names, ...(targets ? ['y'] : [])];
    for (let row = 0; row < rows; row++) {
      const cells = names.map((_, j) => cell(inputs.values[row * columns + j]!));
      if (targets) cells.push(cell(targets.values[row]!));
      yield cells;
    }
  }
}

const cell = (value: number | string): string =>
  typeof value === 'string' || Number.isFinite(value) ? String(value) : '';
