import { Problem, say } from '../../../base/problem';
import type { LogQuantity } from '../quantities';
import { meaningOf, type Points } from './points';
import { fields, readTensor, type Tensor } from './tensorProto';

/**
 * TensorBoard's event files: records of a length, its checksum, an Event message and its checksum (tensorflow/core/lib/io/
 * record_writer.h, util/event.proto, framework/summary.proto).
 */

/** Bytes that are read at once. */
const sliceBytes = 8 * 1024 * 1024;

/** A record longer than this is no event of numbers. */
const mostBytes = 256 * 1024 * 1024;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32C, masked as record files mask it. */
export function maskedCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** Whether bytes begin with a record of an event file. */
export function isEventFile(head: Uint8Array): boolean {
  if (head.length < 12) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  return view.getUint32(8, true) === maskedCrc(head.subarray(0, 8));
}

/**
 * Reads an event file in slices.
 *
 * @returns whether its last record is cut off
 * @throws {Problem} a checksum is wrong
 */
export async function readEvents(
  file: Blob,
  name: string,
  points: Points,
  onProgress?: (share: number) => void,
  bytesAtOnce = sliceBytes,
): Promise<boolean> {
  let rest = new Uint8Array(0);
  let records = 0;
  const plugins: Plugins = new Map();
  const damaged = () =>
    new Problem('mismatch', {
      field: name,
      found: say(`the checksum of record ${records} is wrong`, `第 ${records} 条记录的校验和不符`),
      allowed: say('an undamaged event file of TensorBoard', '完好的 TensorBoard 事件文件'),
    });
  for (let start = 0; start < file.size; start += bytesAtOnce) {
    const slice = new Uint8Array(await file.slice(start, start + bytesAtOnce).arrayBuffer());
    const bytes = new Uint8Array(rest.length + slice.length);
    bytes.set(rest);
    bytes.set(slice, rest.length);
    const view = new DataView(bytes.buffer);
    let at = 0;
    while (at + 12 <= bytes.length) {
      if (view.getUint32(at + 8, true) !== maskedCrc(bytes.subarray(at, at + 8))) throw damaged();
      const length = Number(view.getBigUint64(at, true));
      if (length > mostBytes) throw damaged();
      if (at + 16 + length > bytes.length) break;
      const data = bytes.subarray(at + 12, at + 12 + length);
      if (view.getUint32(at + 12 + length, true) !== maskedCrc(data)) throw damaged();
      readEvent(data, points, plugins);
      records++;
      at += 16 + length;
    }
    rest = bytes.slice(at);
    onProgress?.(Math.min(1, (start + slice.length) / file.size));
  }
  return rest.length > 0;
}

/** Names of the plugins by tag: an event file tells them with a tag's first value only. */
type Plugins = Map<string, string>;

function readEvent(bytes: Uint8Array, points: Points, plugins: Plugins): void {
  let step = 0;
  const summaries: Uint8Array[] = [];
  fields(bytes, (field, reader) => {
    if (field === 2) step = Number(reader.int64());
    else if (field === 5) summaries.push(reader.bytes());
    else return false;
    return true;
  });
  for (const summary of summaries)
    fields(summary, (field, reader) => {
      if (field !== 1) return false;
      readValue(reader.bytes(), step, points, plugins);
      return true;
    });
}

function readValue(bytes: Uint8Array, step: number, points: Points, plugins: Plugins): void {
  let tag = '';
  let scalar: number | undefined;
  let histogram: Histogram | undefined;
  let tensor: Tensor | undefined;
  fields(bytes, (field, reader) => {
    if (field === 1) tag = reader.string();
    else if (field === 2) scalar = reader.float();
    else if (field === 5) histogram = readHistogram(reader.bytes());
    else if (field === 8) tensor = readTensor(reader.bytes());
    else if (field === 9) {
      const plugin = pluginOf(reader.bytes());
      if (plugin) plugins.set(tag, plugin);
    } else return false;
    return true;
  });
  if (tensor) {
    // What TensorFlow 2 writes for scalars and histograms.
    const plugin = plugins.get(tag);
    const { shape, numbers } = tensor;
    if ((plugin ?? 'scalars') === 'scalars' && numbers?.length === 1) scalar = numbers[0];
    else if ((plugin ?? 'histograms') === 'histograms' && numbers && shape.at(-1) === 3) {
      histogram = ofBuckets(numbers);
      points.estimate(tag);
    } else points.leaveOut(tag);
  }
  if (scalar !== undefined) points.add(tag, step, scalar);
  if (histogram) addHistogram(tag, step, histogram, points);
}

/** The plugin that a value's metadata names. */
function pluginOf(metadata: Uint8Array): string {
  let name = '';
  fields(metadata, (field, reader) => {
    if (field !== 1) return false;
    fields(reader.bytes(), (inner, data) => {
      if (inner !== 1) return false;
      name = data.string();
      return true;
    });
    return true;
  });
  return name;
}

interface Histogram {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

function readHistogram(bytes: Uint8Array): Histogram {
  let [count, sum, squares] = [0, 0, 0];
  fields(bytes, (field, reader) => {
    if (field === 3) count = reader.double();
    else if (field === 4) sum = reader.double();
    else if (field === 5) squares = reader.double();
    else return false;
    return true;
  });
  return { count, sum, squares };
}

/** The sums of a histogram `[buckets, 3]` of left edge, right edge and count, whose numbers lie evenly in their buckets. */
function ofBuckets(numbers: Float64Array): Histogram {
  let [count, sum, squares] = [0, 0, 0];
  for (let i = 0; i + 2 < numbers.length; i += 3) {
    const [left, right, here] = numbers.subarray(i, i + 3) as unknown as [number, number, number];
    count += here;
    sum += (here * (left + right)) / 2;
    squares += (here * (left * left + left * right + right * right)) / 3;
  }
  return { count, sum, squares };
}

/** A histogram holds the sum and the sum of squares: the norm of gradients and weights, mean and deviation of activations. */
function addHistogram(tag: string, step: number, { count, sum, squares }: Histogram, points: Points): void {
  const isOf = (pattern: RegExp) => pattern.test(tag);
  const norm = Math.sqrt(squares);
  const put = (metric: string, value: number) => {
    const path = tag
      .split('/')
      .filter((part) => !/^(grad(ient)?s?|param(eter)?s?|weights?|act(ivation)?s?|histograms?)$/i.test(part))
      .join('.')
      .replace(/[._](grad(ient)?s?)$/i, '');
    const meaning = meaningOf(`${path}/${metric}`);
    if (meaning && meaning !== 'loss')
      points.put(meaning.module, meaning.quantity as LogQuantity, step, value);
    else points.leaveOut(tag);
  };
  if (isOf(/grad/i)) put('grad_norm', norm);
  else if (isOf(/act|output/i)) {
    const mean = sum / count;
    put('activation_mean', mean);
    put('activation_std', Math.sqrt(Math.max(0, squares / count - mean * mean)));
  } else if (isOf(/weight|param|kernel|bias/i) && !isOf(/bias$/i)) put('weight_norm', norm);
  else points.leaveOut(tag);
}
