import { layerQuantities } from '../../engine/telemetry';
import { choicesInAddress, oneOf, onOff, place } from '../../store/choicesInAddress';
import { useLab } from '../../store/lab';
import { ablations, countedQuantities } from '../../worker/protocol';

/** The charts of the gradients. A student's first questions come first, theory comes last. */
export const tabs = [
  'layers',
  'causes',
  'distributions',
  'activations',
  'time',
  'heatmap',
  'jacobian',
] as const;
export type Tab = (typeof tabs)[number];

/** What the middle shows besides its open tab. */
export const useView = choicesInAddress('lab', {
  quantity: oneOf('quantity', layerQuantities, 'signalNorm'),
  /** The values whose distributions are shown, by layer or over time. */
  counted: oneOf('counted', countedQuantities, 'preActivations'),
  by: oneOf('by', ['layer', 'time'], 'layer'),
  ablation: oneOf('without', ['none', ...ablations], 'none'),
  color: oneOf('color', ['signal', 'activation', 'plane'], 'signal'),
  /** The unit that is open below the network, by its layer, and the unit below whose weight is open. */
  layer: place('layer', undefined),
  unit: place('unit', 0),
  from: place('weight', 0),
  /** The sample of the batch that colours the network. */
  sample: place('sample', 0, true),
  /** The first layer that a network too deep for the window shows. */
  lens: place('lens', 0, true),
  /** What the profile shows besides the three charts of the signal. */
  bias: onOff('biases', false),
  update: onOff('updates', false),
});

/** Opens a chart of the gradients. */
export const openTab = (tab: Tab): void =>
  useLab.getState().openView('lab', tab === tabs[0] ? undefined : tab);
