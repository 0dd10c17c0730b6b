import { say } from '../../../../base/problem';
import { meanField } from '../../../../engine/theory/meanField';
import { ensembleOf } from '../../figures/edge/experiments';
import type { Sheet } from './sheet';

/** An activation and a rule, with σw for layers of equal widths. */
const rows = [
  ['relu', 'ReLU', 'Xavier', 1],
  ['relu', 'ReLU', 'He', Math.SQRT2],
  ['sigmoid', 'sigmoid', 'Xavier', 1],
  ['sigmoid', 'sigmoid', 'He', Math.SQRT2],
] as const;
const depth = 50;

export const mending: Sheet = {
  figure: 'weight-rules',
  table: {
    task: say(
      `${depth} layers at initialization. Guess how much of the last layer’s signal reaches the first, as a power of ten; then read it off the right picture. (The answers are theory’s, for very wide layers.)`,
      `${depth} 层网络，初始化时。猜测最后一层的信号有多少到达第一层（写成 10 的幂），再从右图读出。（答案为无限宽网络的理论值。）`,
    ),
    given: [say('Activation', '激活函数'), say('Weights', '权重')],
    asked: [say('Power of ten', '10 的几次幂')],
    guess: true,
    rows: rows.map(([, activation, rule]) => [activation, rule]),
    answers: () =>
      rows.map(([activation, , , sigmaW]) => {
        const { chi } = meanField(ensembleOf(activation, sigmaW, 0));
        // No −0 for a factor that rounds to 1.
        return [Math.round(((depth - 1) * Math.log10(chi)) / 2) + 0];
      }),
  },
  questions: [
    {
      question: say(
        'Where does the 2 in He’s rule σ² = 2/n come from?',
        'He 初始化 σ² = 2/n 中的 2 从何而来？',
      ),
      lines: 2,
      answer: say(
        'ReLU sets about half of the terms to 0, in both directions. Twice the variance makes up for it.',
        'ReLU 在前向与反向都把大约一半的项置 0，方差加倍正好补偿。',
      ),
    },
    {
      question: say(
        'Batch normalization keeps the outputs of every layer in range. Why does the gradient not stay in range as well?',
        '批归一化使每层输出保持在合适的范围内，为什么梯度却不能同样保持？',
      ),
      lines: 3,
      answer: say(
        'The backward pass goes through the division by the standard deviation and through the slopes, which are not normalized. At initialization each such layer multiplies the squared norm by at least π/(π − 1) in wide ReLU networks.',
        '反向计算要经过除以标准差这一步和激活函数的导数，而这些并没有被归一化。在宽的 ReLU 网络中，初始化时每一层至少把梯度范数的平方乘以 π/(π − 1)。',
      ),
    },
    {
      question: say(
        'Why does clipping not help against a vanished gradient? And why can a skip connection not let it vanish?',
        '梯度裁剪为什么对梯度消失无效？跳跃连接又为什么能避免消失？',
      ),
      lines: 3,
      answer: say(
        'Clipping is a limit from above; it lifts nothing. Over a skip connection the signal is added unchanged, whatever the layer does to its own copy.',
        '裁剪只是上限，不会放大任何东西。跳跃连接把信号原样相加，与该层对另一份信号做了什么无关。',
      ),
    },
  ],
};
