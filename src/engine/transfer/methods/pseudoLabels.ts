import { z } from 'zod';
import { field } from '../../../base/entry';
import { argmax, noClass } from '../../numeric/argmax';
import { softmax } from '../../numeric/softmax';
import { defineTransferMethod } from './method';
import { strataOf } from './samples';
import { strataLoss } from './strataLoss';

/** The network learns its own confident predictions on the target as labels. */
export const pseudoLabels = defineTransferMethod({
  title: { en: 'Pseudo-labels', 'zh-CN': '伪标签' },
  summary: {
    en: 'Self-training: continues from the source teacher with the source’s labels and with its own confident predictions on the target, which are renewed at regular intervals. Target labels, if there are any, are kept. Lee uses all predictions, with a growing weight; here τ selects them, with a constant weight.',
    'zh-CN':
      '自训练：从源域教师网络出发，同时学习源域标签和自己在目标域上置信度高的预测，并定期更新这些预测。目标域已有的标签保持不变。Lee 采用全部预测、权重逐渐增大；这里由 τ 筛选，权重不变。',
  },
  formula:
    'L = \\tfrac12\\mathrm{CE}_s + \\tfrac12 \\tfrac1n \\sum_i [\\max_k p_k(x_i) \\ge \\tau]\\,\\mathrm{CE}(\\arg\\max_k p_k(x_i), f(x_i))',
  source: 'Lee 2013, ICML workshop; Yarowsky 1995',
  role: 'method',
  strata: 2,
  params: {
    threshold: field(z.number().min(0).max(1).default(0.9), {
      label: { en: 'Confidence τ', 'zh-CN': '置信度 τ' },
      help: {
        en: 'A sample is used if the network’s largest probability is at least this.',
        'zh-CN': '只有网络的最大概率不低于此值时才使用该样本。',
      },
      sliderRange: [0, 1],
      step: 0.01,
    }),
    every: field(z.int().min(1).max(100_000).default(50), {
      label: { en: 'Renew every', 'zh-CN': '更新间隔' },
      help: {
        en: 'Every how many steps the pseudo-labels are renewed.',
        'zh-CN': '每隔多少步更新伪标签。',
      },
      scale: 'log',
      sliderRange: [1, 1000],
    }),
  },
  adapt: ({ source, target, labelled, classes }, { threshold, every }) => {
    const samples = strataOf(source, target);
    const known = new Float64Array(source.count + target.count).fill(1, 0, source.count);
    return {
      start: 'source',
      samples,
      objective: {
        columns: { known: { cols: 1, values: known } },
        prepare: (kernels, io) => strataLoss(kernels, io, { hard: [0.5, 0.5] }, io),
      },
      review: {
        every,
        see(logits) {
          const sure = softmax(logits, classes, 1);
          for (let i = 0; i < target.count; i++) {
            const row = source.count + i;
            const best = argmax(sure, i, classes);
            const learned = labelled[i] === 1 || (best !== noClass && sure[i * classes + best]! >= threshold);
            known[row] = learned ? 1 : 0;
            if (labelled[i] === 1) continue;
            samples.targets.fill(0, row * classes, (row + 1) * classes);
            if (learned) samples.targets[row * classes + best] = 1;
          }
        },
      },
    };
  },
  pytorch: ({ threshold, every }) => ({
    start: 'source',
    groups: [
      { samples: 'source', labels: true },
      { samples: 'target', labels: true },
    ],
    review: [
      `if step % ${every} == 0:`,
      '    sure, best = predict(model, TARGET_INPUTS).softmax(1).max(1)',
      `    guessed = nn.functional.one_hot(best, CLASSES) * (sure >= ${threshold})[:, None]`,
      '    given = TARGET_LABELS_GIVEN[:, None]',
      '    labels[-len(best):] = torch.where(given, labels[-len(best):], guessed.double())',
    ],
    lines: ['return (cross_entropy(s[first], y[first]) + cross_entropy(s[second], y[second])) / 2'],
  }),
});
