import type { Loss } from './loss';

/** The mean of (z − y)² over the batch and the outputs, like PyTorch's MSELoss. */
export const meanSquaredError: Loss = {
  title: { en: 'Mean squared error', 'zh-CN': '均方误差' },
  summary: {
    en: 'The squared difference from the target, averaged over batch and outputs. For classification the targets are 0 and 1.',
    'zh-CN': '与目标之差的平方，对批次和输出取平均；分类时目标为 0 和 1。',
  },
  formula: 'L = \\tfrac{1}{BK} \\sum_{i,k} (z_{ik} - y_{ik})^2',
  params: {},
  keras: 'keras.losses.MeanSquaredError()',
  tensorflow: 'tf.losses.meanSquaredError',
  pytorch: { module: 'nn.MSELoss()', targets: 'numbers' },
  task: 'any',
  prepare(kernels, { outputs, targets, signal, result, slot }) {
    const count = outputs.rows * outputs.cols;
    return {
      scratch: [],
      run() {
        kernels.map([signal], (m, z, y) => [m.mul(m.sub(z!, y!), 2 / count)], [outputs, targets]);
        kernels.measure(result, slot, 'sum', (m, z, y) => m.div(m.square(m.sub(z, y!)), count), [
          outputs,
          targets,
        ]);
      },
    };
  },
  total(outputs, targets, rows, cols) {
    let loss = 0;
    for (let k = 0; k < rows * cols; k++) loss += (outputs[k]! - targets[k]!) ** 2;
    return loss / cols;
  },
};
