import { zlibSync } from 'fflate';
import { coded, Problem, say } from '../../base/problem';
import { digestOf, marked, type Purpose } from '../marks';

/** The most numbers that a script holds; a file of more would open in no editor. */
export const mostEmbedded = 4_000_000;

/** The most numbers that stand in a file beside the script: what a page's memory takes. */
const mostBeside = 50_000_000;

/** Characters of a line of base64. */
const lineLength = 120;

/** An array of numbers that a script holds, by the name of its variable. */
export interface PackedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  /** `i4` for class indices. */
  readonly type: 'f4' | 'f8' | 'i4';
  /** The layer whose parameters they are; the output layer is the last. */
  readonly layer?: number;
}

/** For each array one before it with the same numbers, which are then written once. */
const twinsOf = (arrays: readonly PackedArray[]): readonly (PackedArray | undefined)[] =>
  arrays.map((array, i) => arrays.slice(0, i).find((other) => sameNumbers(array, other)));

/** How Python takes numbers: as tensors of PyTorch, or as arrays of NumPy. */
type Library = 'torch' | 'numpy';

/**
 * The numbers of an experiment as Python: compressed, in base64; for the page folded. If they are too many, they are read from
 * `numbers.npz` beside the script.
 *
 * @param beside the arrays of that file
 * @throws {Problem} there are too many for that too
 */
export function numbersCode(
  arrays: readonly PackedArray[],
  library: Library = 'torch',
  purpose: Purpose = 'file',
): { readonly code: string; readonly beside?: readonly PackedArray[] } {
  const twins = twinsOf(arrays);
  const count = arrays.reduce((sum, { values }, i) => sum + (twins[i] ? 0 : values.length), 0);
  const beside = count > mostEmbedded;
  checkCount(count);
  const lines = arrays.map((array, i) => {
    const twin = twins[i];
    const code = twin
      ? `${array.name} = ${twin.name}`
      : beside
        ? `${array.name} = stored('${array.name}', '${array.type === 'i4' ? 'int64' : 'float64'}')`
        : packed(array, purpose);
    return array.layer === undefined
      ? code
      : marked(code, { layers: [array.layer, array.layer + 1] }, purpose);
  });
  return {
    code: [beside ? storedCode(library) : unpackCode(library), '', '', lines.join('\n\n')].join('\n'),
    ...(beside ? { beside: arrays.filter((_, i) => !twins[i]) } : {}),
  };
}

const unpackCode = (library: Library): string =>
  [
    'def unpack(kind, shape, text):',
    '    """Numbers from compressed base64."""',
    ...(library === 'torch'
      ? [
          '    values = np.frombuffer(zlib.decompress(base64.b64decode(text)), kind).reshape(shape)',
          "    return torch.tensor(values.astype('int64' if 'i' in kind else 'float64'))",
        ]
      : ['    return np.frombuffer(zlib.decompress(base64.b64decode(text)), kind).reshape(shape)']),
  ].join('\n');

const storedCode = (library: Library): string =>
  [
    'def stored(name, kind):',
    '    """Numbers of numbers.npz, which belongs into the folder of this script."""',
    `    return ${library === 'torch' ? 'torch.tensor(NUMBERS[name].astype(kind))' : 'NUMBERS[name].astype(kind)'}`,
    '',
    '',
    "FOLDER = os.path.dirname(os.path.abspath(__file__)) if '__file__' in globals() else ''",
    "NUMBERS = np.load(os.path.join(FOLDER, 'numbers.npz'))",
  ].join('\n');

/** @throws {Problem} so many numbers are too many for any export */
export function checkCount(total: number): void {
  if (total > mostBeside)
    throw new Problem('tooLarge', {
      field: coded('pytorch', say('PyTorch script', 'PyTorch 脚本')),
      found: say(`${total} numbers (data and initial weights)`, `${total} 个数（数据与初始权重）`),
      allowed: say(`${mostBeside} in an export`, `导出中 ${mostBeside} 个`),
    });
}

/** Whether two arrays hold the same numbers. */
const sameNumbers = (a: PackedArray, b: PackedArray): boolean =>
  a.type === b.type &&
  a.shape.join() === b.shape.join() &&
  (a.values === b.values || Array.prototype.every.call(a.values, (value, i) => value === b.values[i]));

function packed({ name, shape, values, type }: PackedArray, purpose: Purpose): string {
  const dimensions = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const start = `${name} = unpack('<${type}', ${dimensions}, """`;
  return purpose === 'page'
    ? foldedNumbers(`${start}…""")`, values)
    : [start, packedText(values, type), '""")'].join('\n');
}

/** A line for the page in which the sign `…` stands for numbers. */
export const foldedNumbers = (line: string, values: ArrayLike<number>): string =>
  marked(line, { folded: { count: values.length, digest: digestOf(values) } }, 'page');

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
