import type { ComponentType } from 'react';
import type { Text } from '../../../base/entry';
import type { Language } from '../../../base/languages';
import { loadWords } from '../../../locales/i18n';

/** A chapter of the book. Its text is `chapters/<language>/<file>.mdx`. */
export interface Chapter {
  /** Its name in links. */
  readonly id: string;
  readonly file: string;
  /** The texts of its figures, in src/locales. */
  readonly words: readonly string[];
  readonly title: Text;
  /** One sentence for the contents. */
  readonly summary: Text;
}

/** A chapter's number, with which its file begins. */
export const chapterNumber = ({ file }: Chapter): number => Number.parseInt(file, 10);

/** The chapters that are written in every language, in reading order. */
export const chapters = [
  {
    id: 'gradient-descent',
    file: '01-gradient-descent',
    words: ['learnDescent'],
    title: { en: 'Gradient descent', 'zh-CN': '梯度下降' },
    summary: {
      en: 'Fit a line by gradient descent; find the learning rate above which it diverges, and see momentum move that limit.',
      'zh-CN': '用“沿负梯度走”拟合一条直线；找出学习率大到何处必然发散，再看动量怎样移动这条界线。',
    },
  },
  {
    id: 'backpropagation',
    file: '02-backpropagation',
    words: ['learnBackprop'],
    title: { en: 'Backpropagation', 'zh-CN': '反向传播' },
    summary: {
      en: 'Ten weights, every number of both passes; move one weight by hand and compare the slope with the gradient.',
      'zh-CN': '十个权重，前向与反向的每一个数；亲手移动一个权重，比较差分所得的斜率与梯度。',
    },
  },
  {
    id: 'vanishing-gradients',
    file: '03-vanishing-gradients',
    words: ['learnVanishing'],
    title: { en: 'Why gradients vanish', 'zh-CN': '梯度为何消失' },
    summary: {
      en: 'The signal is a product over the layers: measure the part of the weights and the part of the slopes, and see number formats run out.',
      'zh-CN': '反向信号是逐层的连乘积：分别测量权重与导数各占多少，并看浮点数如何下溢。',
    },
  },
  {
    id: 'mending',
    file: '04-mending',
    words: ['learnMending', 'learnMyths'],
    title: { en: 'Remedies', 'zh-CN': '如何补救' },
    summary: {
      en: 'Weights, activations, normalization, skip connections and clipping: each measured by itself, then all on the same failing network.',
      'zh-CN': '初始化、激活函数、归一化、跳跃连接与梯度裁剪：先分别测量，再在同一个网络上对照。',
    },
  },
  {
    id: 'edge-of-chaos',
    file: '05-edge-of-chaos',
    words: ['learnEdge'],
    title: { en: 'The edge of chaos', 'zh-CN': '混沌边缘' },
    summary: {
      en: 'Mean-field theory predicts where signals vanish, explode or pass; a map of measured networks agrees, cell by cell.',
      'zh-CN': '平均场理论预言信号在何处消失、爆炸或通过；逐格实测的相图与之相符。',
    },
  },
  {
    id: 'distillation',
    file: '06-distillation',
    words: ['learnDistillation'],
    title: { en: 'Knowledge distillation', 'zh-CN': '知识蒸馏' },
    summary: {
      en: 'Soft targets, temperature and T², what a teacher’s probabilities for wrong classes tell, the control for every explanation, and a well-known listing corrected.',
      'zh-CN':
        '软目标、温度与 T²，教师网络的“错误答案”说明了什么，每种解释对应的对照实验，以及一段常见代码的修正。',
    },
  },
  {
    id: 'across-domains',
    file: '07-across-domains',
    words: ['learnDomains'],
    title: { en: 'Knowledge across domains', 'zh-CN': '跨域的知识' },
    summary: {
      en: 'What a network knows after its data have changed: measured under a shift, with few labels, and with what wins back what.',
      'zh-CN': '数据分布改变之后，网络还知道多少：在不同偏移与少量标签下测量，看哪种方法能挽回什么。',
    },
  },
  {
    id: 'distillation-and-vanishing',
    file: '08-distillation-and-vanishing',
    words: ['learnBothWays'],
    title: { en: 'Does distillation fix vanishing gradients?', 'zh-CN': '蒸馏能解决梯度消失吗？' },
    summary: {
      en: 'A popular claim, measured: what a teacher’s outputs change in the signal, what hints change, and where both end.',
      'zh-CN': '检验一种流行的说法：教师网络的输出改变了信号的什么，hint 蒸馏改变了什么，两者又止于何处。',
    },
  },
  {
    id: 'myths',
    file: '09-myths',
    words: ['learnMyths', 'learnVanishing'],
    title: { en: 'Myths', 'zh-CN': '常见误解' },
    summary: {
      en: 'Seven sentences that are often repeated: predict first, then measure.',
      'zh-CN': '七种流传很广的说法：先预测，再测量。',
    },
  },
  {
    id: 'questions',
    file: '10-questions',
    words: ['learnDistillation', 'learnMending', 'learnVanishing'],
    title: { en: 'Questions and answers', 'zh-CN': '问与答' },
    summary: {
      en: 'Why gradients vanish, what helps, what distillation gives and how it is done: three sentences and one live figure each.',
      'zh-CN': '梯度为何消失，什么办法有效，蒸馏带来什么，具体怎样做：每问三句话、一张可交互的图。',
    },
  },
] as const satisfies readonly Chapter[];

/** A chapter of the list, whose name in links is known. */
export type NamedChapter = (typeof chapters)[number];

/** A compiled chapter. */
export interface ChapterText {
  readonly default: ComponentType<{ readonly components?: Readonly<Record<string, unknown>> }>;
  /** Minutes that it takes to read. */
  readonly minutes: number;
}

const texts = import.meta.glob<ChapterText>('./*/*.mdx');

/** Loads the text of a chapter with its figures and their texts. */
export async function loadChapter({ file, words }: Chapter, language: Language): Promise<ChapterText> {
  const [text] = await Promise.all([texts[`./${language}/${file}.mdx`]!(), ...words.map(loadWords)]);
  return text;
}

/** The chapter with a name, if it exists. */
export const chapterNamed = (id: string | undefined): NamedChapter | undefined =>
  chapters.find((chapter) => chapter.id === id);
