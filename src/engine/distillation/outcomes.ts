import { type Distillation, studentsOf } from '../../schema/distillation';
import { layerIndex } from '../telemetry';
import { type Held, heldQuantities } from './held';
import type { TaughtTeacher } from './race';
import type { StudentReport } from './student';

/** What a race came to, over and over: in order of the repeats. */
export interface RaceOutcome {
  readonly teacher: Pick<TaughtTeacher, 'held' | 'parameters'>;
  readonly students: readonly StudentReport[];
}

/** The numbers of one network at the end of one race. */
export type OutcomeRow = Held & {
  readonly parameters: number;
  /** The teacher's parameters over its own. */
  readonly compression: number;
  /** Of its training samples with a wrong label, the share that it answers with that label. */
  readonly memorized: number;
  /** ‖δ¹‖ / ‖δᴸ‖ over its hidden layers at its last step, under its own target. */
  readonly signalRatio: number;
  /** The step at which it diverged; NaN where it did not. */
  readonly divergedAt: number;
};

export const outcomeColumns = [
  ...heldQuantities,
  'memorized',
  'parameters',
  'compression',
  'signalRatio',
  'divergedAt',
] as const satisfies readonly (keyof OutcomeRow)[];

/** The teacher's row; what it has no number for is NaN. */
export const teacherRow = ({ teacher }: RaceOutcome): OutcomeRow => ({
  ...teacher.held,
  parameters: teacher.parameters,
  compression: 1,
  memorized: Number.NaN,
  signalRatio: Number.NaN,
  divergedAt: Number.NaN,
});

/** A student's row, of the moment or of the end. */
export function studentRow(
  { student: spec }: Distillation,
  { teacher, students }: RaceOutcome,
  index: number,
): OutcomeRow {
  const { held, parameters, memorized, summary } = students[index]!;
  const nothing = Object.fromEntries(heldQuantities.map((name) => [name, Number.NaN])) as unknown as Held;
  const depth = spec.network.hidden?.length ?? spec.network.depth!;
  const signal = (layer: number) => summary?.last[layerIndex(layer, 'signalNorm')] ?? Number.NaN;
  return {
    ...(held ?? nothing),
    parameters,
    compression: teacher.parameters / parameters,
    memorized,
    signalRatio: signal(0) / signal(depth - 1),
    divergedAt: summary?.divergence?.step ?? Number.NaN,
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
