import { diverged, learns, stepsDone } from './progress';
import type { RemedyName } from './remedies';
import { hiddenValues, inProse, type RecordedRun, type Rule } from './rule';
import { isDrastic, latestProfile, profileAt, startsVanishing } from './signal';

/** Optimizers that scale each weight's step by its own gradients. They partly compensate for small gradients. */
const adaptive: ReadonlySet<string> = new Set(['adam', 'adamw', 'rmsprop']);

/** After this many steps, a network that has not learned is not just slow. */
const patience = 200;

/** Number of layers above which a narrow ReLU network is often dead from the start, whatever its variance is. */
const deep = 20;

/** Remedies for a signal that vanishes, the most likely first. */
export const againstVanishing = ({ recorded }: RecordedRun): readonly RemedyName[] =>
  recorded.layers - 1 > deep ? ['batchNorm', 'residual', 'reluHe'] : ['reluHe', 'batchNorm', 'residual'];

export const vanishing: Rule = {
  title: { en: 'Vanishing gradients', 'zh-CN': '梯度消失' },
  summary: {
    en: 'The backprop signal shrinks from layer to layer, so that the layers near the input hardly learn.',
    'zh-CN': '反向信号逐层缩小，靠近输入的层几乎学不到东西。',
  },
  find(run) {
    const { recorded, spec } = run;
    const fromStart = startsVanishing(run);
    const latest = latestProfile(run);
    // If the signal vanished from the start, it is the cause even if layers have died since.
    const profile = latest?.kind === 'vanishes' ? latest : fromStart ? profileAt(run, 0) : undefined;
    if (!profile || latest?.kind === 'explodes' || learns(run) || diverged(run)) return undefined;
    // A signal that passes dead layers does not describe the other layers.
    if (!fromStart && Math.max(...hiddenValues(run, 'deadFraction')) === 1) return undefined;
    const tellsByItself = isDrastic(profile) && !adaptive.has(spec.training.optimizer.kind);
    if (!tellsByItself && stepsDone(run) < patience) return undefined;
    const layers = recorded.layers - 1;
    const perLayer = inProse(profile.perLayer);
    return {
      evidence: {
        en: `Layer 1 gets ${inProse(profile.ratio)} of layer ${layers}’s signal; it shrinks ${perLayer}× per layer.`,
        'zh-CN': `第 1 层只得到第 ${layers} 层信号的 ${inProse(profile.ratio)}，每层缩小到 1/${perLayer}。`,
      },
      remedies: againstVanishing(run),
    };
  },
};
