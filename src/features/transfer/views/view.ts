import { choicesInAddress, oneOf, place } from '../../../store/choicesInAddress';
import { runKinds } from '../../study';

/** The tabs of a transfer. */
export type Tab = 'time' | 'curves' | 'boundaries' | 'features' | 'gradients' | 'change';

/** What the table and the views show. It does not affect the transfer. */
export const useView = choicesInAddress('transfer', {
  /** The runs whose numbers are shown; undefined until the user chooses. */
  results: oneOf('results', runKinds, undefined),
  /** Index of the sweep's value whose runs are shown. */
  value: place('value', 0),
  quantity: oneOf('quantity', ['accuracy', 'loss'], 'accuracy'),
  /** Whether the curves share one chart or have a tile each. */
  layout: oneOf('layout', ['together', 'apart'], 'together'),
  /** Index of the displayed method; undefined for the first that is no control. */
  method: place('method', undefined),
  /** Hidden layer, counted from 0; undefined for the last. */
  layer: place('layer', undefined),
  /** Index of a measured point of the method; undefined for the newest. */
  point: place('point', undefined, true),
});
