import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';

/** The quantities that are measured for each layer at a recorded step, in their order in a frame. */
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

/** The factors by which the signal changes from the layer above to a layer. Their product is ‖δ‖ / ‖δ⁺‖. */
export const causes = ['weightFactor', 'skipFactor', 'activationFactor', 'normalizationFactor'] as const;
export type Cause = (typeof causes)[number];

/** The quantities of the whole network, at the start of a frame. `evaluated` is 1 if the test set was evaluated. */
export const runQuantities = ['step', 'loss', 'accuracy', 'evaluated', 'testLoss', 'testAccuracy'] as const;
export type RunQuantity = (typeof runQuantities)[number];

/**
 * The quantities at the end of a frame. They stand behind the layers, so that the places of all others are the same in frames
 * that were stored without them. `testAuc` is the area under the ROC curve on the test set, for two classes.
 */
export const endQuantities = ['testAuc'] as const;

/** The index of each name in its list. It saves a search for each number of each recorded step. */
export const positions = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
export const runPlaces = positions(runQuantities);
export const layerPlaces = positions(layerQuantities);
/** The number of entries before those of the first layer. */
export const headLength = runQuantities.length;

/**
 * The numbers of one recorded step: first the run quantities, then the quantities of each layer, then those of the end.
 * Layers are ordered from the input to the output layer. Step s is measured on the batch of update s, with the parameters before that
 * update. A quantity that is undefined is NaN: the accuracy of a regression, the factors of the output layer, or the
 * update ratio of weights that are all 0.
 */
export type TelemetryFrame = Float64Array;

/** The length of a frame for a network with that many layers, output layer included. */
export const frameLength = (layers: number): number =>
  headLength + layers * layerQuantities.length + endQuantities.length;

/** The index behind the last layer's quantities, which is that of `testAuc`. */
export const layersEnd = (frame: TelemetryFrame): number => frame.length - endQuantities.length;

/** The index of a run quantity in a frame. */
export const runIndex = (quantity: RunQuantity): number => runPlaces[quantity];

/** The index of a layer's quantity in a frame. Layers count from 0; the output layer is the last. */
export const layerIndex = (layer: number, quantity: LayerQuantity): number =>
  headLength + layer * layerQuantities.length + layerPlaces[quantity];

/** The number of layers of a spec's network, output layer included. */
export const layerCount = (spec: ExperimentSpec): number => hiddenLayers(spec.network).length + 1;
