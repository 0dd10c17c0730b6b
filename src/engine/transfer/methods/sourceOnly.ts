import { defineTransferMethod } from './method';
import { strataOf } from './samples';

/** The source teacher is used on the target without any adaptation. */
export const sourceOnly = defineTransferMethod({
  title: { en: 'Source only', 'zh-CN': '仅源域' },
  summary: {
    en: 'Learns the source and is used on the target as it is: what every other method must beat.',
    'zh-CN': '只学源域，直接用于目标域：其他方法都要胜过它。',
  },
  formula: 'L = \\mathrm{CE}(y_s, f(x_s))',
  role: 'control',
  strata: 1,
  params: {},
  adapt: ({ source }) => ({ start: 'initial', samples: strataOf(source) }),
});
