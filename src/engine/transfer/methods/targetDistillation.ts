import { temperature } from '../../distillation/methods/params';
import { softLoss } from '../../distillation/methods/softLoss';
import { softmax } from '../../numeric/softmax';
import { defineTransferMethod } from './method';
import { strataOf, withoutLabels } from './samples';

/** The student learns the source teacher's outputs on the target's samples. */
export const targetDistillation = defineTransferMethod({
  title: { en: 'Distillation on the target', 'zh-CN': '目标域蒸馏' },
  summary: {
    en: 'A new network learns the source teacher’s softened outputs on the target’s samples, without labels: the teacher’s errors are passed on with its knowledge.',
    'zh-CN': '新网络在无标签的目标域样本上学习源域教师网络的软化输出：教师网络的知识与错误一并传递。',
  },
  formula:
    'L = T^2\\,\\mathrm{KL}(\\operatorname{softmax}(t(x_t)/T)\\,\\|\\,\\operatorname{softmax}(f(x_t)/T))',
  source: 'Hinton et al. 2015, arXiv:1503.02531',
  role: 'method',
  strata: 1,
  params: { temperature: temperature(2) },
  adapt: ({ target, logits, classes }, { temperature }) => ({
    start: 'initial',
    samples: strataOf(withoutLabels(target)),
    objective: softLoss(
      {
        soft: softmax(logits.target, classes, temperature),
        labelled: new Float64Array(target.count),
        classes,
      },
      { hard: 0, soft: 1, temperature },
    ),
  }),
  pytorch: ({ temperature }) => ({
    start: 'initial',
    groups: [{ samples: 'target', labels: false, teacher: 'target' }],
    lines: [`return soft_loss(softened(t, ${temperature}), s, ${temperature})`],
  }),
});
