import { defineMethod } from './method';

/** Regression on the teacher's logits. */
export const logitMatching = defineMethod({
  title: { en: 'Logit matching', 'zh-CN': 'Logit 匹配' },
  summary: {
    en: 'Half the squared distance to the teacher’s logits. If both logits have mean 0 over the K classes, the T² term of distillation tends to 1/K of it at high temperature; this loss also matches the mean.',
    'zh-CN':
      '到教师网络 logits 距离平方的一半。若教师网络与学生网络的 logits 在 K 个类别上的均值都为 0，蒸馏的 T² 项在高温下趋于它的 1/K；此损失还会匹配均值。',
  },
  formula: 'L = \\tfrac{1}{2} \\sum_k (s_k - t_k)^2',
  source: 'Ba & Caruana 2014, arXiv:1312.6184, eq. 1',
  role: 'method',
  unlabelled: true,
  params: {},
  plan: () => ({ kind: 'teacher' }),
  teach: ({ logits, classes }) => ({
    objective: {
      columns: { logits: { cols: classes, values: logits[0]! } },
      prepare(kernels, { outputs, signal, result, slot, columns }) {
        const both = [outputs, columns.logits!];
        const { rows } = outputs;
        return {
          scratch: [],
          run() {
            kernels.map([signal], (m, s, t) => [m.div(m.sub(s!, t!), rows)], both);
            kernels.measure(result, slot, 'sum', (m, s, t) => m.div(m.square(m.sub(s, t!)), 2 * rows), both);
          },
        };
      },
    },
  }),
  pytorch: () => ({ lines: ['return ((s - t) ** 2).sum(1).mean() / 2'] }),
});
