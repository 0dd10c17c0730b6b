import { choicesInAddress, numberBetween, oneOf, onOff, place } from '../../../store/choicesInAddress';
import { runKinds } from '../../study';
import { judged } from '../columns';

/** The tabs of a race. */
export type Tab = 'time' | 'dark' | 'boundaries' | 'calibration' | 'gradients' | 'missing';

/** The temperatures, and the biases, that may be typed. */
export const typedTemperatures = [0.01, 1000] as const;
export const typedBiases = [-100, 100] as const;

/** What the table and the views show. It does not affect the race. */
export const useView = choicesInAddress('distil', {
  /** The runs whose numbers are shown; undefined until the user chooses. */
  results: oneOf('results', runKinds, undefined),
  /** The measure of the bars. */
  measure: oneOf(
    'measure',
    judged.map(({ name }) => name),
    judged[0]!.name,
  ),
  /** Index of a test sample. */
  sample: place('sample', 0, true),
  /** The class that samples are picked from; undefined for all. */
  sampleClass: place('class', undefined),
  temperature: numberBetween('temperature', typedTemperatures, 4),
  /** Whether the entropy is that of the sample or the mean over all. */
  entropyOf: oneOf('entropy', ['sample', 'mean'], 'sample'),
  /** Index of the student whose gradient is split, or whose outputs for the picked sample are shown. */
  student: place('student', undefined),
  quantity: oneOf('quantity', ['weightGradNorm', 'signalNorm'], 'weightGradNorm'),
  when: oneOf('when', ['first', 'last'], 'first'),
  /** Whether the soft term includes its factor T². */
  squared: onOff('factor', true),
  /** The class whose bias is raised; undefined for the class that is absent from the transfer set. */
  raised: place('raised', undefined),
  bias: numberBetween('bias', typedBiases, 0),
});
