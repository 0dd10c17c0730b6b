import { argmax } from '../../numeric/argmax';
import { defineMethod } from './method';

/** The teacher's answers without its probabilities. */
export const teacherArgmax = defineMethod({
  title: { en: 'Teacher’s argmax', 'zh-CN': '教师的 argmax' },
  summary: {
    en: 'The class that the teacher thinks likeliest, as a hard label: it cleans wrong labels, and tells nothing else. What softness adds is the rest.',
    'zh-CN': '把教师认为最可能的类别当作硬标签：只清洗错误标签，别无其他。软目标的增益以此为准来衡量。',
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
});
