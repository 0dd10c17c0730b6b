import type { z } from 'zod';
import type { InLanguage, Text } from '../base/entry';
import { say } from '../base/problem';
import { activations } from '../engine/activations';
import { type NormalizationName, normalizations } from '../engine/normalizations';
import { methodOf, type StudentSpec, sharedStudentFields } from './distillation';
import { initializerRegistry } from './experiment';
import { briefNames, distinctNames, type Named, withoutFields } from './names';

type Fields = Readonly<Record<string, z.ZodType>>;

/** The relevant fields of a student: those of its method, and the shared ones that apply to it. */
export function fieldsOfStudent(student: StudentSpec): Fields {
  const method = methodOf(student);
  const { kind } = method.plan(student);
  const { unlabelled, teacherOutputs } = sharedStudentFields;
  return {
    ...(method.params as Fields),
    ...(kind === 'none' || kind === 'peer' ? {} : { teacherOutputs }),
    ...(method.unlabelled ? { unlabelled } : {}),
  };
}

/**
 * The names of the students: the method and its distinguishing fields, e.g. `Distillation (Hinton), α = 0, T = 4`.
 * @param left fields that the names do not tell
 */
export const studentNames = (
  students: readonly StudentSpec[],
  text: InLanguage,
  left: readonly string[] = [],
): string[] => distinctNames(withoutFields(students.map(named), left), text);

/** The students by what differs and nothing else, as legends and tables name them: `T = 4`, `T = 8`, `Teacher’s argmax`. */
export const briefStudentNames = (students: readonly StudentSpec[], text: InLanguage): string[] =>
  briefNames(students.map(named), text);

const named = (value: StudentSpec): Named => ({
  value,
  title: methodOf(value).title,
  fields: fieldsOfStudent(value),
  more: ownNetwork(value),
});

/** The changes of a student's own network. */
function ownNetwork({ network = {} }: StudentSpec): Text[] {
  const { activation, initializer, normalization, residual } = network;
  return [
    ...(activation ? [activations[activation].title] : []),
    ...(initializer ? [initializerRegistry[initializer.kind].title] : []),
    ...(normalization ? [titleOf(normalization)] : []),
    ...(residual === undefined
      ? []
      : [residual ? say('skip connections', '跳跃连接') : say('no skip connections', '无跳跃连接')]),
  ];
}

const titleOf = (normalization: NormalizationName): Text =>
  normalization === 'none' ? say('no normalization', '无归一化') : normalizations[normalization].title;
