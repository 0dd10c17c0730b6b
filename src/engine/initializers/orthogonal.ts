import type { Random } from '../../random/random';
import { commonParams, defineInitializer, type LayerShape } from './initializer';

/**
 * A `[fanIn, fanOut]` matrix with orthonormal columns, or orthonormal rows if fanOut is larger. It is uniformly
 * distributed: the Q factor of a normal matrix. Gram–Schmidt runs twice for full precision.
 */
export function drawOrthogonal(random: Random, { fanIn, fanOut }: LayerShape): Float64Array {
  const length = Math.max(fanIn, fanOut);
  const vectors: Float64Array[] = [];
  while (vectors.length < Math.min(fanIn, fanOut)) {
    const vector = Float64Array.from({ length }, () => random.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors) {
        let dot = 0;
        for (let k = 0; k < length; k++) dot += vector[k]! * other[k]!;
        for (let k = 0; k < length; k++) vector[k]! -= dot * other[k]!;
      }
      const norm = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
      for (let k = 0; k < length; k++) vector[k]! /= norm;
    }
    vectors.push(vector);
  }
  const weights = new Float64Array(fanIn * fanOut);
  vectors.forEach((vector, v) => {
    vector.forEach((x, k) => {
      weights[fanIn >= fanOut ? k * fanOut + v : v * fanOut + k] = x;
    });
  });
  return weights;
}

export const orthogonal = defineInitializer({
  title: { en: 'Orthogonal', 'zh-CN': '正交' },
  summary: {
    en: 'A random rotation: square layers preserve the length of every vector exactly, forward and backward, so deep linear networks learn at a speed that does not depend on depth.',
    'zh-CN': '随机旋转：方阵层在前向与反向传播中都严格保持向量长度，因此深层线性网络的学习速度与深度无关。',
  },
  formula: 'W^\\top W = I',
  source: 'Saxe et al. 2013, arXiv:1312.6120',
  params: commonParams,
  variance: ({ fanIn, fanOut }) => 1 / Math.max(fanIn, fanOut),
  pytorch: () => 'nn.init.orthogonal_(weight)',
  weights: drawOrthogonal,
});
