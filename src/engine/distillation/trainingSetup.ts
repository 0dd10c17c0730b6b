import type { Dataset } from '../../data/build';
import { createRandom } from '../../random/random';
import { type Distillation, methodOf, type StudentSpec } from '../../schema/distillation';
import type { ExperimentSpec } from '../../schema/experiment';
import type { TrainingSetup } from '../createTrainer';
import { softmax } from '../numeric/softmax';
import type { Method } from './methods/method';
import { softLoss } from './methods/softLoss';
import { planOf, unitsOf } from './networks';
import { shuffleOutputs, type TeacherOutputs } from './teacherOutputs';
import type { TransferSet } from './transferSet';

/** The settings that all students of a race share. */
export interface DistillationContext {
  readonly distillation: Distillation;
  readonly data: Dataset;
  readonly set: TransferSet;
}

/** Trains on the labelled samples with the student's own loss. */
export const labelsOnly = (context: DistillationContext): TrainingSetup =>
  setupOn(context, context.set.labelled, context.set.targets);

/** Trains on the first rows of the transfer set. */
function setupOn({ data, set }: DistillationContext, rows: number, targets: Float64Array): TrainingSetup {
  const inputs = set.inputs.subarray(0, rows * data.features);
  return {
    data,
    samples: { inputs, targets: targets.subarray(0, rows * data.outcomeNames.length), strata: [rows] },
  };
}

/** The random stream that shuffles a teacher's outputs. Each call restarts it, so every student gets the same order. */
const randomOf = ({ distillation }: DistillationContext) => createRandom(distillation.student.seed, 'lesson');

/** The training setup of a student, or of an assistant network, that learns from the outputs of some teachers. */
export function setupOf(
  context: DistillationContext,
  student: StudentSpec,
  teachers: readonly TeacherOutputs[],
  spec: ExperimentSpec,
): TrainingSetup {
  const { set, data, distillation } = context;
  const method: Method = methodOf(student);
  const classes = data.outcomeNames.length;
  const rows = student.unlabelled && method.unlabelled ? set.rows : set.labelled;
  const random = randomOf(context);
  const shown = teachers.map((teacher) =>
    shuffleOutputs(teacher, student.teacherOutputs, { set, classes, random }),
  );
  // In mutual learning the peer has no outputs at the start.
  const logits =
    planOf(student).kind === 'peer'
      ? [new Float64Array(rows * classes)]
      : shown.map((teacher) => teacher.logits.subarray(0, rows * classes));
  const { objective, targets } = method.teach(
    {
      rows,
      classes,
      targets: set.targets.subarray(0, rows * classes),
      labelled: Float64Array.from({ length: rows }, (_, row) => (row < set.labelled ? 1 : 0)),
      logits,
      teacher: unitsOf(distillation.teacher),
      student: unitsOf(spec),
      hidden: (layer) => {
        const values = shown[0]!.hidden.get(layer)!;
        return values.subarray(0, (values.length / set.rows) * rows);
      },
      steps: spec.training.steps,
      random,
    },
    student,
  );
  return { ...setupOn(context, rows, targets ?? set.targets), ...(objective ? { objective } : {}) };
}

/** The two terms of a student's loss, each alone. */
export interface Terms {
  readonly hard: TrainingSetup;
  readonly soft: TrainingSetup;
  readonly temperature: number;
}

/** The two terms on the labelled samples; undefined if the method does not have both terms or has no teacher. */
export function termsOf(
  context: DistillationContext,
  student: StudentSpec,
  teacher: TeacherOutputs | undefined,
): Terms | undefined {
  const { set, data } = context;
  const terms = methodOf(student).terms?.(student);
  if (!terms || !teacher) return undefined;
  const classes = data.outcomeNames.length;
  const { temperature } = terms;
  const shown = shuffleOutputs(teacher, student.teacherOutputs, { set, classes, random: randomOf(context) });
  const logits = shown.logits.subarray(0, set.labelled * classes);
  const labelled = new Float64Array(set.labelled).fill(1);
  const soft = softmax(logits, classes, temperature);
  const objective = softLoss({ soft, labelled, classes }, { hard: 0, soft: 1, temperature });
  return { hard: labelsOnly(context), soft: { ...labelsOnly(context), objective }, temperature };
}
