import { say } from '../../../../base/problem';
import { softmax } from '../../../../engine/numeric/softmax';
import type { Sheet } from './sheet';

const temperatures = [1, 2, 4, 20];
const logits = [6, 3, 0];

export const distillation: Sheet = {
  figure: 'temperature',
  table: {
    task: say(
      `A teacher’s logits are ${logits.join(', ')}. Compute its probabilities at each temperature.`,
      `教师网络的 logits 为 ${logits.join('、')}。计算各温度下的概率。`,
    ),
    given: [say('Temperature T', '温度 T')],
    asked: [say('Class 1', '类别 1'), say('Class 2', '类别 2'), say('Class 3', '类别 3')],
    guess: false,
    rows: temperatures.map((temperature) => [String(temperature)]),
    answers: () => temperatures.map((temperature) => [...softmax(logits, logits.length, temperature)]),
  },
  questions: [
    {
      question: say(
        'What does a higher temperature change in the teacher’s output, and what does it leave as it is?',
        '提高温度会改变教师网络输出的什么？什么不变？',
      ),
      lines: 2,
      answer: say(
        'The small probabilities become visible. The order of the classes stays, and nothing is added that was not in the logits.',
        '小概率变得可见；类别的先后次序不变，也不会增加 logits 中没有的信息。',
      ),
    },
    {
      question: say(
        'The loss has a factor of T². What would happen without it if the temperature is raised?',
        '损失中有因子 T²。若去掉它并提高温度，会怎样？',
      ),
      lines: 3,
      answer: say(
        'The gradient of the soft targets shrinks like 1/T², once from the chain rule and once because softened probabilities lie closer together. The labels’ term would drown out the teacher.',
        '软目标项的梯度按 1/T² 缩小：一个 1/T 来自链式法则，另一个是因为软化后的概率彼此更接近。标签项会盖过教师网络。',
      ),
    },
    {
      question: say(
        'A distilled student is better than one trained on the labels. Name two controls, and what each would show.',
        '蒸馏得到的学生网络优于只用标签训练的网络。举出两个对照实验，并说明各能说明什么。',
      ),
      lines: 4,
      answer: say(
        'For example label smoothing: if it does as well, softness was the point. The teacher’s argmax as a hard label: if it does as well, corrected labels were the point. Soft targets shuffled within the class: if they do as well, the teacher knows nothing of the single sample.',
        '例如标签平滑：若效果一样，起作用的是“软”。教师网络的 argmax 作硬标签：若效果一样，起作用的是纠正了标签。类内打乱的软目标：若效果一样，说明教师网络对单个样本并无所知。',
      ),
    },
  ],
};
