/**
 * The quantities of a log, one number for each module at each step (docs/log-format.md). `kind` says how they are scaled and
 * how those of a group of modules are put together.
 */
export const logQuantities = {
  signalNorm: 'norm',
  activationMean: 'signed',
  activationStd: 'spread',
  saturatedFraction: 'share',
  deadFraction: 'share',
  zeroFraction: 'share',
  signalUnderflowFraction: 'share',
  weightGradNorm: 'norm',
  biasGradNorm: 'norm',
  weightGradUnderflowFraction: 'share',
  weightNorm: 'norm',
  updateRatio: 'ratio',
} as const satisfies Record<string, 'norm' | 'signed' | 'spread' | 'share' | 'ratio'>;

export type LogQuantity = keyof typeof logQuantities;

export const logQuantityNames = Object.keys(logQuantities) as readonly LogQuantity[];

/** Stands for "not measured" in arrays of numbers: exact in float32 and float64, and no number of a real model. */
export const notMeasured = -(2 ** 127);
