import { z } from 'zod';
import { field } from '../../../base/entry';
import { defineTransferMethod } from './method';
import { labelledTarget, strataOf } from './samples';

/** The trained source teacher continues to learn with the target's labels. */
export const fineTune = defineTransferMethod({
  title: { en: 'Fine-tuning', 'zh-CN': '微调' },
  summary: {
    en: 'Starts from the weights learned on the source and continues training on the few labels of the target: all layers, only the last, or the upper layers first.',
    'zh-CN': '从源域学到的权重出发，用目标域的少量标签继续学习：全部层、仅最后一层，或先上层后下层。',
  },
  formula: '\\theta_0 = \\theta_s,\\quad \\Delta W^l = r_l\\,\\Delta W^l_{\\mathrm{opt}}',
  source: 'Yosinski et al. 2014, arXiv:1411.1792; Howard & Ruder 2018, arXiv:1801.06146',
  role: 'method',
  needs: 'labels',
  strata: 1,
  params: {
    what: field(z.enum(['all', 'last', 'gradual', 'discriminative']).default('all'), {
      label: { en: 'Trainable layers', 'zh-CN': '可训练的层' },
      help: {
        en: 'All layers; only the last; gradual unfreezing: the last first, then one more layer at a time from the top, all after half of the steps; or a lower learning rate for each lower layer (discriminative).',
        'zh-CN':
          '全部层；仅最后一层；逐层解冻：先最后一层，再自后向前，半程时全部解冻；或越靠近输入的层学习率越低（判别式微调）。',
      },
      options: {
        all: { en: 'all layers', 'zh-CN': '全部层' },
        last: { en: 'last layer', 'zh-CN': '最后一层' },
        gradual: { en: 'gradual unfreezing', 'zh-CN': '逐层解冻' },
        discriminative: { en: 'lower layers slower', 'zh-CN': '低层学习率更低' },
      },
    }),
    rate: field(z.number().gt(0).max(100).default(1), {
      label: { en: 'Rate factor', 'zh-CN': '学习率倍数' },
      help: {
        en: 'The learning rate as a multiple of that on the source.',
        'zh-CN': '学习率相对源域训练的倍数。',
      },
      scale: 'log',
      sliderRange: [0.01, 10],
    }),
    layerFactor: field(z.number().gt(0).max(1).default(0.4), {
      label: { en: 'Factor per layer', 'zh-CN': '每层倍数' },
      help: {
        en: 'With “lower layers slower”: a layer’s learning rate as a share of that of the next layer (towards the output).',
        'zh-CN': '“低层学习率更低”时，每层学习率与后一层之比。',
      },
      formula: 'r_l = r\\,k^{L-l}',
      sliderRange: [0.05, 1],
      step: 0.05,
    }),
    share: field(z.number().gt(0).max(1).default(1), {
      label: { en: 'Share of the steps', 'zh-CN': '步数比例' },
      help: {
        en: 'Steps of fine-tuning, as a share of those on the source.',
        'zh-CN': '微调步数与源域训练步数之比。',
      },
      sliderRange: [0.05, 1],
      step: 0.05,
    }),
  },
  adapt: (input, { what, rate, layerFactor, share }) => {
    const layers = input.layers.length + 1;
    const steps = Math.max(1, Math.round(share * input.steps));
    const below = Array.from({ length: layers }, (_, l) => layers - 1 - l);
    const factors = (step: number) => {
      const open = 1 + Math.floor((2 * step * (layers - 1)) / steps);
      return below.map((depth) => {
        if (what === 'last') return depth === 0 ? rate : 0;
        if (what === 'gradual') return depth < open ? rate : 0;
        return what === 'discriminative' ? rate * layerFactor ** depth : rate;
      });
    };
    return { start: 'source', samples: strataOf(labelledTarget(input)), rates: factors, steps };
  },
  pytorch: ({ what, rate, layerFactor, share }, { layers, steps: all }) => {
    const steps = Math.max(1, Math.round(share * all));
    const rates = {
      all: String(rate),
      last: `${rate} if depth == 0 else 0`,
      gradual: `${rate} if depth < 1 + 2 * step * ${layers.length} // ${steps} else 0`,
      discriminative: `${rate} * ${layerFactor} ** depth`,
    };
    return {
      start: 'source',
      groups: [{ samples: 'labelled', labels: true }],
      lines: ['return cross_entropy(s, y)'],
      rate: rates[what],
      steps,
    };
  },
});
