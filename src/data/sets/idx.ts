import { z } from 'zod';
import { fetchContent } from '../tables/contents';
import { defineDataSet } from './dataset';
import type { idxSamples } from './idxSamples';

/** The reader of the files, once it is loaded. */
let read: typeof idxSamples | undefined;

const file = z.strictObject({
  name: z.string().max(500),
  base64: z.string().optional(),
  hash: z.string().max(100).optional(),
});

/**
 * The user's own images in the IDX format of MNIST: a file of unsigned bytes and a file of labels, gzipped or not. A program
 * that opens the experiment outside the page sets each `base64` to the content of `name`, a path relative to the experiment's
 * file.
 */
export const idx = defineDataSet({
  title: { en: 'Your images', 'zh-CN': '自己的图像' },
  summary: {
    en: 'Images with a class each: two IDX files as those of MNIST, NumPy arrays, or one folder for each class.',
    'zh-CN': '每张带一个类别的图像：如 MNIST 的两个 IDX 文件、NumPy 数组，或每个类别一个文件夹。',
  },
  formula: 'x \\in [0, 1]^{h \\times w}',
  task: 'classification',
  plane: 0,
  params: {
    images: file,
    labels: file,
    /** The names of the classes, in the order of the labels that occur. */
    classNames: z.array(z.string().max(200)).max(256).optional(),
    /**
     * The side in pixels, and gray or red, green and blue, if both files name the same folder or zip archive of pictures: the
     * terminal reads those.
     */
    size: z.int().min(1).max(64).optional(),
    channels: z.union([z.literal(1), z.literal(3)]).optional(),
    /** The number of samples at the end that are for testing, if the files tell them apart. */
    testCount: z.int().min(0).max(10_000_000).optional(),
  },
  async load(fields) {
    for (const part of [fields?.images, fields?.labels]) {
      if (part?.base64 === undefined && part?.hash !== undefined) await fetchContent(part.hash);
    }
    read ??= (await import('./idxSamples')).idxSamples;
  },
  isLoaded: () => read !== undefined,
  samples: (fields) => read!(fields),
});
