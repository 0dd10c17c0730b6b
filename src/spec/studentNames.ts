import type { z } from 'zod';
import { methodOf, type StudentSpec, sharedStudentFields } from './distillation';
import type { Text } from './entry';
import { unwrap } from './fields';

type Fields = Readonly<Record<string, z.ZodType>>;

/** The fields of a student that can matter: its method's own, and those of all students as far as they concern it. */
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
 * What students are called: their method, and of its fields those that are not as usual or in which students of one method
 * differ, e.g. `Distillation (Hinton), α 0, T 4, + unlabelled`. No two are called the same.
 */
export function studentNames(students: readonly StudentSpec[], text: (text: Text) => string): string[] {
  const names = students.map((student) => {
    const alike = students.filter(({ kind }) => kind === student.kind);
    const parts = Object.entries(fieldsOfStudent(student)).flatMap(([name, schema]) => {
      const value = fieldOf(student, name);
      const usual =
        alike.every((other) => fieldOf(other, name) === value) && value === schema.safeParse(undefined).data;
      return usual ? [] : told(value, schema, text);
    });
    return [text(methodOf(student).title), ...parts].join(', ');
  });
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

const fieldOf = (student: StudentSpec, name: string): unknown =>
  (student as Readonly<Record<string, unknown>>)[name];

/** A field and its value in a word or two. */
function told(value: unknown, schema: z.ZodType, text: (text: Text) => string): string[] {
  const { meta } = unwrap(schema);
  if (!meta || value === null || value === false) return [];
  const label = text(meta.short ?? meta.label);
  if (value === true) return [label];
  const option = meta.options?.[String(value)];
  return [option ? text(option) : `${label} ${value}`];
}
