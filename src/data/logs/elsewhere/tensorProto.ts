import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Calls `take` for each field of a message; what it does not read is skipped. */
export function fields(
  bytes: Uint8Array,
  take: (field: number, reader: BinaryReader, type: WireType) => boolean,
): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (!take(field, reader, type)) reader.skip(type);
  }
}

/** A tensor of numbers (tensorflow/core/framework/tensor.proto). */
export interface Tensor {
  readonly shape: readonly number[];
  /** Row-major; undefined if its elements are no floating-point numbers or integers. */
  readonly numbers: Float64Array | undefined;
}

/** How the elements of a type lie in a tensor's bytes: types.proto's number, bytes each, and how to read one. */
const types: Readonly<Record<number, readonly [number, (view: DataView, at: number) => number]>> = {
  1: [4, (view, at) => view.getFloat32(at, true)],
  2: [8, (view, at) => view.getFloat64(at, true)],
  3: [4, (view, at) => view.getInt32(at, true)],
  9: [8, (view, at) => Number(view.getBigInt64(at, true))],
};

/** More elements than this are no scalar and no histogram. */
const mostElements = 1_000_000;

/** Reads a TensorProto: its elements stand in its content, or one by one. */
export function readTensor(bytes: Uint8Array): Tensor {
  let type = 0;
  const shape: number[] = [];
  const listed: number[] = [];
  let content: Uint8Array | undefined;
  fields(bytes, (field, reader, wire) => {
    if (field === 1) type = reader.int32();
    else if (field === 2)
      fields(reader.bytes(), (inner, dimensions) => readDimension(inner, dimensions, shape));
    else if (field === 4) content = reader.bytes().slice();
    else if (field === 5) readAll(reader, wire, listed, () => reader.float());
    else if (field === 6) readAll(reader, wire, listed, () => reader.double());
    else if (field === 7) readAll(reader, wire, listed, () => reader.int32());
    else if (field === 10) readAll(reader, wire, listed, () => Number(reader.int64()));
    else return false;
    return true;
  });
  const size = shape.reduce((product, length) => product * length, 1);
  const layout = types[type];
  if (!layout || !(size >= 1 && size <= mostElements)) return { shape, numbers: undefined };
  if (content && content.length > 0) {
    const [width, read] = layout;
    if (content.length !== size * width) return { shape, numbers: undefined };
    const view = new DataView(content.buffer);
    return { shape, numbers: Float64Array.from({ length: size }, (_, i) => read(view, i * width)) };
  }
  if (listed.length === 0) return { shape, numbers: undefined };
  // Elements that are equal to the last one are left out at the end.
  return { shape, numbers: Float64Array.from({ length: size }, (_, i) => listed[i] ?? listed.at(-1)!) };
}

function readDimension(field: number, reader: BinaryReader, shape: number[]): boolean {
  if (field !== 2) return false;
  let size = 0;
  fields(reader.bytes(), (inner, dimension) => {
    if (inner !== 1) return false;
    size = Number(dimension.int64());
    return true;
  });
  shape.push(size);
  return true;
}

/** Numbers of a repeated field, packed or one by one. */
function readAll(reader: BinaryReader, wire: WireType, into: number[], read: () => number): void {
  if (wire !== WireType.LengthDelimited) {
    into.push(read());
    return;
  }
  const end = reader.uint32() + reader.pos;
  while (reader.pos < end && into.length < mostElements) into.push(read());
  reader.pos = end;
}
