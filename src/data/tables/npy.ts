/** A NumPy array, by rows. */
export interface NumpyArray {
  readonly shape: readonly number[];
  /** NumPy's name of the type, e.g. `<f8`, `|u1`, `<U12`. */
  readonly type: string;
  readonly values: ArrayLike<number> | readonly string[];
}

/** The reason why a file is no array that can be read, in English and Chinese. */
export type Refuse = (en: string, chinese: string) => never;

const magic = '\x93NUMPY';

/** The header of an .npy file, versions 1 to 3, and the bytes of its values. */
export function npyHeader(bytes: Uint8Array, name: string, refuse: Refuse) {
  const head = String.fromCharCode(...bytes.subarray(0, 6));
  const version = bytes[6] ?? 0;
  if (bytes.length < 12 || head !== magic || version < 1 || version > 3)
    return refuse(`"${name}" is no NumPy array`, `“${name}”不是 NumPy 数组`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, length] = version === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const shape = (/'shape':\s*\(([\d\s,]*)\)/.exec(header)?.[1] ?? 'x')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
  return {
    descr: /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '',
    isFortran: /'fortran_order':\s*True/.test(header),
    shape,
    content: bytes.subarray(start + length),
  };
}

/** The last code point of Unicode. */
const lastLetter = 0x10ffff;

/** Readers of little-endian numbers by NumPy's names: the bytes of one, and how it is read. */
const readers: Readonly<
  Record<string, readonly [bytes: number, read: (view: DataView, at: number) => number]>
> = {
  b1: [1, (view, at) => view.getUint8(at)],
  u1: [1, (view, at) => view.getUint8(at)],
  i1: [1, (view, at) => view.getInt8(at)],
  u2: [2, (view, at) => view.getUint16(at, true)],
  i2: [2, (view, at) => view.getInt16(at, true)],
  u4: [4, (view, at) => view.getUint32(at, true)],
  i4: [4, (view, at) => view.getInt32(at, true)],
  u8: [8, (view, at) => Number(view.getBigUint64(at, true))],
  i8: [8, (view, at) => Number(view.getBigInt64(at, true))],
  f4: [4, (view, at) => view.getFloat32(at, true)],
  f8: [8, (view, at) => view.getFloat64(at, true)],
};

/**
 * Reads an .npy file of numbers, truth values or fixed-length texts (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 * @param name the array's name, for error messages
 * @param refuse throws: the file is damaged, or its type is not read (pickles, complex numbers, big-endian)
 */
export function readNpy(bytes: Uint8Array, name: string, refuse: Refuse): NumpyArray {
  const { descr, isFortran, shape, content } = npyHeader(bytes, name, refuse);
  const size = shape.reduce((product, length) => product * length, 1);
  const shapeText = (shape.join(', ') || '–').slice(0, 60);
  const lies = () =>
    refuse(
      `"${name}" claims the shape (${shapeText}), but has other bytes`,
      `“${name}”声称形状为 (${shapeText})，但字节数不符`,
    );
  if (!Number.isSafeInteger(size)) return lies();
  const [, code = '', width = ''] = /^[<|=]([A-Za-z])(\d+)$/.exec(descr) ?? [];
  const reader = readers[code + width];
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (reader) {
    const [step, read] = reader;
    if (content.length !== size * step) return lies();
    const values = code === 'u' && step === 1 ? content : new Float64Array(size);
    if (values !== content) for (let i = 0; i < size; i++) values[i] = read(view, i * step);
    return { shape, type: descr, values: isFortran ? byRows(values, shape) : values };
  }
  if (code === 'U' || code === 'S') {
    const step = Number(width) * (code === 'U' ? 4 : 1);
    // Texts of no letters take no bytes, however many the header claims.
    if (step === 0 || content.length !== size * step) return lies();
    const text = (at: number) => {
      let letters = '';
      for (let k = 0; k < Number(width); k++) {
        const letter = code === 'U' ? view.getUint32(at + 4 * k, true) : view.getUint8(at + k);
        if (letter > lastLetter)
          return refuse(`"${name}" holds no text that can be read`, `“${name}”所含的文本无法读取`);
        if (letter > 0) letters += String.fromCodePoint(letter);
      }
      return letters;
    };
    return { shape, type: descr, values: Array.from({ length: size }, (_, i) => text(i * step)) };
  }
  const type = descr.slice(0, 20) || 'object (a pickle)';
  return refuse(
    `"${name}" is of the type ${type}`,
    `“${name}”的类型为 ${descr.slice(0, 20) || 'object（pickle）'}`,
  );
}

/** The values of an array in Fortran's order, by rows: there the first index runs fastest. */
export function byRows(values: ArrayLike<number>, shape: readonly number[]): Float64Array {
  const turned = new Float64Array(values.length);
  const index = shape.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    let at = 0;
    for (let k = shape.length - 1; k >= 0; k--) at = at * shape[k]! + index[k]!;
    turned[i] = values[at]!;
    for (let k = shape.length - 1; k >= 0 && ++index[k]! === shape[k]; k--) index[k] = 0;
  }
  return turned;
}
