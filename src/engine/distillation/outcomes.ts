import { type Distillation, studentsOf } from '../../schema/distillation';
import { type Score, scoreOf } from '../numeric/score';
import { layerIndex } from '../telemetry';
import { type LogitMetrics, logitMetricNames, noLogitMetrics } from './logitMetrics';
import type { TrainedTeacher } from './race';
import type { StudentReport } from './student';

/** The results of all repeats of a race, in their order. */
export interface RaceOutcome {
  readonly teacher: Pick<TrainedTeacher, 'metrics' | 'parameters'>;
  readonly students: readonly StudentReport[];
}

/** The numbers of one network at the end of one race. */
export type OutcomeRow = LogitMetrics & {
  readonly parameters: number;
  /** The teacher's parameter count divided by this network's. */
  readonly compression: number;
  /** The share of its wrongly labelled training samples that it answers with the wrong label. */
  readonly memorized: Score;
  /** ‖δ¹‖ / ‖δᴸ‖ over its hidden layers at its last step, under its own objective. */
  readonly signalRatio: Score;
  /** The step at which it diverged; NaN if it did not. */
  readonly divergedAt: number;
};

export const outcomeColumns = [
  ...logitMetricNames,
  'calibrationByChance',
  'memorized',
  'parameters',
  'compression',
  'signalRatio',
  'divergedAt',
] as const satisfies readonly (keyof OutcomeRow)[];

/** The teacher's row. */
export const teacherRow = ({ teacher }: RaceOutcome): OutcomeRow => ({
  ...teacher.metrics,
  parameters: teacher.parameters,
  compression: 1,
  memorized: 'undefined',
  signalRatio: 'undefined',
  divergedAt: Number.NaN,
});

/**
 * The row of a student, during the race or at its end. A student that diverged has no metrics, even if its last numbers
 * were finite.
 */
export function studentRow(
  { student: spec }: Distillation,
  { teacher, students }: RaceOutcome,
  index: number,
): OutcomeRow {
  const { metrics, parameters, memorized, summary } = students[index]!;
  const depth = spec.network.hidden?.length ?? spec.network.depth!;
  const signal = (layer: number) => summary?.last[layerIndex(layer, 'signalNorm')] ?? Number.NaN;
  const divergence = summary?.divergence;
  const measured = divergence
    ? noLogitMetrics('diverged', metrics?.samples)
    : (metrics ?? noLogitMetrics('notRun'));
  const why = divergence ? 'diverged' : 'undefined';
  return {
    ...measured,
    parameters,
    compression: teacher.parameters / parameters,
    memorized: divergence ? 'diverged' : scoreOf(memorized, why),
    signalRatio: scoreOf(signal(0) / signal(depth - 1), why),
    divergedAt: divergence?.step ?? Number.NaN,
  };
}

/** All rows of all repeats: the teacher's, then each student's. */
export function outcomeTable(
  distillation: Distillation,
  repeats: readonly RaceOutcome[],
): { readonly repeat: number; readonly student: number | undefined; readonly row: OutcomeRow }[] {
  return repeats.flatMap((outcome, repeat) => [
    { repeat, student: undefined, row: teacherRow(outcome) },
    ...studentsOf(distillation).map((_, student) => ({
      repeat,
      student,
      row: studentRow(distillation, outcome, student),
    })),
  ]);
}
