import { say } from '../../../../base/problem';
import { meanField } from '../../../../engine/theory/meanField';
import { ensembleOf } from '../../figures/edge/experiments';
import type { Sheet } from './sheet';

const rows = [
  ['tanh', 0.5],
  ['tanh', 1.5],
  ['tanh', 3],
  ['relu', 1],
  ['sigmoid', 1],
] as const;

export const edgeOfChaos: Sheet = {
  figure: 'length-map',
  table: {
    task: say(
      'Set the biases to 0. Read off χ* and say what becomes of gradients.',
      '把偏置设为 0，读出 χ*，并说明梯度会怎样。',
    ),
    given: [say('Activation', '激活函数'), say('σw', 'σw')],
    asked: [say('χ*', 'χ*'), say('Gradients', '梯度')],
    guess: false,
    rows: rows.map(([activation, sigmaW]) => [activation === 'relu' ? 'ReLU' : activation, String(sigmaW)]),
    answers: () =>
      rows.map(([activation, sigmaW]) => {
        const { chi } = meanField(ensembleOf(activation, sigmaW, 0));
        return [chi, chi < 1 ? say('vanish', '消失') : say('explode', '爆炸')];
      }),
  },
  questions: [
    {
      question: say(
        'Where does the curve of the length map cross the diagonal, and what does the crossing mean?',
        '长度映射的曲线在何处与对角线相交？交点意味着什么？',
      ),
      lines: 2,
      answer: say(
        'At q*: there the variance of the pre-activations no longer changes from layer to layer.',
        '在 q* 处：从这里开始，预激活值的方差逐层不再变化。',
      ),
    },
    {
      question: say(
        'In the ordered phase gradients vanish. What happens to two different inputs on their way through the network, and why is it the same thing?',
        '在有序相中梯度消失。两个不同的输入在前向传播中会怎样？为什么说这是同一件事？',
      ),
      lines: 4,
      answer: say(
        'They become more and more alike, until the network gives both the same output. χ* is both the factor of the squared gradient and the slope of the correlation’s map at 1, so both happen below 1.',
        '它们越来越相似，直到网络对两者给出相同的输出。χ* 既是梯度平方每层的因子，也是相关系数映射在 1 处的斜率，所以小于 1 时两者同时发生。',
      ),
    },
    {
      question: say(
        'For which σw is χ* = 1 for tanh and for ReLU without biases? Which rules are these?',
        '不设偏置时，tanh 与 ReLU 分别在 σw 取何值时 χ* = 1？这对应哪两种初始化？',
      ),
      lines: 2,
      answer: say(
        '1 for tanh, which is Xavier’s rule; √2 for ReLU, which is He’s.',
        'tanh 为 1，即 Xavier 初始化；ReLU 为 √2，即 He 初始化。',
      ),
    },
  ],
};
