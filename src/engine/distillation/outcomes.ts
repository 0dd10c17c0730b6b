import { type Distillation, studentsOf } from '../../schema/distillation';
import { type Score, scoreOf } from '../numeric/score';
import { layerIndex } from '../telemetry';
import { type LogitMetrics, logitMetricNames, noLogitMetrics } from './logitMetrics';
import type { TrainedTeacher } from './race';
import type { StudentReport } from './student';

/** What a race came to, over and over: in order of the repeats. */
export interface RaceOutcome {
  readonly teacher: Pick<TrainedTeacher, 'metrics' | 'parameters'>;
  readonly students: readonly StudentReport[];
}

/** The numbers of one network at the end of one race. */
export type OutcomeRow = LogitMetrics & {
  readonly parameters: number;
  /** The teacher's parameters over its own. */
  readonly compression: number;
  /** Of its training samples with a wrong label, the share that it answers with that label. */
  readonly memorized: Score;
  /** ‖δ¹‖ / ‖δᴸ‖ over its hidden layers at its last step, under its own target. */
  readonly signalRatio: Score;
  /** The step at which it diverged; NaN where it did not. */
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

/** A student's row, of the moment or of the end. One that diverged has no measure, whatever its last finite numbers were. */
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
