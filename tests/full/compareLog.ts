import { expect } from 'vitest';
import { notMeasured } from '../../src/data/logs/quantities';
import type { LogRun } from '../../src/data/logs/run';
import { type LayerQuantity, layerIndex, runIndex } from '../../src/engine/telemetry';
import { type ExperimentSpec, hiddenLayers } from '../../src/schema/experiment';

/** How far apart numbers may be. */
const tolerance = 1e-4;

/** Holds what the log says of each layer against the lab's frames. */
export function compare(experiment: ExperimentSpec, run: LogRun, frames: readonly Float64Array[]) {
  const { network, training } = experiment;
  const { modules } = run.header;
  const linear = modules.flatMap(({ type }, module) => (type === 'Linear' ? [module] : []));
  expect(linear).toHaveLength(hiddenLayers(network).length + 1);
  // What the lab measures behind a skip connection or dropout is no module's output; and a clipped gradient is another one.
  const direct = !network.residual && network.dropout === 0;
  const gradients: LayerQuantity[] = training.clipNorm === null ? ['weightGradNorm', 'biasGradNorm'] : [];
  const faults: string[] = [];
  let compared = 0;
  const hold = (what: string, here: number, there: number, floor: number) => {
    compared++;
    if (!(Math.abs(here - there) <= tolerance * Math.max(Math.abs(there), floor)))
      faults.push(`${what}: ${here} in PyTorch, ${there} in the lab`);
  };
  /** The size below which a number is what rounding leaves of another. */
  const floorOf = (quantity: LayerQuantity, signal: number, frame: Float64Array): number => {
    // An update is measured on the weights themselves, which have sixteen digits.
    if (quantity === 'updateRatio') return 1e-11;
    // Behind output weights that are all alike the signal is 0.
    if (network.initializer.kind === 'constant')
      return 1e-9 * frame[layerIndex(linear.length - 1, 'signalNorm')]!;
    // The bias gradient beneath a batch normalization is 0.
    return quantity === 'biasGradNorm' ? 1e-3 * signal : 0;
  };
  const { loss } = run.summary();
  frames.forEach((frame, step) => {
    const { values } = run.moment(step);
    hold(`loss at step ${step}`, loss[step]!, frame[runIndex('loss')]!, 0);
    linear.forEach((module, layer) => {
      const there = (quantity: LayerQuantity) => frame[layerIndex(layer, quantity)]!;
      for (const quantity of ['signalNorm', 'weightNorm', 'updateRatio', ...gradients] as const) {
        // Weights that are all 0 have no relative update in the lab.
        if (quantity === 'updateRatio' && there('weightNorm') === 0) continue;
        const floor = floorOf(quantity, there('signalNorm'), frame);
        const here = values[quantity as 'signalNorm']![module]!;
        hold(`${quantity} of layer ${layer} at step ${step}`, here, there(quantity), floor);
      }
      const phi = modules[module + (network.normalization === 'none' ? 1 : 2)];
      if (!direct || layer === linear.length - 1 || !phi?.activation) return;
      const place = modules.indexOf(phi);
      for (const quantity of ['activationMean', 'activationStd'] as const) {
        const here = values[quantity]![place]!;
        expect(here).not.toBe(notMeasured);
        hold(`${quantity} of layer ${layer} at step ${step}`, here, there(quantity), there('activationRms'));
      }
    });
  });
  return { compared, faults: faults.slice(0, 5) };
}
