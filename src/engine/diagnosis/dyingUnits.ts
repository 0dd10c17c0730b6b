import { lowering, rateTooLarge } from './largeRate';
import { diverged, frameFrom, learns, stepsDone } from './progress';
import { hiddenValues, percent, type RecordedRun, type Rule } from './rule';
import { startsVanishing } from './signal';

/**
 * The share of dead units in a layer that counts as trouble. In the deep layers of a healthy ReLU network all samples
 * look alike, so half of the units are off on all of them.
 */
export const deadShare = 0.8;
/** Before this many steps, only a layer without any living unit counts. */
export const patience = 100;
/**
 * Number of recorded steps, in the last half of the run, whose smallest share counts. A single small batch may leave
 * many units off.
 */
const batches = 8;

/** For each hidden layer, the share of units that was dead in every one of the last recorded steps. */
function lastingShares(run: RecordedRun): number[] {
  const shares = hiddenValues(run, 'deadFraction');
  const from = Math.max(run.at - batches + 1, frameFrom(run, stepsDone(run) / 2));
  for (let frame = from; frame < run.at; frame++) {
    for (const [l, share] of hiddenValues(run, 'deadFraction', frame).entries())
      shares[l] = Math.min(shares[l]!, share);
  }
  return shares;
}

export const dyingUnits: Rule = {
  title: { en: 'Dead units', 'zh-CN': '死神经元' },
  summary: {
    en: 'Units whose slope is exactly 0 on every sample of the batch get no gradient from it; ReLU and hard tanh have such flat parts. They recover only if another batch, or a change in earlier layers, moves them off the flat part.',
    'zh-CN':
      '在整个批次上导数恰为 0 的神经元得不到梯度；ReLU 与 hard tanh 有这样的平坦段。只有其他批次或前面各层的变化使它们离开平坦段，它们才会恢复。',
  },
  find(run) {
    // If the numbers are not finite, their slopes are unknown.
    if (diverged(run)) return undefined;
    const shares = lastingShares(run);
    const worst = Math.max(...shares);
    const limit = stepsDone(run) < patience ? 1 : deadShare;
    if (!(worst >= limit) || learns(run)) return undefined;
    const layer = shares.indexOf(worst) + 1;
    return {
      evidence: {
        en: `${percent(worst)} of layer ${layer}’s units have slope 0 on the whole batch.`,
        'zh-CN': `第 ${layer} 层有 ${percent(worst)} 的神经元在整个批次上导数为 0。`,
      },
      remedies: startsVanishing(run)
        ? ['he', 'batchNorm', 'residual']
        : rateTooLarge(run)
          ? [...lowering(run.spec).slice(0, 1), 'leakyRelu', 'batchNorm']
          : ['he', 'leakyRelu', 'batchNorm'],
    };
  },
};
