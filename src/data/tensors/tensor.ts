/** A named array of numbers of a file, row-major. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** The number of elements of a shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** Whether every number is one of float32, so that 4 bytes hold it. */
export const fitsSingle = (values: Float64Array): boolean =>
  values.every((value) => Object.is(Math.fround(value), value));

/** Reads little-endian numbers; `undefined` if the type is unknown. The names are those of safetensors. */
export function numbersOf(type: string, bytes: Uint8Array): Float64Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = readers[type as keyof typeof readers] as (typeof readers)['F64'] | undefined;
  if (!reader || !Object.hasOwn(readers, type)) return undefined;
  const values = new Float64Array(bytes.length / bytesOf[type as keyof typeof readers]);
  for (let i = 0; i < values.length; i++) values[i] = reader(view, i);
  return values;
}

/** The bytes of one number. */
export const bytesOf = { F64: 8, F32: 4, F16: 2, BF16: 2 } as const;

const readers = {
  F64: (view: DataView, i: number) => view.getFloat64(8 * i, true),
  F32: (view: DataView, i: number) => view.getFloat32(4 * i, true),
  F16: (view: DataView, i: number) => half(view.getUint16(2 * i, true)),
  // The upper half of a float32.
  BF16: (view: DataView, i: number) => single(view.getUint16(2 * i, true) << 16),
} as const;

/** A float16 by its bits (IEEE 754). */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

const scratch = new DataView(new ArrayBuffer(4));
function single(bits: number): number {
  scratch.setInt32(0, bits);
  return scratch.getFloat32(0);
}
