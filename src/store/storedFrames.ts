import {
  endQuantities,
  frameLength,
  headLength,
  type LayerQuantity,
  layerQuantities,
} from '../engine/telemetry';
import type { ExperimentSpec } from '../schema/experiment';
import type { StoredNumbers } from './database';

/** The values that version 0.1.0 recorded for each layer. Its runs contain no list of them. */
const firstQuantities: readonly string[] = [
  'weightGradNorm',
  'biasGradNorm',
  'signalNorm',
  'weightFactor',
  'activationFactor',
  'weightNorm',
  'updateRatio',
  'activationMean',
  'activationStd',
  'activationRms',
  'saturatedFraction',
  'deadFraction',
];

/** Numbers in a stored frame. */
export const storedFrameLength = ({
  layers,
  quantities,
  ending,
}: Pick<StoredNumbers, 'layers' | 'quantities' | 'ending'>): number =>
  headLength + layers * (quantities ?? firstQuantities).length + (ending?.length ?? 0);

/**
 * A run's numbers with its frames in today's layout. A quantity that was not recorded is NaN. Factors of components that the
 * network lacks are 1. In an old run `activationFactor` also includes the effect of normalization and skips.
 */
export function asToday(numbers: StoredNumbers, { network }: ExperimentSpec): StoredNumbers {
  const quantities = numbers.quantities ?? firstQuantities;
  const ending = numbers.ending ?? [];
  const isToday = quantities.join() === layerQuantities.join() && ending.join() === endQuantities.join();
  if (isToday) return numbers;
  const { layers, frames: stored } = numbers;
  const [before, now] = [storedFrameLength(numbers), frameLength(layers)];
  const count = stored.length / before;
  const frames = new Float64Array(count * now);
  const plain = network.normalization === 'none' && !network.residual;
  const absent = (quantity: LayerQuantity, layer: number) =>
    plain && layer < layers - 1 && (quantity === 'normalizationFactor' || quantity === 'skipFactor')
      ? 1
      : Number.NaN;
  for (let i = 0; i < count; i++) {
    frames.set(stored.subarray(i * before, i * before + headLength), i * now);
    for (let layer = 0; layer < layers; layer++) {
      layerQuantities.forEach((quantity, to) => {
        const from = quantities.indexOf(quantity);
        frames[i * now + headLength + layer * layerQuantities.length + to] =
          from < 0
            ? absent(quantity, layer)
            : stored[i * before + headLength + layer * quantities.length + from]!;
      });
    }
    endQuantities.forEach((quantity, to) => {
      const from = ending.indexOf(quantity);
      frames[(i + 1) * now - endQuantities.length + to] =
        from < 0 ? Number.NaN : stored[(i + 1) * before - ending.length + from]!;
    });
  }
  return { ...numbers, quantities: layerQuantities, ending: endQuantities, frames };
}
