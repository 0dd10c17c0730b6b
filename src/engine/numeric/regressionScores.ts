import { type Score, scoreOf } from './score';

/** The errors of a regression as people quote them. */
export interface RegressionScores {
  /** The root mean square error, in the target's own unit. */
  readonly rmse: Score;
  /**
   * The coefficient of determination 1 − MSE / variance of the targets: 1 is perfect, 0 no better than the mean of these
   * samples, and a worse prediction is negative. Undefined if all targets are equal.
   */
  readonly rSquared: Score;
}

/**
 * Both errors follow from the mean squared error.
 * @param loss the mean squared error in the network's units; NaN if it was not measured
 * @param variance the variance of the targets of the same samples, in the same units
 * @param unit the factor that turns an error of the network into the target's own unit
 */
export function regressionScores(loss: number, variance: number, unit: number): RegressionScores {
  const why = Number.isNaN(variance) ? 'undefined' : 'diverged';
  return {
    rmse: scoreOf(Math.sqrt(loss) * unit, why),
    rSquared: variance > 0 ? scoreOf(1 - loss / variance, why) : 'undefined',
  };
}
