import { within } from '../base/problem';
import { type Distillation, experimentOf, type StudentSpec } from './distillation';
import { setAt, setField } from './edit';
import { type ExperimentSpec, hiddenLayers, type NetworkSpec } from './experiment';

/** The position of a student in a distillation. */
export interface StudentPlace {
  readonly list: 'method' | 'controls';
  readonly index: number;
}

/** The experiment of the student at a position; if there is none, the experiment of all students. */
export function experimentAt(distillation: Distillation, { list, index }: StudentPlace): ExperimentSpec {
  const student = distillation[list][index] as StudentSpec | undefined;
  return student ? experimentOf(distillation, student) : distillation.student;
}

/** The activation of all hidden layers; undefined if they differ. */
function commonActivation(network: NetworkSpec): string | undefined {
  const [first, ...others] = hiddenLayers(network).map(({ activation }) => activation);
  return others.every((other) => other === first) ? first : undefined;
}

/**
 * Sets a field of one student's network, e.g. `network.initializer.gain`; the result must still be parsed. Only that
 * student's own network changes. A value that equals the shared one is not written.
 * @throws Problem if the schema rejects the value
 */
export function setOwnNetwork(
  distillation: Distillation,
  place: StudentPlace,
  path: string,
  value: unknown,
): unknown {
  const at = [place.list, String(place.index)];
  const field = path.split('.')[1]!;
  const { network } = within(at.join('.'), () => setField(experimentAt(distillation, place), path, value));
  const of = (whole: NetworkSpec) =>
    field === 'activation' ? commonActivation(whole) : whole[field as keyof NetworkSpec];
  const shared = JSON.stringify(of(network)) === JSON.stringify(of(distillation.student.network));
  const written = (distillation[place.list][place.index] as StudentSpec).network ?? {};
  const own = setAt(written, [field], shared ? undefined : of(network)) as object;
  return setAt(distillation, [...at, 'network'], Object.keys(own).length > 0 ? own : undefined);
}
