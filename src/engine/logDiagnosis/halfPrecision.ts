import { say } from '../../base/problem';
import { percent } from '../diagnosis/rule';
import { powerOfTwo } from './powerOfTwo';
import { type LogEvidence, type LogRule, nameOf, numberOf } from './rule';

/** The share of a signal's elements that is lost in float16, beyond those that are 0 because the activation's slope is. */
const lostShare = 0.5;

/** The largest number of float16. */
const largestHalf = 65504;

/** The share of a module's signal that float16 can't hold. A ReLU that is off passes 0 in any format, so that is taken off. */
function lost(evidence: LogEvidence, module: number): number {
  const share = numberOf(evidence, module, 'signalUnderflowFraction');
  const natural = numberOf(evidence, module, 'saturatedFraction');
  return share - (Number.isNaN(natural) ? 0 : natural);
}

/**
 * The largest loss scale, a power of two, with which no element of any signal or gradient can overflow float16: an element is
 * at most as large as its norm, and recorded norms are unscaled. NaN if no norm is known.
 */
export function largestSafeScale(evidence: LogEvidence): number {
  let largest = 0;
  evidence.summary.header.modules.forEach((_, module) => {
    if (evidence.moment.dtypes[module] !== 'float16') return;
    for (const quantity of ['signalNorm', 'weightGradNorm'] as const) {
      const norm = numberOf(evidence, module, quantity);
      if (Number.isFinite(norm) && norm > largest) largest = norm;
    }
  });
  return largest > 0 ? 2 ** Math.floor(Math.log2(largestHalf / largest)) : Number.NaN;
}

export const halfPrecision: LogRule = {
  title: say('Gradients below float16', '梯度小于 float16 的下限'),
  find(evidence) {
    const { summary, moment } = evidence;
    const found = summary.header.modules.flatMap((_, module) => {
      const isDead = numberOf(evidence, module, 'deadFraction') === 1;
      const share = lost(evidence, module);
      return moment.dtypes[module] === 'float16' && share > lostShare && !isDead ? [{ module, share }] : [];
    });
    if (found.length === 0) return undefined;
    const worst = found.reduce((a, b) => (b.share > a.share ? b : a));
    const name = nameOf(evidence, worst.module);
    const recorded = summary.lossScale[moment.at] ?? Number.NaN;
    const scale = Number.isNaN(recorded) ? 1 : recorded;
    const safe = largestSafeScale(evidence);
    const [now, then] = [powerOfTwo(scale), powerOfTwo(safe)];
    return {
      evidence: say(
        `In ${found.length} modules most of the signal is 0 or subnormal in float16 (below 2⁻¹⁴), most in ${name}: ${percent(worst.share)}; the loss scale is ${now}.`,
        `${found.length} 个模块中，信号的大部分在 float16 中为 0 或次正规数（小于 2⁻¹⁴），最多的是 ${name}：${percent(worst.share)}；损失缩放为 ${now}。`,
      ),
      advice:
        safe > scale
          ? say(
              `A loss scale of ${then} is the largest that cannot overflow at this step, and lifts every element ${powerOfTwo(safe / scale)} times: GradScaler(init_scale=${safe}).`,
              `损失缩放 ${then} 是此步不会溢出的最大值，可将每个元素放大 ${powerOfTwo(safe / scale)} 倍：GradScaler(init_scale=${safe})。`,
            )
          : say(
              'No single loss scale fixes it, since other modules would overflow: compute this module in bfloat16 or float32.',
              '任何单一的损失缩放都无济于事，因为其他模块会溢出：请以 bfloat16 或 float32 计算该模块。',
            ),
      module: worst.module,
    };
  },
};
