import { curveSamples } from './curve';
import { defineDataSet } from './dataset';
import { generatedParams } from './plane';

/** y = sin(2πx) over [−1, 1], noise on the target. */
export const sine = defineDataSet({
  title: { en: 'Sine (regression)', 'zh-CN': '正弦（回归）' },
  summary: { en: 'A sine wave to fit, with a single input.', 'zh-CN': '单个输入，拟合正弦波。' },
  formula: 'y = \\sin(2\\pi x) + \\epsilon',
  task: 'regression',
  plane: 1,
  unlimited: true,
  params: generatedParams(200, 0.1, 'target'),
  samples: ({ samples, noise }, random) => {
    const inputs = Float64Array.from({ length: samples }, () => 2 * random.uniform() - 1);
    const targets = inputs.map((x) => Math.sin(2 * Math.PI * x) + noise * random.normal());
    return curveSamples(inputs, targets);
  },
});
