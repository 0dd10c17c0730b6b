import { Problem, say } from '../../base/problem';
import { bytesOf, fitsSingle, numbersOf, sizeOf, type Tensor } from './tensor';

/** The largest header, as in the format's own library. */
const largestHeader = 100_000_000;

const wanted = say(
  'a safetensors file of F64, F32, F16 or BF16 tensors, as safetensors.torch.save_file writes it',
  '由 safetensors.torch.save_file 写出的 F64、F32、F16 或 BF16 张量的 safetensors 文件',
);

/**
 * Reads a safetensors file: the length of the header in 8 bytes, the header in JSON, the numbers. Every claim of the header is
 * checked before anything is read by it.
 *
 * @returns the tensors in the order of the file's bytes
 * @throws {Problem} the header is not true
 */
export function readSafetensors(bytes: Uint8Array, name: string): Tensor[] {
  const refuse = (en: string, chinese: string): never => {
    throw new Problem('mismatch', { field: name, found: say(en, chinese), allowed: wanted });
  };
  if (bytes.length < 8) refuse('the file is shorter than its own head', '文件比自身的头部还短');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > Math.min(largestHeader, bytes.length - 8))
    refuse(
      `the header claims ${length} bytes, the file has ${bytes.length - 8} behind its head`,
      `头部声称有 ${length} 字节，而文件其后只有 ${bytes.length - 8} 字节`,
    );
  const body = bytes.subarray(8 + length);
  return entriesOf(bytes.subarray(8, 8 + length), refuse)
    .map(([tensor, entry]) => ({ tensor, ...claimsOf(tensor, entry, body.length, refuse) }))
    .toSorted((a, b) => a.start - b.start)
    .map(({ tensor, type, shape, start, end }, i, all) => {
      if (start !== (i === 0 ? 0 : all[i - 1]!.end) || (i === all.length - 1 && end !== body.length))
        refuse(
          `the bytes of "${tensor}" overlap others or leave a gap`,
          `“${tensor}”的字节与其他张量重叠或留有空隙`,
        );
      return { name: tensor, shape, values: numbersOf(type, body.slice(start, end))! };
    });
}

type Refuse = (en: string, chinese: string) => never;

/** The tensors of a header: everything but its metadata. */
function entriesOf(header: Uint8Array, refuse: Refuse): [string, unknown][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(header));
  } catch {
    return refuse('the header is not JSON', '头部不是 JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return refuse('the header is no JSON object', '头部不是 JSON 对象');
  return Object.entries(parsed).filter(([name]) => name !== '__metadata__');
}

/** What the header says of a tensor, held against itself and the file. */
function claimsOf(name: string, entry: unknown, bytes: number, refuse: Refuse) {
  const { dtype, shape, data_offsets } = (entry ?? {}) as Record<string, unknown>;
  const short = name.slice(0, 60);
  const whole = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((one) => Number.isSafeInteger(one) && one >= 0);
  if (typeof dtype !== 'string' || !Object.hasOwn(bytesOf, dtype))
    return refuse(
      `"${short}" is of the type ${String(dtype).slice(0, 20)}`,
      `“${short}”的类型为 ${String(dtype).slice(0, 20)}`,
    );
  if (!whole(shape) || !whole(data_offsets) || data_offsets.length !== 2)
    return refuse(`"${short}" has no shape or no place`, `“${short}”没有形状或位置`);
  const type = dtype as keyof typeof bytesOf;
  const [start, end] = data_offsets as [number, number];
  if (end > bytes || start > end || end - start !== sizeOf(shape) * bytesOf[type])
    return refuse(
      `"${short}" claims the shape [${shape.join(', ').slice(0, 60)}] and the bytes ${start} to ${end} of ${bytes}, which can't be`,
      `“${short}”声称形状为 [${shape.join(', ').slice(0, 60)}]、占 ${bytes} 字节中的 ${start} 到 ${end}，这不可能`,
    );
  return { type, shape, start, end };
}

/** Writes a safetensors file: in float32 where that loses nothing, else in float64. */
export function writeSafetensors(tensors: readonly Tensor[]): Uint8Array<ArrayBuffer> {
  const single = tensors.every(({ values }) => fitsSingle(values));
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  const parts = tensors.map(({ name, shape, values }) => {
    const numbers = single ? Float32Array.from(values) : values.slice();
    header[name] = { dtype: single ? 'F32' : 'F64', shape, data_offsets: [at, at + numbers.byteLength] };
    at += numbers.byteLength;
    return new Uint8Array(numbers.buffer);
  });
  const text = JSON.stringify(header);
  // The numbers begin at a multiple of 8.
  const head = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const file = new Uint8Array(8 + head.length + at);
  new DataView(file.buffer).setBigUint64(0, BigInt(head.length), true);
  file.set(head, 8);
  let place = 8 + head.length;
  for (const part of parts) {
    file.set(part, place);
    place += part.length;
  }
  return file;
}
