import { Problem, say } from '../../base/problem';
import { headerBytes, idxShape, parseIdx, readIdx } from '../../data/sets/idxFile';
import { contentKind, idxDimensions, isGzip } from '../../data/tables/contentKind';
import { keptFile } from '../../data/tables/keptContent';
import { setField } from '../../schema/edit';
import type { ExperimentSpec } from '../../schema/experiment';
import { packed } from '../../store/packed';

const kept = async (file: File) => keptFile(await packed(file));

/** The number of dimensions of an IDX file, gzipped or not; undefined if it is none. */
export async function idxDimensionsOf(file: Blob): Promise<number | undefined> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (!isGzip(start)) return idxDimensions(start);
  const inside = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    const { value } = await inside.read();
    return value && idxDimensions(value);
  } catch {
    // A damaged archive is told of where it is read.
    return undefined;
  } finally {
    await inside.cancel().catch(() => {});
  }
}

/**
 * Checks an IDX file before an experiment takes it. A whole one is counted as it streams, so that the page does not wait.
 * @throws Problem (rejects) if it is damaged, cut short or no IDX file
 */
async function checkWhole(file: File): Promise<void> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const inside = isGzip(start) ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
  let [length, expected] = [0, Number.NaN];
  try {
    for (const reader = inside.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length === 0) expected = lengthSaid(value);
      length += value.length;
    }
  } catch {
    length = Number.NaN;
  }
  // What is wrong is told by the parser, which also reads archives of several members.
  if (length !== expected) parseIdx(new Uint8Array(await file.arrayBuffer()), file.name);
}

/** The length in bytes that the header of an IDX file tells. */
function lengthSaid(start: Uint8Array): number {
  const shape = idxShape(start);
  return shape ? headerBytes(shape.length) + shape.reduce((a, b) => a * b, 1) : Number.NaN;
}

/** Whether a file is an IDX file by its content, or was meant as one by its name and is no text. */
export async function isIdx(file: File): Promise<boolean> {
  if ((await idxDimensionsOf(file)) !== undefined) return true;
  if (!/idx|ubyte/i.test(file.name)) return false;
  return contentKind(new Uint8Array(await file.slice(0, 4096).arrayBuffer())) !== 'text';
}

/** The number of test samples above which a test costs more than the training between two tests. */
const fewTests = 2000;

/**
 * Makes an experiment from a pair of IDX files, images and labels in any order. A large test set is evaluated at most once
 * per epoch.
 * @throws Problem if one is missing or cannot be read
 */
export async function onIdxPair(spec: ExperimentSpec, files: readonly File[]): Promise<ExperimentSpec> {
  const dimensions = await Promise.all(files.map(idxDimensionsOf));
  // Of damaged files the names have to do.
  const labels =
    files.find((_, i) => dimensions[i] === 1) ??
    files.find(({ name }, i) => dimensions[i] === undefined && /label/i.test(name));
  const images = files.find((file) => file !== labels);
  if (!labels || !images) {
    throw new Problem('mismatch', {
      field: files[0]!.name,
      found: say('one IDX file', '只有一个 IDX 文件'),
      allowed: say('the images and the labels file together', '图像与标签两个文件一起'),
    });
  }
  await checkWhole(images);
  const data = { kind: 'idx', images: await kept(images), labels: await kept(labels) };
  const own = setField(spec, 'data', data);
  const samples = readIdx('data.labels', data.labels).shape[0]!;
  const epoch = epochToTest(own, samples, samples * own.data.testFraction);
  return epoch === undefined ? own : setField(own, 'telemetry.evaluateEvery', epoch);
}

/** The steps of an epoch, if the test set is so large that it should be tested only once in it; undefined if not. */
export function epochToTest(
  { training, telemetry }: ExperimentSpec,
  samples: number,
  tests: number,
): number | undefined {
  const { batchSize } = training;
  const epoch = batchSize === 'full' ? 1 : Math.ceil((samples - tests) / batchSize);
  return tests <= fewTests || telemetry.evaluateEvery >= epoch ? undefined : epoch;
}
