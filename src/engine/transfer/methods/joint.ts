import { defineTransferMethod } from './method';
import { labelledTarget, strataOf } from './samples';
import { strataLoss } from './strataLoss';

/** The network learns the labels of both domains at the same time. */
export const joint = defineTransferMethod({
  title: { en: 'Joint training', 'zh-CN': '联合训练' },
  summary: {
    en: 'Every batch is half source samples and half labelled target samples: the few target labels count as much as all of the source’s.',
    'zh-CN': '每批一半来自源域，一半来自有标签的目标域：目标域的少量标签与源域的全部标签同等重要。',
  },
  formula: 'L = \\tfrac12 \\mathrm{CE}(y_s, f(x_s)) + \\tfrac12 \\mathrm{CE}(y_t, f(x_t))',
  role: 'control',
  needs: 'labels',
  strata: 2,
  params: {},
  adapt: (input) => ({
    start: 'initial',
    samples: strataOf(input.source, labelledTarget(input)),
    objective: { prepare: (kernels, io) => strataLoss(kernels, io, { hard: [0.5, 0.5] }, io) },
  }),
  pytorch: () => ({
    start: 'initial',
    groups: [
      { samples: 'source', labels: true },
      { samples: 'labelled', labels: true },
    ],
    lines: ['return (cross_entropy(s[first], y[first]) + cross_entropy(s[second], y[second])) / 2'],
  }),
});
