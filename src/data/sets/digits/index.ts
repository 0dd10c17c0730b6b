import { inflateSync } from 'fflate';
import { z } from 'zod';
import { field } from '../../../base/entry';
import { defineDataSet } from '../dataset';

const images = 1797;
const pixels = 64;

/** Pixel values 0..16 `[64, images]`, then the labels, once they are loaded. */
let bytes: Uint8Array | undefined;

/** Handwritten digits, 8 × 8 pixels in [0, 1]. */
export const digits = defineDataSet({
  title: { en: 'Handwritten digits', 'zh-CN': '手写数字' },
  summary: {
    en: '1,797 real handwritten digits of 8 × 8 pixels, ten classes (UCI, CC BY 4.0).',
    'zh-CN': '1,797 个真实手写数字，8 × 8 像素，十类（UCI，CC BY 4.0）。',
  },
  formula: 'x \\in [0, 1]^{64}',
  source: 'Alpaydin & Kaynak 1998, doi:10.24432/C50P49',
  task: 'classification',
  plane: 0,
  params: {
    samples: field(z.int().min(20).max(images).default(images), {
      label: { en: 'Samples', 'zh-CN': '样本数' },
      help: {
        en: 'How many of the 1,797 images are used, drawn at random.',
        'zh-CN': '从 1,797 张图像中随机抽取多少张。',
      },
      sliderRange: [20, images],
      step: 1,
    }),
  },
  async load() {
    if (bytes) return;
    const { packed } = await import('./packed');
    bytes = inflateSync(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)));
  },
  samples: ({ samples }, random) => {
    const table = bytes!;
    const chosen = random.permutation(images).slice(0, samples).sort();
    const inputs = new Float64Array(samples * pixels);
    chosen.forEach((image, i) => {
      for (let p = 0; p < pixels; p++) inputs[i * pixels + p] = table[p * images + image]! / 16;
    });
    return {
      inputs,
      features: pixels,
      image: { width: 8, height: 8 },
      featureNames: Array.from({ length: pixels }, (_, p) => `pixel ${Math.floor(p / 8) + 1},${(p % 8) + 1}`),
      outcome: {
        task: 'classification',
        labels: Int32Array.from(chosen, (image) => table[pixels * images + image]!),
        classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      },
    };
  },
});
