import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** y = 0.8 x₁ − 0.6 x₂ over [−1, 1]², noise on the target. */
export const linear = defineDataSet({
  title: { en: 'Plane (regression)', 'zh-CN': '平面（回归）' },
  summary: {
    en: 'A tilted plane to fit: even a deep linear network can do it, if its gradients reach all layers.',
    'zh-CN': '拟合一个倾斜平面：只要梯度能到达，深层线性网络也能做到。',
  },
  formula: 'y = 0.8\\,x_1 - 0.6\\,x_2 + \\epsilon',
  task: 'regression',
  plane: 2,
  unlimited: true,
  params: planeParams(400, 0.05, 'target'),
  samples: (params, random) => {
    const plain = planeSamples({ ...params, noise: 0 }, random, 1, () => [
      2 * random.uniform() - 1,
      2 * random.uniform() - 1,
    ]);
    const { points } = plain;
    const targets = Float64Array.from(
      { length: params.samples },
      (_, i) => 0.8 * points[2 * i]! - 0.6 * points[2 * i + 1]! + params.noise * random.normal(),
    );
    return { ...plain, outcome: { task: 'regression', targets, targetNames: ['y'] } };
  },
});
