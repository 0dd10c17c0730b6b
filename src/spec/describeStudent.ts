import type { z } from 'zod';
import type { Method } from '../engine/distillation/methods/method';
import { methodOf, type StudentSpec } from './distillation';
import type { Text } from './entry';
import { unwrap } from './fields';
import { say } from './problem';

/** How short a field is called in a student's name. */
const symbols: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  temperature: 'T',
  epsilon: 'ε',
  weight: 'λ',
};

/**
 * A student in a few words: its method, the method's fields, and what is done to its teacher's outputs, e.g.
 * `Distillation (Hinton), α 0.1, T 4, + unlabelled`.
 */
export function describeStudent(student: StudentSpec): Text {
  const method: Method = methodOf(student);
  const values = student as unknown as Readonly<Record<string, unknown>>;
  const told = (language: keyof Text) =>
    Object.entries(method.params as Readonly<Record<string, z.ZodType>>).flatMap(([name, schema]) => {
      const value = values[name];
      const { meta } = unwrap(schema);
      if (value === null || value === undefined || !meta) return [];
      return [`${symbols[name] ?? meta.label[language].toLowerCase()} ${value}`];
    });
  const after = [
    ...(student.unlabelled && method.unlabelled ? [say('+ unlabelled', '+ 无标签')] : []),
    ...(student.teacherOutputs === 'asTaught' || method.plan(student).kind === 'none'
      ? []
      : [wrongTeachers[student.teacherOutputs]]),
  ];
  const join = (language: keyof Text, comma: string) =>
    [method.title[language], ...told(language), ...after.map((text) => text[language])].join(comma);
  return say(join('en', ', '), join('zh-CN', '，'));
}

const wrongTeachers = {
  shuffledInClass: say('teacher shuffled within classes', '教师输出类内打乱'),
  shuffled: say('teacher shuffled', '教师输出全部打乱'),
};
