import { layerQuantities } from '../../engine/telemetry';
import { choicesInAddress, oneOf, onOff } from '../../store/choicesInAddress';
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
  /** What the profile shows besides the three charts of the signal. */
  bias: onOff('biases', false),
  update: onOff('updates', false),
});

/** Opens a chart of the gradients. */
export const openTab = (tab: Tab): void =>
  useLab.getState().openView('lab', tab === tabs[0] ? undefined : tab);
