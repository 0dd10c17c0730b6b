import type { Samples } from './dataset';

/** Samples of a curve over one input. @param inputs x, `[samples]` @param targets y, `[samples]` */
export const curveSamples = (inputs: Float64Array, targets: Float64Array): Samples => ({
  inputs,
  features: 1,
  featureNames: ['x'],
  points: inputs,
  expand: (points) => Float64Array.from(points),
  outcome: { task: 'regression', targets, targetNames: ['y'] },
});
