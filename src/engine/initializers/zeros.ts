import { commonParams, defineInitializer } from './initializer';

export const zeros = defineInitializer({
  title: { en: 'Zeros', 'zh-CN': '全零' },
  summary: {
    en: 'All weights 0: no signal passes and all units of a layer stay alike for ever. The symmetry that random starts break.',
    'zh-CN': '所有权重为 0：信号无法通过，同层单元永远相同；随机初始化正是为打破这种对称。',
  },
  formula: 'W = 0',
  params: {
    ...commonParams,
  },
  variance: () => 0,
  weights: (_random, { fanIn, fanOut }) => new Float64Array(fanIn * fanOut),
});
