import { say } from '../../base/problem';
import type { LogFinding, LogRule } from './rule';
import { nameOf, numberOf } from './rule';

const passes = {
  forward: say('in the forward pass', '前向传播中'),
  backward: say('in the backward pass', '反向传播中'),
  gradient: say('in the gradients', '梯度中'),
} as const;

/** Where the first number that is not finite appeared: forward before backward before gradients, as they are computed. */
export const nonfinite: LogRule = {
  title: say('NaN or infinite numbers', '出现 NaN 或无穷大'),
  find(evidence): LogFinding | undefined {
    const { summary, moment } = evidence;
    // A loss scaler skips updates on purpose when it tries a scale that is too large.
    const skipped = new Set(summary.skipped);
    const found = summary.nonfinite.find(({ at }) => at <= moment.at && !skipped.has(at));
    const pass = found && (['forward', 'backward', 'gradient'] as const).find((one) => found[one]);
    if (!found || !pass) return undefined;
    const { first, modules, elements, rank, ranks = [] } = found[pass]!;
    const step = summary.steps[found.at]!;
    const before = summary.steps[found.at - 1];
    const name = nameOf(evidence, first);
    const brokenWeights = pass === 'forward' && !Number.isFinite(finiteWeight(evidence, first, found.at));
    const weights = brokenWeights
      ? say(
          ' Its weights were not finite by then: an earlier update or a file broke them.',
          '此时它的权重已非有限：被之前的更新或所读文件破坏。',
        )
      : say('', '');
    const others = ranks.filter((one) => one !== rank);
    const where =
      rank === undefined
        ? say('', '')
        : others.length === 0
          ? say(`, on rank ${rank} alone`, `，仅在进程 ${rank}`)
          : say(
              `, on rank ${rank} and ${others.length} more`,
              `，在进程 ${rank} 及另外 ${others.length} 个进程`,
            );
    const closer =
      before !== undefined && step - before > 1
        ? say(
            `To see the very update, record with every=1 from step ${before} on.`,
            `要看到确切的那次更新，请从第 ${before} 步起以 every=1 记录。`,
          )
        : say(
            'Lower the learning rate, clip gradients, or compute this module in float32.',
            '降低学习率、裁剪梯度，或以 float32 计算该模块。',
          );
    return {
      evidence: say(
        `At step ${step} they first appear ${passes[pass].en}, in ${name}${where.en} (${elements} numbers in ${modules} modules).${weights.en}`,
        `第 ${step} 步首先出现在${passes[pass]['zh-CN']}的 ${name}${where['zh-CN']}（共 ${modules} 个模块、${elements} 个数）。${weights['zh-CN']}`,
      ),
      advice: closer,
      module: first,
    };
  },
};

/** The module's weight norm if it is known for that step; 0 otherwise. */
function finiteWeight(evidence: Parameters<typeof numberOf>[0], module: number, at: number): number {
  if (evidence.moment.at !== at) return 0;
  const hasWeights = evidence.summary.header.modules[module]!.weightShapes.length > 0;
  return hasWeights ? numberOf(evidence, module, 'weightNorm') : 0;
}
