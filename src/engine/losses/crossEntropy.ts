import { logTotal } from '../numeric/softmax';
import type { Loss } from './loss';

/** Softmax cross-entropy on logits: the mean of −Σ y ln softmax(z) over the batch. */
export const crossEntropy: Loss = {
  title: { en: 'Cross-entropy', 'zh-CN': '交叉熵' },
  summary: {
    en: 'Softmax on the logits, then minus the log-probability of the true class. Its signal at the output is simply p − y.',
    'zh-CN': '对 logits 做 softmax，再取真实类别的负对数概率。输出层的信号就是 p − y。',
  },
  formula: 'L = -\\tfrac1B \\sum_{i} \\ln \\operatorname{softmax}(z_i)_{y_i}',
  params: {},
  keras: 'keras.losses.CategoricalCrossentropy(from_logits=True)',
  tensorflow: 'tf.losses.softmaxCrossEntropy',
  pytorch: { module: 'nn.CrossEntropyLoss()', targets: 'classIndices' },
  task: 'classification',
  prepare(kernels, { outputs, targets, signal, result, slot }) {
    const largest = kernels.matrix(outputs.rows, 1);
    const total = kernels.matrix(outputs.rows, 1);
    const rows = outputs.rows;
    return {
      scratch: [largest, total],
      run() {
        kernels.foldRows(largest, 'max', (_m, z) => z, [outputs]);
        kernels.foldRows(total, 'sum', (m, z, top) => m.exp(m.sub(z, top!)), [outputs, largest]);
        kernels.map(
          [signal],
          (m, z, y, top, sum) => [m.div(m.sub(m.div(m.exp(m.sub(z!, top!)), sum!), y!), rows)],
          [outputs, targets, largest, total],
        );
        kernels.measure(
          result,
          slot,
          'sum',
          (m, z, y, top, sum) => m.div(m.mul(y!, m.sub(m.log(sum!), m.sub(z, top!))), rows),
          [outputs, targets, largest, total],
        );
      },
    };
  },
  total(outputs, targets, rows, cols) {
    let loss = 0;
    for (let i = 0; i < rows; i++) {
      const { top, logTotal: total } = logTotal(outputs, i, cols);
      for (let j = 0; j < cols; j++)
        loss += targets[i * cols + j]! * (total - (outputs[i * cols + j]! - top));
    }
    return loss;
  },
};
