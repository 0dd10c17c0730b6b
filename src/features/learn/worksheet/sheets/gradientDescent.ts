import { say } from '../../../../base/problem';
import { flats, start } from '../../math/flats';
import { curvatureOf, descend } from '../../math/leastSquares';
import type { Sheet } from './sheet';

const rates = [0.1, 0.6, 1.2, 1.25];
const steps = 20;

/** The share of the starting distance that is left. */
function left(rate: number): number {
  const { solution } = curvatureOf(flats);
  const distance = ([a, b]: readonly [number, number]) => Math.hypot(a - solution[0], b - solution[1]);
  return distance(descend(flats, { start, rate, steps }).at(-1)!) / distance(start);
}

export const gradientDescent: Sheet = {
  figure: 'descent',
  table: {
    task: say(
      `Set ${steps} steps and no momentum. First guess, then read off how much of the starting distance is left.`,
      `把步数设为 ${steps}，动量设为 0。先猜测，再从图下读出：距最小值点还剩起始距离的多少？`,
    ),
    given: [say('Learning rate α', '学习率 α')],
    asked: [say('Share of the distance that is left', '剩余距离的比例')],
    guess: true,
    rows: rates.map((rate) => [String(rate)]),
    answers: () => rates.map((rate) => [left(rate)]),
  },
  questions: [
    {
      question: say(
        'Why does the path bend instead of leading straight to the minimum?',
        '路径为何是弯的，而不是直奔最小值点？',
      ),
      lines: 3,
      answer: say(
        'The negative gradient is the direction of steepest descent at one point only. It stands at a right angle to the contour line, and the contours are ellipses, not circles.',
        '负梯度只是该点处下降最快的方向，它与等高线垂直；而等高线是椭圆，不是圆，所以它一般不指向最小值点。',
      ),
    },
    {
      question: say(
        'Choose a learning rate a little above the mark. What happens, and which number decides it?',
        '取一个略大于标记处的学习率，会发生什么？由哪个数决定？',
      ),
      lines: 3,
      answer: say(
        'The path jumps across the valley, farther each time. Along an eigenvector of the Hessian the distance is multiplied by 1 − αλ at every step; for the largest eigenvalue the size of this factor is above 1 as soon as α is above 2/λmax.',
        '路径在谷两侧来回跳动，且越跳越远。沿 Hessian 矩阵的特征向量，距离每步乘以 1 − αλ；一旦 α 大于 2/λmax，最大特征值对应的这个因子的绝对值就超过 1。',
      ),
    },
    {
      question: say(
        'Choose “standardized”. How many steps does the descent need now with a learning rate of 1, and why?',
        '选择“标准化”。此时取学习率 1，需要几步？为什么？',
      ),
      lines: 2,
      answer: say(
        'One. Both eigenvalues are 1, so 1 − αλ is 0 in every direction.',
        '一步。两个特征值都是 1，各个方向上的 1 − αλ 都为 0。',
      ),
    },
  ],
};
