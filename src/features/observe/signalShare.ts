import { formatNorm } from '../../charts/format';

/** What share of the last hidden layer's signal the first one gets, in words; – if both are 0 or one is not measured. */
export const signalShare = (signals: ArrayLike<number>, hidden: number): string =>
  formatNorm((signals[0] ?? Number.NaN) / (signals[hidden - 1] ?? Number.NaN));
