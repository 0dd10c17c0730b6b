import { z } from 'zod';
import { field, titled } from '../../base/entry';
import { say } from '../../base/problem';
import type { Random } from '../../random/random';
import type { Samples } from './dataset';

/** The features that a point (x, y) can be expanded to before it enters the network, as in TensorFlow Playground. */
export const planeFeatures = {
  x: { label: 'x', value: (x: number, _y: number) => x },
  y: { label: 'y', value: (_x: number, y: number) => y },
  x2: { label: 'x²', value: (x: number, _y: number) => x * x },
  y2: { label: 'y²', value: (_x: number, y: number) => y * y },
  xy: { label: 'xy', value: (x: number, y: number) => x * y },
  sinX: { label: 'sin x', value: (x: number, _y: number) => Math.sin(x) },
  sinY: { label: 'sin y', value: (_x: number, y: number) => Math.sin(y) },
} as const;
export type PlaneFeature = keyof typeof planeFeatures;

/** Fields that every generated data set takes. */
export const generatedParams = (samples: number, noise: number, noiseOn: 'points' | 'target' = 'points') => ({
  samples: field(z.int().min(2).max(100_000).default(samples), {
    label: { en: 'Samples', 'zh-CN': '样本数' },
    help: {
      en: 'Number of points, training and test together.',
      'zh-CN': '共抽取多少个点（训练与测试合计）。',
    },
    sliderRange: [20, 2000],
    step: 10,
  }),
  noise: field(z.number().min(0).max(10).default(noise), {
    label: { en: 'Noise', 'zh-CN': '噪声' },
    help:
      noiseOn === 'points'
        ? say(
            'Standard deviation of the normal noise added to each coordinate.',
            '加到每个坐标上的正态噪声的标准差。',
          )
        : say(
            'Standard deviation of the normal noise added to the target.',
            '加到目标值上的正态噪声的标准差。',
          ),
    formula:
      noiseOn === 'points'
        ? 'x \\leftarrow x + \\mathcal N(0, \\sigma^2)'
        : 'y \\leftarrow y + \\mathcal N(0, \\sigma^2)',
    sliderRange: [0, 1],
    step: 0.01,
  }),
});

const featureLabels = Object.fromEntries(
  Object.entries(planeFeatures).map(([name, { label }]) => [name, say(label, label)]),
);

/** Fields that every set of points in a plane takes. */
export const planeParams = (samples: number, noise: number, noiseOn?: 'points' | 'target') => ({
  ...generatedParams(samples, noise, noiseOn),
  features: field(
    z
      .array(titled(z.enum(Object.keys(planeFeatures) as [PlaneFeature, ...PlaneFeature[]]), featureLabels))
      .min(1)
      .max(7)
      .refine((list) => new Set(list).size === list.length, {
        params: {
          found: say('a feature named twice', '有特征重复'),
          allowed: say('each feature at most once', '每个特征至多一次'),
        },
      })
      .default(['x', 'y']),
    {
      label: { en: 'Input features', 'zh-CN': '输入特征' },
      help: {
        en: 'Inputs of the network for each point (x, y).',
        'zh-CN': '每个点 (x, y) 输入网络的特征。',
      },
      options: featureLabels,
    },
  ),
});

export interface PlaneParams {
  readonly samples: number;
  readonly noise: number;
  readonly features: readonly PlaneFeature[];
}

/** Feature rows `[n, features.length]` of points `[n, 2]`. */
export function expandPoints(points: ArrayLike<number>, features: readonly PlaneFeature[]): Float64Array {
  const n = points.length / 2;
  const out = new Float64Array(n * features.length);
  for (let i = 0; i < n; i++) {
    features.forEach((name, j) => {
      out[i * features.length + j] = planeFeatures[name].value(points[2 * i]!, points[2 * i + 1]!);
    });
  }
  return out;
}

/** Draws points, taking the classes in turn, and adds noise; `draw` returns a noiseless point of a class. */
export function planeSamples(
  { samples, noise, features }: PlaneParams,
  random: Random,
  classes: number,
  draw: (label: number, index: number) => readonly [number, number],
): Samples & { readonly points: Float64Array } {
  const points = new Float64Array(samples * 2);
  const labels = new Int32Array(samples);
  for (let i = 0; i < samples; i++) {
    const label = i % classes;
    const [x, y] = draw(label, i);
    labels[i] = label;
    points[2 * i] = x + noise * random.normal();
    points[2 * i + 1] = y + noise * random.normal();
  }
  const expand = (places: ArrayLike<number>) => expandPoints(places, features);
  return {
    inputs: expand(points),
    features: features.length,
    featureNames: features.map((name) => planeFeatures[name].label),
    points,
    expand,
    outcome: {
      task: 'classification',
      labels,
      classNames: Array.from({ length: classes }, (_, i) => String(i)),
    },
  };
}
