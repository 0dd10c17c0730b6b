import { Problem, say } from '../../base/problem';
import { readIdx } from '../../data/sets/idxFile';
import { keptFile } from '../../data/tables/keptContent';
import { setField } from '../../schema/edit';
import type { ExperimentSpec } from '../../schema/experiment';
import { packed } from '../../store/packed';

const kept = async (file: File) => keptFile(await packed(file));

/** The number of test samples above which a test costs more than the training between two tests. */
const fewTests = 2000;

/**
 * Makes an experiment from a pair of IDX files, images and labels in any order. A large test set is evaluated at most once
 * per epoch.
 * @throws Problem if one is missing or cannot be read
 */
export async function onIdxPair(spec: ExperimentSpec, files: readonly File[]): Promise<ExperimentSpec> {
  const labels = files.find(({ name }) => /label/i.test(name));
  const images = files.find((file) => file !== labels);
  if (!labels || !images) {
    throw new Problem('mismatch', {
      field: files[0]!.name,
      found: say('one IDX file', '只有一个 IDX 文件'),
      allowed: say('the images and the labels file together', '图像与标签两个文件一起'),
    });
  }
  const data = { kind: 'idx', images: await kept(images), labels: await kept(labels) };
  const own = setField(spec, 'data', data);
  const samples = readIdx('data.labels', data.labels).shape[0]!;
  const tests = samples * own.data.testFraction;
  const { batchSize } = own.training;
  const epoch = batchSize === 'full' ? 1 : Math.ceil((samples - tests) / batchSize);
  if (tests <= fewTests || own.telemetry.evaluateEvery >= epoch) return own;
  return setField(own, 'telemetry.evaluateEvery', epoch);
}
