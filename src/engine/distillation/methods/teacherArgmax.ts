import { argmax } from '../../numeric/argmax';
import { defineMethod } from './method';

/** The teacher's answers without its probabilities. */
export const teacherArgmax = defineMethod({
  title: { en: 'Teacher’s argmax', 'zh-CN': '教师网络的 argmax' },
  summary: {
    en: 'The teacher’s most likely class as a hard label: it corrects wrong labels and conveys nothing else. Any further gain comes from the soft targets.',
    'zh-CN':
      '以教师网络预测概率最大的类别为硬标签：只纠正错误标签，不传递其他知识。软目标的增益以此为基准来衡量。',
  },
  formula: 'y = \\arg\\max_k t_k',
  role: 'control',
  unlabelled: true,
  params: {},
  plan: () => ({ kind: 'teacher' }),
  teach({ logits, rows, classes }) {
    const targets = new Float64Array(rows * classes);
    for (let row = 0; row < rows; row++) targets[row * classes + argmax(logits[0]!, row, classes)] = 1;
    return { targets };
  },
  pytorch: () => ({
    lines: ['return cross_entropy(s, nn.functional.one_hot(t.argmax(1), t.shape[1]))'],
  }),
});
