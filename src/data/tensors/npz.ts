import { zipSync } from 'fflate';
import { Problem, say } from '../../base/problem';
import { byRows, npyHeader, type Refuse } from '../tables/npy';
import { openZip } from '../tables/zip';
import { bytesOf, fitsSingle, numbersOf, sizeOf, type Tensor } from './tensor';

const wanted = say(
  'an .npz file of float16, float32 or float64 arrays, as numpy.savez writes it',
  '由 numpy.savez 写出的 float16、float32 或 float64 数组的 .npz 文件',
);

const types: Readonly<Record<string, 'F64' | 'F32' | 'F16'>> = { '<f8': 'F64', '<f4': 'F32', '<f2': 'F16' };

/**
 * Reads the arrays of an .npz file (a zip archive of NumPy's .npy files, versions 1 to 3).
 *
 * @param limit the most bytes that the archive may unpack to
 * @throws {Problem} (rejects) an array is of another type or does not fit its header, or the archive is too large or damaged
 */
export async function readNpz(bytes: Uint8Array, name: string, limit: number): Promise<Tensor[]> {
  const refuse: Refuse = (en, chinese) => {
    throw new Problem('mismatch', { field: name, found: say(en, chinese), allowed: wanted });
  };
  const tensors: Tensor[] = [];
  let left = limit;
  for (const entry of openZip(bytes, name).values()) {
    if (!entry.name.endsWith('.npy')) continue;
    const content = await entry.read(left);
    left -= content.length;
    tensors.push(readArray(content, entry.name.replace(/\.npy$/, ''), refuse));
  }
  return tensors;
}

function readArray(bytes: Uint8Array, name: string, refuse: Refuse): Tensor {
  const short = name.slice(0, 60);
  const { descr, isFortran, shape, content } = npyHeader(bytes, short, refuse);
  const type = Object.hasOwn(types, descr) ? types[descr]! : undefined;
  if (!type)
    return refuse(
      `"${short}" is of the type ${descr.slice(0, 20) || 'object (a pickle)'}`,
      `“${short}”的类型为 ${descr.slice(0, 20) || 'object（pickle）'}`,
    );
  if (shape.some((one) => !Number.isSafeInteger(one)) || content.length !== sizeOf(shape) * bytesOf[type])
    return refuse(
      `"${short}" claims the shape (${shape.join(', ').slice(0, 60)}), but has other bytes`,
      `“${short}”声称形状为 (${shape.join(', ').slice(0, 60)})，但字节数不符`,
    );
  const values = numbersOf(type, content)!;
  return { name, shape, values: isFortran ? byRows(values, shape) : values };
}

/** Writes an .npz file as numpy.savez does: in float32 where that loses nothing, else in float64. */
export function writeNpz(tensors: readonly Tensor[]): Uint8Array<ArrayBuffer> {
  const single = tensors.every(({ values }) => fitsSingle(values));
  return zipSync(
    Object.fromEntries(
      tensors.map(({ name, shape, values }) => {
        const numbers = single ? Float32Array.from(values) : values.slice();
        return [`${name}.npy`, npyOf(shape, single ? '<f4' : '<f8', new Uint8Array(numbers.buffer))];
      }),
    ),
    { level: 0 },
  ) as Uint8Array<ArrayBuffer>;
}

function npyOf(shape: readonly number[], descr: string, content: Uint8Array): Uint8Array {
  const dimensions = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${dimensions}, }`;
  // The numbers begin at a multiple of 64; the header ends with a line feed.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const header = `${text.padEnd(length - 1)}\n`;
  const bytes = new Uint8Array(10 + length + content.length);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, length & 255, length >> 8]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(content, 10 + length);
  return bytes;
}
