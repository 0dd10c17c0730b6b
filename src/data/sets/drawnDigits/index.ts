import { z } from 'zod';
import { field } from '../../../base/entry';
import { defineDataSet } from '../dataset';
import type { drawDigits } from './draw';

/** The drawing function, once it is loaded. */
let draw: typeof drawDigits | undefined;

/** Digits drawn by a program, in any number, each drawn anew. */
export const drawnDigits = defineDataSet({
  title: { en: 'Synthetic digits', 'zh-CN': '合成数字' },
  summary: {
    en: 'Digits drawn by a program, each one differently, ten classes: any number of images.',
    'zh-CN': '由程序生成的数字，每个写法都不同，共十类：图像数量不限。',
  },
  formula: 'x_p = \\min(1, \\max(0, \\tfrac12 + r - d_p))',
  task: 'classification',
  plane: 0,
  unlimited: true,
  params: {
    samples: field(z.int().min(20).max(100_000).default(1000), {
      label: { en: 'Samples', 'zh-CN': '样本数' },
      help: {
        en: 'Number of digits, training and test together.',
        'zh-CN': '数字的总数（训练与测试合计）。',
      },
      sliderRange: [20, 5000],
      step: 10,
    }),
    size: field(z.int().min(8).max(28).default(12), {
      label: { en: 'Image size', 'zh-CN': '图像边长' },
      help: {
        en: 'Pixels along each side of the square image.',
        'zh-CN': '正方形图像每边的像素数。',
      },
      sliderRange: [8, 28],
      step: 4,
    }),
    jitter: field(z.number().min(0).max(1).default(0.5), {
      label: { en: 'Variation', 'zh-CN': '书写变化' },
      help: {
        en: 'How strongly strokes, size, position, slant, rotation and stroke width vary; at 0 each form of a digit always looks the same.',
        'zh-CN': '笔画、大小、位置、倾斜、旋转与笔画宽度的变化程度；为 0 时每种写法总是一样。',
      },
      sliderRange: [0, 1],
      step: 0.05,
    }),
    thickness: field(z.number().min(0.02).max(0.3).default(0.1), {
      label: { en: 'Stroke width', 'zh-CN': '笔画宽度' },
      help: {
        en: 'Mean width of the strokes as a share of the image’s side.',
        'zh-CN': '笔画的平均宽度，以图像边长的比例计。',
      },
      sliderRange: [0.04, 0.2],
      step: 0.01,
    }),
    slant: field(z.number().min(-45).max(45).default(0), {
      label: { en: 'Slant', 'zh-CN': '倾斜' },
      help: {
        en: 'How far the digits lean to the right on average, in degrees.',
        'zh-CN': '数字平均向右倾斜的角度（度）。',
      },
      sliderRange: [-45, 45],
      step: 1,
    }),
  },
  async load() {
    draw = (await import('./draw')).drawDigits;
  },
  isLoaded: () => draw !== undefined,
  samples: ({ samples, size, jitter, thickness, slant }, random) => {
    const hand = { jitter, thickness, slant: Math.tan((slant * Math.PI) / 180) };
    const { inputs, labels } = draw!(samples, size, hand, random);
    const features = size * size;
    return {
      inputs,
      features,
      image: { width: size, height: size },
      featureNames: Array.from(
        { length: features },
        (_, p) => `pixel ${Math.floor(p / size) + 1},${(p % size) + 1}`,
      ),
      outcome: {
        task: 'classification',
        labels,
        classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      },
    };
  },
});
