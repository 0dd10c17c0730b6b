import { say } from '../../../../base/problem';
import { nameOf, places, sample, weights } from '../../figures/backprop/network';
import { backpropagate } from '../../math/tinyNetwork';
import type { Sheet } from './sheet';

/** One weight of the first layer, two of the second, one of the last. */
const asked = [places[0]!, places[4]!, places[7]!, places[9]!];

export const backpropagation: Sheet = {
  figure: 'one-weight',
  table: {
    task: say(
      'Compute the gradient of each weight from the numbers of the table in the figure: the activation where it starts times the δ where it ends. Then choose the weight in the figure and compare.',
      '利用图中表格里的数计算下列权重的梯度：起点的激活值乘以终点的 δ。然后在图中选中该权重，加以核对。',
    ),
    given: [say('Weight', '权重')],
    asked: [
      say('Activation at its start', '起点的激活值'),
      say('δ at its end', '终点的 δ'),
      say('Gradient', '梯度'),
    ],
    guess: false,
    rows: asked.map((place) => [nameOf(place)]),
    answers: () => {
      const { layers } = backpropagate(weights, sample.x, sample.y);
      return asked.map(([layer, from, to]) => {
        const { input, delta, gradient } = layers[layer]!;
        return [input[from]!, delta[to]!, gradient[from]![to]!];
      });
    },
  },
  questions: [
    {
      question: say(
        'Why is one δ for each unit enough, however many weights lead to the unit?',
        '为什么每个神经元只需要一个 δ，而不论有多少权重连到它？',
      ),
      lines: 3,
      answer: say(
        'A weight acts on the loss only through the unit that it leads to. Its gradient is therefore the δ of that unit times the activation that the weight is multiplied by.',
        '权重只能通过它所连到的神经元影响损失，所以它的梯度等于该神经元的 δ 乘以与该权重相乘的激活值。',
      ),
    },
    {
      question: say(
        'A network has a million weights. How many passes does a step take with two-sided differences, and how many with backpropagation?',
        '一个网络有一百万个权重。用中心差分求一次梯度需要多少次前向计算？用反向传播呢？',
      ),
      lines: 2,
      answer: say(
        'Two for each weight, two million in all; with backpropagation one pass forward and one backward.',
        '每个权重两次，共两百万次；反向传播只需一次前向、一次反向。',
      ),
    },
    {
      question: say(
        'All weights start at the same value. What becomes of the units of a hidden layer?',
        '若所有权重的初始值相同，隐藏层的各个神经元会怎样？',
      ),
      lines: 3,
      answer: say(
        'They compute the same, receive the same gradient and take the same step, so they stay alike for ever: the layer works like one unit.',
        '它们的输出相同，梯度相同，更新也相同，因而始终相同：整层只相当于一个神经元。',
      ),
    },
  ],
};
