import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';

/** What is measured for each layer at a recorded step, in the order they stand in a frame. */
export const layerQuantities = [
  'weightGradNorm',
  'biasGradNorm',
  'signalNorm',
  'weightFactor',
  'activationFactor',
  'normalizationFactor',
  'skipFactor',
  'weightNorm',
  'updateRatio',
  'activationMean',
  'activationStd',
  'activationRms',
  'saturatedFraction',
  'deadFraction',
] as const;
export type LayerQuantity = (typeof layerQuantities)[number];

/** The causes of the signal's step into a layer from the one above: their product is that step, ‖δ‖ / ‖δ⁺‖. */
export const causes = ['weightFactor', 'skipFactor', 'activationFactor', 'normalizationFactor'] as const;
export type Cause = (typeof causes)[number];

/** What is measured for the whole network, at the head of a frame. `evaluated` is 1 where the test set was evaluated. */
export const runQuantities = ['step', 'loss', 'accuracy', 'evaluated', 'testLoss', 'testAccuracy'] as const;
export type RunQuantity = (typeof runQuantities)[number];

/** Where each name stands in its list: a frame is made at every recorded step, so none is searched for. */
export const positions = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
export const runPlaces = positions(runQuantities);
export const layerPlaces = positions(layerQuantities);
/** Numbers before the first layer's. */
export const headLength = runQuantities.length;

/**
 * One recorded step as numbers: the run quantities, then for each layer (hidden ones from the input on, then the
 * output layer) its quantities. Step s is measured with the parameters before update s, on the batch of update s.
 * Where a quantity has no meaning (accuracy of a regression, factors of the output layer, the update ratio of weights that
 * are all 0) it holds NaN.
 */
export type TelemetryFrame = Float64Array;

/** Numbers in a frame of a network with that many layers, output layer included. */
export const frameLength = (layers: number): number => headLength + layers * layerQuantities.length;

/** Where a run quantity stands in a frame. */
export const runIndex = (quantity: RunQuantity): number => runPlaces[quantity];

/** Where a layer's quantity stands in a frame; layers count from 0, the output layer last. */
export const layerIndex = (layer: number, quantity: LayerQuantity): number =>
  headLength + layer * layerQuantities.length + layerPlaces[quantity];

/** Layers of a spec's network, output layer included. */
export const layerCount = (spec: ExperimentSpec): number => hiddenLayers(spec.network).length + 1;
