import { say } from '../../../../base/problem';
import type { Sheet } from './sheet';

const yes = say('yes', '是');
const no = say('no', '否');

/** A method, and whether it uses labels of the target, the target's points, and samples of the source. */
const rows = [
  [say('source network, unchanged', '源域网络，不作改动'), no, no, no],
  [say('fine-tuning', '微调'), yes, yes, no],
  [say('distillation in the target', '目标域蒸馏'), no, yes, no],
  [say('gradient reversal', '梯度反转'), no, yes, yes],
  [say('training on both domains together', '两个域联合训练'), yes, yes, yes],
] as const;

export const acrossDomains: Sheet = {
  figure: 'rotation',
  table: {
    task: say(
      'The source network has been trained. What does each method use to get to the target domain?',
      '源域网络已训练好。各方法为适应目标域，分别用到什么？',
    ),
    given: [say('Method', '方法')],
    asked: [
      say('labels of the target', '目标域的标签'),
      say('points of the target', '目标域的样本'),
      say('samples of the source', '源域的样本'),
    ],
    guess: false,
    rows: rows.map(([method]) => [method]),
    answers: () => rows.map(([, ...used]) => used),
  },
  questions: [
    {
      question: say(
        'Read off: from which angle on is the source network no better than chance? Nothing in it has changed; why does it fail?',
        '从图中读出：旋转多少度时，源域网络不再优于随机猜测？网络本身没有变，为什么会失败？',
      ),
      lines: 3,
      answer: say(
        'At 45 degrees it is no better than chance. Its boundary lies where it always lay, and the points no longer do.',
        '旋转 45 度时与随机猜测相当。决策边界还在原处，样本点却已不在原处。',
      ),
    },
    {
      question: say(
        'Distillation in the target does not beat its teacher here. Why not, and when would it help?',
        '这里目标域蒸馏并不优于教师网络。为什么？什么情况下会有用？',
      ),
      lines: 3,
      answer: say(
        'The student copies the teacher’s mistakes along with its knowledge, and cannot distinguish them. It helps where the teacher knows something about the target, for instance over pairs of samples of both domains.',
        '学生网络既学到教师网络的知识，也学到它的错误，且无从分辨。教师网络确实了解目标域时才有用，例如有两个域的配对样本。',
      ),
    },
    {
      question: say(
        'Fine-tuning wins the target and forgets the source. What can one do to keep both, and what does it need?',
        '微调适应了目标域，却忘了源域。怎样兼顾？需要什么条件？',
      ),
      lines: 2,
      answer: say(
        'Train on both domains together; for that the samples of the source must still be at hand.',
        '用两个域的数据联合训练，这要求源域数据仍可获得。',
      ),
    },
  ],
};
