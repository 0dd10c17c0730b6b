import { zlibSync } from 'fflate';
import { Problem, say } from '../../base/problem';

/** The most numbers that a script holds; a file of more would open in no editor. */
const mostNumbers = 4_000_000;

/** Characters of a line of base64. */
const lineLength = 120;

/** An array of numbers that a script holds, by the name of its variable. */
export interface PackedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  /** `i4` for class indices. */
  readonly type: 'f4' | 'f8' | 'i4';
}

/**
 * The numbers of an experiment as Python: compressed, in base64.
 *
 * @throws {Problem} there are too many for one file
 */
export function numbersCode(arrays: readonly PackedArray[]): string {
  const first = arrays.map((array, i) => arrays.slice(0, i).find((other) => sameNumbers(array, other)));
  checkCount(arrays.reduce((sum, { values }, i) => sum + (first[i] ? 0 : values.length), 0));
  return arrays
    .map((array, i) => (first[i] ? `${array.name} = ${first[i].name}` : packed(array)))
    .join('\n\n');
}

/** @throws {Problem} so many numbers are too many for one file */
export function checkCount(total: number): void {
  if (total > mostNumbers)
    throw new Problem('tooLarge', {
      field: 'pytorch',
      found: say(`${total} numbers (data and initial weights)`, `${total} 个数（数据与初始权重）`),
      allowed: say(
        `${mostNumbers} in one Python file; the map’s PyTorch + Dask folder takes more`,
        `单个 Python 文件 ${mostNumbers} 个；相图的 PyTorch + Dask 文件夹可容纳更多`,
      ),
    });
}

/** Whether two arrays hold the same numbers, which are then written once. */
const sameNumbers = (a: PackedArray, b: PackedArray): boolean =>
  a.type === b.type &&
  a.shape.join() === b.shape.join() &&
  (a.values === b.values || Array.prototype.every.call(a.values, (value, i) => value === b.values[i]));

function packed({ name, shape, values, type }: PackedArray): string {
  const dimensions = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  return [`${name} = unpack('<${type}', ${dimensions}, """`, packedText(values, type), '""")'].join('\n');
}

/** Numbers, compressed, as lines of base64. */
export function packedText(values: ArrayLike<number>, type: PackedArray['type']): string {
  const bytes =
    type === 'i4'
      ? Int32Array.from(values)
      : type === 'f4'
        ? Float32Array.from(values)
        : Float64Array.from(values);
  const text = base64(zlibSync(new Uint8Array(bytes.buffer), { level: 9 }));
  return (text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? ['']).join('\n');
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  return btoa(parts.join(''));
}
