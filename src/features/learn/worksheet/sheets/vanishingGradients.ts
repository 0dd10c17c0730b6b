import { say } from '../../../../base/problem';
import { sigmoidSlope } from '../../math/chain';
import type { Sheet } from './sheet';

const settings = [
  [1, 0],
  [4, 0],
  [4, 2],
  [6, 0],
] as const;
const layers = 20;

export const vanishingGradients: Sheet = {
  figure: 'chain',
  table: {
    task: say(
      `A chain of ${layers} sigmoid units. Guess first, then set the sliders and read off.`,
      `由 ${layers} 个 sigmoid 神经元串成的链。先猜测，再调节滑块读数。`,
    ),
    given: [say('Weight w', '权重 w'), say('Pre-activation z', '预激活值 z')],
    asked: [say('Factor of a layer', '每层的因子'), say('Left of the signal', '信号的剩余比例')],
    guess: true,
    rows: settings.map((pair) => pair.map(String)),
    answers: () =>
      settings.map(([w, z]) => {
        const factor = w * sigmoidSlope(z);
        return [factor, factor ** (layers - 1)];
      }),
  },
  questions: [
    {
      question: say(
        'For which input is the slope of the sigmoid largest, and how large is it? “The gradient vanishes when the input is near 0”: true or false?',
        'sigmoid 的导数在输入为多少时最大？最大值是多少？“输入接近 0 时梯度消失”这句话对吗？',
      ),
      lines: 2,
      answer: say(
        'At 0, where it is 1/4. False: it is far from 0, where the unit is saturated, that hardly any signal passes.',
        '在 0 处最大，为 1/4。不对：在远离 0 的饱和区，信号才几乎无法通过。',
      ),
    },
    {
      question: say(
        'Why is it no lasting remedy to make the weights of a sigmoid network larger?',
        '为什么单靠增大权重不能可靠地解决 sigmoid 网络的问题？',
      ),
      lines: 3,
      answer: say(
        'A weight must make up for the slope: 4 in the middle of the curve, more anywhere else. But larger weights make larger inputs, which move the units to the flat ends, where the slope is smaller still.',
        '权重要补偿导数：在曲线中央需要 4，在别处需要更大。但权重越大，输入也越大，神经元被推向平坦的两端，导数反而更小。',
      ),
    },
    {
      question: say(
        'A float16 cannot hold the product after some layers. Why can no learning rate bring the gradient back?',
        'float16 在若干层之后无法表示这个乘积。为什么再大的学习率也无法挽回？',
      ),
      lines: 2,
      answer: say(
        'The number is then exactly 0, and a learning rate times 0 is 0. It helps to scale the loss before the backward pass.',
        '此时该数恰好为 0，学习率乘以 0 还是 0。可行的办法是在反向计算之前先放大损失。',
      ),
    },
  ],
};
