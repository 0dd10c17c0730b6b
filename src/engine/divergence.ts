import type { Kernels, Matrix } from './kernels/kernels';
import { layerParameters, type Pass } from './network';
import { headLength, layerQuantities, layersEnd, runPlaces, type TelemetryFrame } from './telemetry';
import type { Divergence } from './trainer';

type Found = Omit<Divergence, 'step'>;

/**
 * Finds the first non-finite quantity of a pass and of the update after it. The order is that of the computation: the
 * forward pass layer by layer, the loss, then backward from the output layer. For each layer it checks the signal, the
 * gradients and the parameters after the update.
 * @param loss the pass's loss
 * @returns undefined if every number is finite; layers count from 1, the output layer is the last
 */
export async function firstNotFinite(kernels: Kernels, pass: Pass, loss: number): Promise<Found | undefined> {
  const finite = async (matrix: Matrix): Promise<boolean> => {
    for (const value of await kernels.read(matrix)) if (!Number.isFinite(value)) return false;
    return true;
  };
  const { flows } = pass;
  for (const [l, { affine, preActivation, activated, output }] of flows.entries()) {
    const layer = l + 1;
    if (!(await finite(affine)) || !(await finite(preActivation)))
      return { layer, quantity: 'preActivation' };
    if (!(await finite(activated)) || !(await finite(output))) return { layer, quantity: 'activation' };
  }
  if (!Number.isFinite(loss)) return { layer: flows.length, quantity: 'loss' };
  for (let l = flows.length - 1; l >= 0; l--) {
    const { layer, signal } = flows[l]!;
    const found = (quantity: Divergence['quantity']): Found => ({ layer: l + 1, quantity });
    if (!(await finite(signal))) return found('signal');
    if (!(await finite(layer.weights.gradient))) return found('weightGradient');
    const [, ...others] = layerParameters(layer);
    for (const { gradient } of others) if (!(await finite(gradient))) return found('biasGradient');
    for (const { value } of layerParameters(layer)) if (!(await finite(value))) return found('update');
  }
  return undefined;
}

/**
 * The array that each frame quantity is computed from. Factors are left out. They are ratios and have no finite
 * value behind a dead layer.
 */
const origins: Partial<Record<(typeof layerQuantities)[number], Divergence['quantity']>> = {
  weightGradNorm: 'weightGradient',
  biasGradNorm: 'biasGradient',
  signalNorm: 'signal',
  weightNorm: 'update',
  activationRms: 'activation',
};

/** Finds the first non-finite quantity from a frame alone. It also catches finite numbers whose norm overflows. */
export function divergenceOf(frame: TelemetryFrame, layers: number): Divergence | undefined {
  const step = frame[runPlaces.step]!;
  if (!Number.isFinite(frame[runPlaces.loss]!)) return { step, layer: layers, quantity: 'loss' };
  for (let at = headLength; at < layersEnd(frame); at++) {
    const quantity = origins[layerQuantities[(at - headLength) % layerQuantities.length]!];
    if (Number.isFinite(frame[at]!) || !quantity) continue;
    return { step, layer: Math.floor((at - headLength) / layerQuantities.length) + 1, quantity };
  }
  return undefined;
}
