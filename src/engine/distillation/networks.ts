import { methodOf, type StudentSpec } from '../../schema/distillation';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import type { Trainer } from '../trainer';
import type { Layers, TeacherPlan } from './methods/method';

/** Units of each hidden layer, from the input on. */
export const unitsOf = ({ network }: ExperimentSpec): Layers =>
  hiddenLayers(network).map(({ units }) => units);

/** The source of a student's teacher. */
export const planOf = (student: StudentSpec): TeacherPlan => methodOf(student).plan(student);

/** A network between teacher and student. It is trained like the student. */
export function assistantSpec(
  teacher: ExperimentSpec,
  student: ExperimentSpec,
  { depth, width }: Extract<TeacherPlan, { kind: 'assistant' }>,
): ExperimentSpec {
  const [above, below] = [hiddenLayers(teacher.network), hiddenLayers(student.network)];
  const mean = (layers: typeof above) => layers.reduce((sum, { units }) => sum + units, 0) / layers.length;
  const { hidden: _, ...network } = student.network;
  return {
    ...student,
    network: {
      ...network,
      depth: depth ?? Math.round((above.length + below.length) / 2),
      width: width ?? Math.max(1, Math.round(Math.sqrt(mean(above) * mean(below)))),
      activation: below[0]!.activation,
    },
  };
}

/** Weights and biases of a network. */
export async function parameterCount(trainer: Trainer): Promise<number> {
  const layers = await trainer.parameters();
  return layers.reduce((sum, { weights, biases }) => sum + weights.length + biases.length, 0);
}
