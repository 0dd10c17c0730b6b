import { say } from '../../../../base/problem';
import { sigmoidSlope } from '../../math/chain';
import type { Sheet } from './sheet';

const inputs = [0, 2, 4.6, 10];

export const myths: Sheet = {
  figure: 'sigmoid-slope',
  table: {
    task: say(
      'Guess the slope of the sigmoid, then compute it: σ′(z) = σ(z) · (1 − σ(z)).',
      '先猜测 sigmoid 的导数，再计算：σ′(z) = σ(z) · (1 − σ(z))。',
    ),
    given: [say('Input z', '输入 z')],
    asked: [say('σ′(z)', 'σ′(z)')],
    guess: true,
    rows: inputs.map((z) => [String(z)]),
    answers: () => inputs.map((z) => [sigmoidSlope(z)]),
  },
  questions: [
    {
      question: say(
        '“ReLU has no vanishing gradients.” In which sense is this right, and in which wrong?',
        '“ReLU 没有梯度消失。”这句话在什么意义上对，什么意义上错？',
      ),
      lines: 3,
      answer: say(
        'A ReLU that is on has slope 1 and does not saturate. But it is off for about half of its inputs, so with weights of Xavier’s size the signal still shrinks by about √½ a layer; He’s weights make up for it.',
        '开启的 ReLU 导数为 1，不饱和。但约有一半的输入使它关闭，用 Xavier 大小的权重时，信号仍每层约乘 √½；He 初始化可以补偿。',
      ),
    },
    {
      question: say(
        '“Adam fixes vanishing gradients.” Why does it help up to some depth, and not beyond?',
        '“Adam 能解决梯度消失。”为什么只在一定深度内有效？',
      ),
      lines: 3,
      answer: say(
        'It divides each gradient by its own running size, so small ones move as fast as others while they have a direction. The signal is scaled, not repaired: what arrives must still be more than rounding and ε.',
        '它把每个梯度除以自身的滑动均值大小，只要还有方向，小梯度也能正常更新。信号只是被放大，并未修复：到达的部分必须大于舍入误差和 ε。',
      ),
    },
    {
      question: say(
        'A bigger teacher fits the training data better. When can its student be worse?',
        '更大的教师网络对训练数据拟合得更好。什么时候它的学生网络反而更差？',
      ),
      lines: 2,
      answer: say(
        'When it has parameters enough to memorize wrong labels: its soft labels then repeat them.',
        '当它的参数多到能记住错误标签时：它的软标签会重复这些错误。',
      ),
    },
  ],
};
