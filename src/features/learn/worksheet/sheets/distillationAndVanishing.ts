import { say } from '../../../../base/problem';
import { softmax } from '../../../../engine/numeric/softmax';
import type { Sheet } from './sheet';

const temperatures = [1, 2, 4, 8];

export const distillationAndVanishing: Sheet = {
  figure: 'signal-by-target',
  table: {
    task: say(
      'One sample, two classes. The student’s logits are 0 and 0, the teacher’s 6 and 0. Compute the signal at the student’s first output, T · (p − q), where p is the student’s and q the teacher’s probability at temperature T.',
      '一个样本，两个类别。学生网络的 logits 为 0 和 0，教师网络的为 6 和 0。计算学生网络第一个输出处的信号 T · (p − q)，其中 p、q 分别为温度 T 下学生网络与教师网络的概率。',
    ),
    given: [say('Temperature T', '温度 T')],
    asked: [say('q', 'q'), say('p − q', 'p − q'), say('T · (p − q)', 'T · (p − q)')],
    guess: false,
    rows: temperatures.map((temperature) => [String(temperature)]),
    answers: () =>
      temperatures.map((temperature) => {
        const q = softmax([6, 0], 2, temperature)[0]!;
        return [q, 0.5 - q, temperature * (0.5 - q)];
      }),
  },
  questions: [
    {
      question: say(
        'Soft targets can shift the whole profile of the signal. Why can they not bend it?',
        '软目标能使整条信号曲线上移或下移，为什么不能改变它的形状？',
      ),
      lines: 3,
      answer: say(
        'The target enters at the output only. From there on the signal is multiplied by the same weights and slopes, which know nothing of the target.',
        '目标只在输出层进入计算；此后信号逐层乘以同样的权重与导数，它们与目标无关。',
      ),
    },
    {
      question: say(
        'Hints begin in the middle of the network. What does this do for the first layer, and where does it end?',
        'Hint 蒸馏的损失从网络中部开始。这对第一层有什么作用？局限何在？',
      ),
      lines: 3,
      answer: say(
        'The signal has only half of the layers to cross, so much more arrives. If the network is twice as deep, half of the path is as long as the whole was, and it vanishes again.',
        '信号只需穿过一半的层，因此到达的多得多。若网络加深一倍，一半的路径就与原来的全程一样长，信号又会消失。',
      ),
    },
    {
      question: say(
        'A deep network does not learn, and its labels are noisy. What would you fix first, and why?',
        '一个深层网络学不会，标签又有噪声。你会先解决哪个问题？为什么？',
      ),
      lines: 3,
      answer: say(
        'The path: initialization, normalization or skip connections. Where no gradient arrives, the best target has no effect.',
        '先解决路径：初始化、归一化或跳跃连接。梯度到不了的地方，再好的目标也不起作用。',
      ),
    },
  ],
};
