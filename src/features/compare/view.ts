import { layerQuantities } from '../../engine/telemetry';
import { choicesInAddress, oneOf } from '../../store/choicesInAddress';

/** What the charts of the comparison show. */
export const useView = choicesInAddress('compare', {
  layout: oneOf('layout', ['overlay', 'tiles'], 'overlay'),
  quantity: oneOf('quantity', layerQuantities, 'signalNorm'),
  when: oneOf('when', ['first', 'last'], 'first'),
});
