import type { Text } from '../../base/entry';
import { shownModule } from '../../data/logs/names';
import { type LogQuantity, notMeasured } from '../../data/logs/quantities';
import type { LogMoment, LogSummary } from '../../data/logs/run';

/** The input of a rule: a run of a log, and all numbers of the recorded step that counts as now. */
export interface LogEvidence {
  readonly summary: LogSummary;
  readonly moment: LogMoment;
}

export interface LogFinding {
  /** What was found, in words and numbers. */
  readonly evidence: Text;
  /** What to do, in one sentence. */
  readonly advice: Text;
  /** The index of the module to look at. */
  readonly module: number;
}

/** A rule for logs of real models. Each one is a file; thresholds are those of the lab's rules. */
export interface LogRule {
  readonly title: Text;
  /** Undefined if the run does not show the trouble. */
  find(evidence: LogEvidence): LogFinding | undefined;
}

/** A number of a module now; NaN if it was not measured. */
export function numberOf({ moment }: LogEvidence, module: number, quantity: LogQuantity): number {
  const value = moment.values[quantity]?.[module] ?? notMeasured;
  return value === notMeasured ? Number.NaN : value;
}

/** The step that counts as now. */
export const stepNow = ({ summary, moment }: LogEvidence): number => summary.steps[moment.at]!;

/** A module as it is called in prose. */
export const nameOf = ({ summary }: LogEvidence, module: number): string =>
  shownModule(summary.header.modules[module]!);

/**
 * The model's layers in the order of its tree: modules with a weight matrix and a signal, without the last one, which gives
 * the model's output.
 */
export function hiddenLayers(evidence: LogEvidence): number[] {
  const layers = evidence.summary.header.modules.flatMap(({ isLayer }, module) =>
    isLayer && !Number.isNaN(numberOf(evidence, module, 'signalNorm')) ? [module] : [],
  );
  return layers.length > 2 ? layers.slice(0, -1) : layers;
}
