import { temperature } from '../../distillation/methods/params';
import { softLoss } from '../../distillation/methods/softLoss';
import { softmax } from '../../numeric/softmax';
import { defineTransferMethod } from './method';
import { strataOf, withoutLabels } from './samples';

/** The teacher sees one view of an object, and the student sees the other view. */
export const crossModal = defineTransferMethod({
  title: { en: 'Cross-modal distillation', 'zh-CN': '跨模态蒸馏' },
  summary: {
    en: 'For each pair the source teacher sees its own view, and the student learns the teacher’s softened output from the other view: no target labels are needed, and the teacher never sees the target. The paper matches an intermediate layer; here it is the output.',
    'zh-CN':
      '对每一对样本，源域教师网络看自己的视图，学生网络从另一视图学习其软化输出：无需目标域标签，教师网络也从未见过目标域。论文匹配的是中间层；这里匹配的是输出。',
  },
  formula:
    'L = T^2\\,\\mathrm{KL}(\\operatorname{softmax}(t(x_s)/T)\\,\\|\\,\\operatorname{softmax}(f(x_t)/T))',
  source: 'Gupta et al. 2016, arXiv:1507.00448',
  role: 'method',
  needs: 'pairs',
  strata: 1,
  params: { temperature: temperature(2) },
  adapt: ({ target, logits, classes }, { temperature }) => ({
    start: 'initial',
    samples: strataOf(withoutLabels(target)),
    objective: softLoss(
      {
        soft: softmax(logits.source, classes, temperature),
        labelled: new Float64Array(target.count),
        classes,
      },
      { hard: 0, soft: 1, temperature },
    ),
  }),
  pytorch: ({ temperature }) => ({
    start: 'initial',
    groups: [{ samples: 'target', labels: false, teacher: 'source' }],
    lines: [`return soft_loss(softened(t, ${temperature}), s, ${temperature})`],
  }),
});
