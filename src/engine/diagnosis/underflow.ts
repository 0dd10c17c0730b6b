import { diverged, learns } from './progress';
import { hiddenValues, inProse, type Rule } from './rule';
import { againstVanishing } from './vanishing';

/** An update below this share of a weight leaves the weight unchanged in the engine's number format. */
const lost = { float32: 2 ** -25, float64: 2 ** -54 } as const;
/** How far below that the update of the whole layer must be. Small weights then stay unchanged as well. */
const margin = 1e3;

export const underflow: Rule = {
  title: { en: 'Updates below floating-point precision', 'zh-CN': '更新低于浮点精度' },
  summary: {
    en: 'The update is so small compared with the weights that rounding removes it for almost all of them, while the output layer does learn.',
    'zh-CN': '与权重相比，更新小到被舍入误差完全抹去，几乎所有权重都不变，而输出层仍在学习。',
  },
  find(run) {
    const { recorded, at, precision = 'float32' } = run;
    const limit = lost[precision] / margin;
    const output = recorded.layer(at, recorded.layers - 1, 'updateRatio');
    const ratios = hiddenValues(run, 'updateRatio');
    const gradients = hiddenValues(run, 'weightGradNorm');
    // If the output layer does not change either, the cause is the rate, the schedule or a finished fit. A dead layer
    // has no gradient.
    const stuck = ratios.flatMap((ratio, l) =>
      ratio < limit && gradients[l]! > 0 && output > Math.max(lost[precision], margin * ratio) ? [l] : [],
    );
    if (stuck.length === 0 || learns(run) || diverged(run)) return undefined;
    const smallest = Math.min(...stuck.map((l) => gradients[l]!));
    const bits = precision === 'float32' ? 32 : 64;
    return {
      evidence: {
        en: `In ${stuck.length} of ${ratios.length} layers an update is less than ${inProse(limit)} of the weights, below the precision of ${bits}-bit numbers; the smallest weight gradient is ${inProse(smallest)}.`,
        'zh-CN': `${ratios.length} 层中有 ${stuck.length} 层的更新不到权重的 ${inProse(limit)}，低于 ${bits} 位浮点数的精度；最小的权重梯度为 ${inProse(smallest)}。`,
      },
      remedies: againstVanishing(run),
    };
  },
};
