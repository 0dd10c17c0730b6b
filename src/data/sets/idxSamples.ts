import { Problem, say } from '../../base/problem';
import type { Samples } from './dataset';
import { readIdx, type StoredFile } from './idxFile';
import { importLimits } from './limits';

/** The fields of the user's own images. */
export interface IdxFields {
  readonly images: StoredFile;
  readonly labels: StoredFile;
  readonly classNames?: readonly string[] | undefined;
  readonly testCount?: number | undefined;
}

/**
 * The samples of a pair of IDX files: pixels from 0 to 1.
 * @throws Problem naming the file
 */
export function idxSamples({ images, labels, classNames, testCount = 0 }: IdxFields): Samples {
  const pictures = readIdx('data.images', images);
  const answers = readIdx('data.labels', labels);
  const features = pictures.shape.slice(1).reduce((a, b) => a * b, 1);
  if (pictures.shape.length < 2 || features < 1 || features > importLimits.columns) {
    throw new Problem('mismatch', {
      field: images.name,
      found: say(`a shape of ${pictures.shape.join(' × ')}`, `形状为 ${pictures.shape.join(' × ')}`),
      allowed: say(
        `images of 1 to ${importLimits.columns} pixels`,
        `1 到 ${importLimits.columns} 像素的图像`,
      ),
    });
  }
  if (answers.shape.length !== 1 || answers.shape[0] !== pictures.shape[0]) {
    throw new Problem('mismatch', {
      field: labels.name,
      found: say(`a shape of ${answers.shape.join(' × ')}`, `形状为 ${answers.shape.join(' × ')}`),
      allowed: say(
        `${pictures.shape[0]} labels, one for each image`,
        `${pictures.shape[0]} 个标签，每张图像一个`,
      ),
    });
  }
  // Only labels that occur become classes: labels 1 to 26 give 26 classes, not 27.
  const occurring = [...new Set(answers.bytes)].sort((a, b) => a - b);
  const index = new Map(occurring.map((label, k) => [label, k]));
  const classes = occurring.length;
  if (classes > importLimits.classes) {
    throw new Problem('tooLarge', {
      field: labels.name,
      found: say(`${classes} classes`, `${classes} 个类别`),
      allowed: say(`${importLimits.classes} classes`, `${importLimits.classes} 个类别`),
    });
  }
  if (classes < 2) {
    throw new Problem('tooSmall', {
      field: labels.name,
      found: say('one class only', '只有一个类别'),
      allowed: say('2 classes', '2 个类别'),
    });
  }
  const count = answers.bytes.length;
  const testRows =
    testCount > 0 && testCount < count
      ? Uint8Array.from({ length: count }, (_, i) => (i >= count - testCount ? 1 : 0))
      : undefined;
  // A plain loop, because there are tens of millions of pixels.
  const inputs = new Float64Array(pictures.bytes.length);
  for (let i = 0; i < inputs.length; i++) inputs[i] = pictures.bytes[i]! / 255;
  return {
    inputs,
    features,
    ...(pictures.shape.length === 3
      ? { image: { width: pictures.shape[2]!, height: pictures.shape[1]! } }
      : {}),
    ...(testRows ? { testRows } : {}),
    featureNames: Array.from({ length: features }, (_, p) => `pixel ${p + 1}`),
    outcome: {
      task: 'classification',
      labels: Int32Array.from(answers.bytes, (label) => index.get(label)!),
      classNames: occurring.map((label, k) => classNames?.[k] ?? String(label)),
    },
  };
}
