import { rateTooLarge } from './largeRate';
import { diverged, learns, stepsDone } from './progress';
import type { RemedyName } from './remedies';
import { inProse, type Rule } from './rule';
import { isDrastic, latestProfile, overflowAtStart, startsExploding } from './signal';

/** After this many steps, a network that has not learned is not just slow. */
const patience = 100;

export const exploding: Rule = {
  title: { en: 'Exploding gradients', 'zh-CN': '梯度爆炸' },
  summary: {
    en: 'The backprop signal grows from layer to layer, so that a single update changes the layers near the input far too much.',
    'zh-CN': '反向信号逐层增大，一次更新就会使靠近输入的层改变过大。',
  },
  find(run) {
    const { recorded, spec } = run;
    const { kind } = spec.network.initializer;
    const remedies: readonly RemedyName[] = kind.startsWith('he')
      ? ['gainOne', 'layerNorm', 'batchNorm']
      : ['suited', 'layerNorm', 'batchNorm'];
    const overflow = overflowAtStart(run);
    if (overflow) {
      const { layer, perLayer } = overflow;
      return {
        evidence: {
          en: `Before any update the activations grow ${inProse(perLayer)} times with each layer; in layer ${layer} they overflow, and so does the backward signal.`,
          'zh-CN': `尚未更新时激活值每层就增大到 ${inProse(perLayer)} 倍，到第 ${layer} 层数值溢出，反向信号也一样。`,
        },
        remedies,
      };
    }
    const now = latestProfile(run);
    if (!now || learns(run)) return undefined;
    const fromStart = startsExploding(run);
    const ended = diverged(run);
    if (now.kind !== 'explodes' && !(fromStart && ended)) return undefined;
    if (!isDrastic(now) && !ended && stepsDone(run) < patience) return undefined;
    // If the signal explodes only after updates have made the weights too large, the cause is the learning rate.
    if (!fromStart && rateTooLarge(run)) return undefined;
    const layers = recorded.layers - 1;
    const ratio = inProse(now.ratio);
    const perLayer = inProse(now.perLayer);
    return {
      evidence: {
        en: `Layer 1 gets ${ratio} times layer ${layers}’s signal; it grows ${perLayer}× per layer.`,
        'zh-CN': `第 1 层得到第 ${layers} 层信号的 ${ratio} 倍，每层增大到 ${perLayer} 倍。`,
      },
      remedies,
    };
  },
};
