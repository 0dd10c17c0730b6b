import { gunzipSync } from 'fflate';
import { z } from 'zod';
import { Problem } from '../../spec/problem';
import { defineDataSet } from './dataset';
import { importLimits, megabytes } from './limits';

const file = z.strictObject({ name: z.string().max(500), base64: z.string().optional() });

/** Own images in the IDX format of MNIST: a file of unsigned bytes and a file of labels, gzipped or not. */
export const idx = defineDataSet({
  title: { en: 'Own IDX images', 'zh-CN': '自有 IDX 图像' },
  summary: {
    en: 'Images and labels as MNIST ships them: two IDX files of unsigned bytes, gzipped or not.',
    'zh-CN': 'MNIST 所用的格式：两个无符号字节 IDX 文件，可经 gzip 压缩。',
  },
  formula: 'x \\in [0, 1]^{h \\times w}',
  task: 'classification',
  plane: 0,
  params: { images: file, labels: file },
  samples: ({ images, labels }) => {
    const pictures = readIdx('data.images', images);
    const answers = readIdx('data.labels', labels);
    if (pictures.shape.length < 2) {
      throw new Problem('mismatch', { field: 'data.images', found: '1 dimension', allowed: '2 or more' });
    }
    if (answers.shape.length !== 1 || answers.shape[0] !== pictures.shape[0]) {
      throw new Problem('mismatch', {
        field: 'data.labels',
        found: `shape ${answers.shape.join('×')}`,
        allowed: `${pictures.shape[0]} labels, one for each image`,
      });
    }
    const features = pictures.shape.slice(1).reduce((a, b) => a * b, 1);
    if (features < 1 || features > importLimits.columns) {
      throw new Problem('tooLarge', {
        field: 'data.images',
        found: `${features} pixels`,
        allowed: `${importLimits.columns} pixels`,
      });
    }
    const classes = answers.bytes.reduce((a, b) => Math.max(a, b), 0) + 1;
    if (classes > importLimits.classes) {
      throw new Problem('tooLarge', {
        field: 'data.labels',
        found: `${classes} classes`,
        allowed: `${importLimits.classes} classes`,
      });
    }
    if (new Set(answers.bytes).size < 2) {
      throw new Problem('tooSmall', { field: 'data.labels', found: 'one class only', allowed: '2 classes' });
    }
    return {
      inputs: Float64Array.from(pictures.bytes, (byte) => byte / 255),
      features,
      featureNames: Array.from({ length: features }, (_, p) => `pixel ${p + 1}`),
      outcome: {
        task: 'classification',
        labels: Int32Array.from(answers.bytes),
        classNames: Array.from({ length: classes }, (_, k) => String(k)),
      },
    };
  },
});

/** Bytes of a base64 string. @throws Problem naming the field */
function decode(field: string, base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  } catch {
    throw new Problem('mismatch', { field, found: 'text that is not base64', allowed: 'base64' });
  }
}

/** Inflates a gzip file whose trailer claims a size within the limit. */
function inflate(field: string, bytes: Uint8Array): Uint8Array {
  const claimed = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (claimed > importLimits.bytes) {
    throw new Problem('tooLarge', {
      field,
      found: megabytes(claimed),
      allowed: megabytes(importLimits.bytes),
    });
  }
  try {
    return gunzipSync(bytes, { out: new Uint8Array(claimed) });
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new Problem('mismatch', {
      field,
      found: `a damaged gzip file (${found})`,
      allowed: 'IDX, gzipped or not',
    });
  }
}

/** @throws Problem where the file is not IDX of unsigned bytes */
function readIdx(field: string, { name, base64 }: { name: string; base64?: string | undefined }) {
  if (base64 === undefined)
    throw new Problem('missing', { field: `${field}.base64`, allowed: `the content of ${name}` });
  let bytes = decode(field, base64);
  if (bytes.length > 18 && bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = inflate(field, bytes);
  if (bytes.length > importLimits.bytes) {
    throw new Problem('tooLarge', {
      field,
      found: megabytes(bytes.length),
      allowed: megabytes(importLimits.bytes),
    });
  }
  const dimensions = bytes[3] ?? 0;
  const header = 4 + 4 * dimensions;
  if (
    bytes.length < header ||
    bytes[0] !== 0 ||
    bytes[1] !== 0 ||
    bytes[2] !== 8 ||
    dimensions < 1 ||
    dimensions > 4
  ) {
    const found = `a file that starts with ${[...bytes.subarray(0, 4)].join(' ')}`;
    throw new Problem('mismatch', { field, found, allowed: 'IDX of unsigned bytes (0 0 8 dimensions)' });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const count = shape.reduce((a, b) => a * b, 1);
  if (bytes.length - header !== count) {
    const found = `${bytes.length - header} bytes for a shape of ${shape.join('×')}`;
    throw new Problem('mismatch', { field, found, allowed: `${count} bytes` });
  }
  return { shape, bytes: bytes.subarray(header) };
}
