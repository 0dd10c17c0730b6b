import { version as engineVersion } from '../base/version';
import type { Baseline } from '../data/baseline';
import type { ExperimentSpec } from '../schema/experiment';
import type { Backend } from './kernels/kernels';
import { regressionScores } from './numeric/regressionScores';
import {
  causes,
  layerIndex,
  layerQuantities,
  layersEnd,
  runIndex,
  runQuantities,
  type TelemetryFrame,
} from './telemetry';
import type { Divergence } from './trainer';

/** The telemetry file, `*.telemetry.jsonl`, contains one JSON object per line. */

/** The first line. It contains the experiment and the engine that ran it. */
export function headerLine(experiment: ExperimentSpec, backend: Backend): string {
  const engine = { backend, version: engineVersion };
  return JSON.stringify({ format: 'gradient-lab/telemetry', version: 1, experiment, engine });
}

/** A number as JSON. JSON has no non-finite numbers, so they are written as strings. */
const written = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** The loss that is measured along with each accuracy. */
const lossOf: Partial<Record<string, 'loss' | 'testLoss'>> = { accuracy: 'loss', testAccuracy: 'testLoss' };

/**
 * The line of one recorded step. Quantities that were not evaluated are absent. Factors of the output layer are null.
 * @param layers number of the network's layers, output layer included
 * @param classes the number of classes; 0 for regression, which has no accuracy
 * @param baseline the data's baseline; with it, a regression's lines have the RMSE and R² on the test set. Two classes have the AUC there
 * @param divergence the place where the run's numbers stopped being finite; it is written to the line of its step only
 */
export function frameLine(
  frame: TelemetryFrame,
  layers: number,
  classes: number,
  divergence?: Divergence,
  baseline?: Baseline,
): string {
  const line: Record<string, unknown> = {};
  const classification = classes > 0;
  const evaluated = frame[runIndex('evaluated')] === 1;
  for (const quantity of runQuantities) {
    if (quantity === 'evaluated') continue;
    if (quantity.startsWith('test') && !evaluated) continue;
    if (!classification && (quantity === 'accuracy' || quantity === 'testAccuracy')) continue;
    line[quantity] = written(frame[runIndex(quantity)]!);
    const loss = lossOf[quantity];
    // A finite loss without an accuracy: see `constantOutputs`.
    if (loss && line[quantity] === 'NaN' && Number.isFinite(frame[runIndex(loss)]!))
      line[quantity] = 'constant';
  }
  if (evaluated && classes === 2) {
    const auc = frame[layersEnd(frame)]!;
    // Test samples of one class have an accuracy, but no AUC.
    if (Number.isFinite(auc) || !Number.isFinite(frame[runIndex('testAccuracy')]!))
      line.testAuc = Number.isFinite(auc) ? auc : line.testAccuracy;
  }
  if (evaluated && baseline && !classification) {
    const { variance, unit } = baseline;
    const { rmse, rSquared } = regressionScores(frame[runIndex('testLoss')]!, variance.test, unit);
    line.testRmse = rmse;
    line.testRSquared = rSquared;
  }
  if (divergence && divergence.step === frame[runIndex('step')]) {
    const { layer, quantity } = divergence;
    line.diverged = { layer, quantity };
  }
  line.layers = Array.from({ length: layers }, (_, layer) => {
    const last = layer === layers - 1;
    return Object.fromEntries(
      layerQuantities.map((quantity) => {
        const absent = last && (causes as readonly string[]).includes(quantity);
        return [quantity, absent ? null : written(frame[layerIndex(layer, quantity)]!)];
      }),
    );
  });
  return JSON.stringify(line);
}
