import { defineSchedule } from './schedule';

export const constant = defineSchedule({
  title: { en: 'Constant', 'zh-CN': '恒定' },
  summary: { en: 'The learning rate does not change.', 'zh-CN': '学习率保持不变。' },
  formula: '\\eta_t = \\eta',
  params: {},
  factor: () => 1,
  pytorch: () => undefined,
});
