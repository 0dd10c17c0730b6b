import { say } from '../../../../base/problem';
import { softmax } from '../../../../engine/numeric/softmax';
import type { Sheet } from './sheet';

const temperatures = [1, 2, 4, 8];

export const questions: Sheet = {
  figure: 'measured-layers',
  table: {
    task: say(
      'A teacher’s logits are 8 and 0. Guess the probability of the second class at each temperature, then compute it.',
      '教师网络的 logits 为 8 和 0。先猜测各温度下第二类的概率，再计算。',
    ),
    given: [say('Temperature T', '温度 T')],
    asked: [say('Probability', '概率')],
    guess: true,
    rows: temperatures.map((temperature) => [String(temperature)]),
    answers: () => temperatures.map((temperature) => [softmax([8, 0], 2, temperature)[1]!]),
  },
  questions: [
    {
      question: say('Why do gradients vanish? Answer in three sentences.', '梯度为何消失？用三句话回答。'),
      lines: 4,
      answer: say(
        'On its way to a layer the gradient is multiplied by a weight matrix and by slopes at every layer. With sigmoids and customary weights each factor is below a quarter. After many layers nothing is left that would move the first ones.',
        '梯度传到某层之前，每经过一层都要乘以权重矩阵和激活函数的导数。使用 sigmoid 和常用的权重时，每层的因子小于四分之一。层数一多，就不足以更新前面的层。',
      ),
    },
    {
      question: say(
        'Name three remedies, and say what each does to the factors.',
        '举出三种补救办法，并说明各对因子做了什么。',
      ),
      lines: 4,
      answer: say(
        'For example: weights that fit the activation (He’s for ReLU) bring the factor near 1; activations whose slope is near 1 do the same; skip connections let the signal pass unchanged beside the layer. Clipping only limits explosion.',
        '例如：与激活函数相配的初始化（ReLU 用 He）使因子接近 1；导数接近 1 的激活函数同理；跳跃连接让信号绕过该层原样通过。梯度裁剪只能限制爆炸。',
      ),
    },
    {
      question: say(
        'What does distillation give, what does it not give, and how is it done?',
        '蒸馏能带来什么？不能带来什么？怎样做？',
      ),
      lines: 5,
      answer: say(
        'The student learns what the teacher knows beyond the labels, such as how alike classes are, and the right class where labels are wrong. It does not fix a network through which no gradient passes. Divide the teacher’s logits by a temperature, and minimize a weighted sum of the cross-entropies against the labels and, times T², against the softened outputs.',
        '学生网络能学到标签之外的知识，如类别间的相似程度，以及标签有误时的正确答案。它不能修复梯度无法通过的网络。做法：把教师网络的 logits 除以温度，最小化对标签的交叉熵与乘以 T² 的、对软化输出的交叉熵的加权和。',
      ),
    },
  ],
};
