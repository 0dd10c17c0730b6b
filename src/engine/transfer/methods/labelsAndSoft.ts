import { alpha, temperature } from '../../distillation/methods/params';
import { softmax } from '../../numeric/softmax';
import { defineTransferMethod } from './method';
import { labelledTarget, strataOf, withoutLabels } from './samples';
import { strataLoss } from './strataLoss';

/** The student learns from the few target labels and from the source teacher's outputs. */
export const labelsAndSoft = defineTransferMethod({
  title: { en: 'Few labels + soft targets', 'zh-CN': '少量标签 + 软目标' },
  summary: {
    en: 'Half of every batch has labels, the other half has the source teacher’s softened outputs on all target samples; α weights the two losses.',
    'zh-CN': '每批一半有标签，一半是源域教师网络在全部目标域样本上的软化输出；α 决定两者在损失中的比重。',
  },
  formula:
    'L = \\alpha\\,\\mathrm{CE}(y_t, f(x_t)) + (1-\\alpha)\\,T^2\\,\\mathrm{KL}(\\operatorname{softmax}(t/T)\\,\\|\\,\\operatorname{softmax}(f/T))',
  source: 'Hinton et al. 2015, arXiv:1503.02531',
  role: 'method',
  needs: 'labels',
  strata: 2,
  params: { alpha: alpha(0.5), temperature: temperature(2) },
  adapt: (input, { alpha, temperature }) => {
    const { target, logits, classes } = input;
    const known = labelledTarget(input);
    const soft = new Float64Array((known.count + target.count) * classes);
    soft.set(softmax(logits.target, classes, temperature), known.count * classes);
    const weights = { hard: [alpha, 0], soft: { weights: [0, 1 - alpha], temperature } };
    return {
      start: 'initial',
      samples: strataOf(known, withoutLabels(target)),
      objective: {
        columns: { soft: { cols: classes, values: soft } },
        prepare: (kernels, io) => strataLoss(kernels, io, weights, io),
      },
    };
  },
  pytorch: ({ alpha, temperature }) => ({
    start: 'initial',
    groups: [
      { samples: 'labelled', labels: true },
      { samples: 'target', labels: false, teacher: 'target' },
    ],
    lines: [
      `soft = soft_loss(softened(t[second], ${temperature}), s[second], ${temperature})`,
      `return ${alpha} * cross_entropy(s[first], y[first]) + (1 - ${alpha}) * soft`,
    ],
  }),
});
