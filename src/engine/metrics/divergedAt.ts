import type { Metric } from './metric';

export const divergedAt: Metric = {
  title: { en: 'First non-finite step', 'zh-CN': '首个非有限步' },
  summary: {
    en: 'The first step at which a loss or norm was no longer finite. Empty if the run stayed finite.',
    'zh-CN': '损失或范数首次不再有限的步；始终有限则为空。',
  },
  formula: '\\min \\{ s : L_s \\notin \\mathbb R \\}',
  atInitialization: false,
  colors: 'sequential',
  of: ({ divergedAt: step }) => step ?? Number.NaN,
};
