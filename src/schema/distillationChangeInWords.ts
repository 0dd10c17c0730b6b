import type { InLanguage } from '../base/entry';
import { say } from '../base/problem';
import { experimentChanges } from './changeInWords';
import { changesInWords, type FieldChange, fieldChanges, listChanges, ofMember } from './changes';
import {
  type Distillation,
  experimentOf,
  methodOf,
  type StudentSpec,
  sharedStudentFields,
  transferSetSchema,
} from './distillation';
import { distillations } from './distillations';
import { studentNames } from './studentNames';
import { nameChange, seedChange, tellableInStudy, wholeChanges } from './studyChanges';

/** What differs between a distillation before and after a change: `T of Distillation (Hinton): 4 → 8`. */
export function distillationChangeInWords(
  before: Distillation,
  after: Distillation,
  text: InLanguage,
): string {
  const titles = nameChange(before, after, distillations, text);
  return changesInWords(
    [
      ...titles.changes,
      ...wholeChanges('teacher', before.teacher, after.teacher, text),
      ...wholeChanges('student', before.student, after.student, text),
      ...fieldChanges(transferSetSchema.shape, before.transfer, after.transfer, text),
      ...(['controls', 'method'] as const).flatMap((list) =>
        listChanges<StudentSpec>(
          before[list] as readonly StudentSpec[],
          after[list] as readonly StudentSpec[],
          {
            ...words[list],
            names: (students, left) => studentNames(students, text, left),
            changes: (was, now) => studentChanges(before, was, now, text),
            label: ({ label }, name, student) =>
              ofMember(label, memberName(student, name, after[list], text), text),
          },
          text,
        ),
      ),
      ...seedChange(before.seeds, after.seeds, text),
    ],
    tellableInStudy,
    titles.names,
    text,
  );
}

const words = {
  method: {
    added: say('Method added', '添加方法'),
    removed: say('Method removed', '移除方法'),
    moved: say('Order of the methods', '方法的顺序'),
    replaced: say('Method', '方法'),
  },
  controls: {
    added: say('Baseline added', '添加对照'),
    removed: say('Baseline removed', '移除对照'),
    moved: say('Order of the baselines', '对照的顺序'),
    replaced: say('Baseline', '对照'),
  },
};

/** A student's title says enough where no other one is taught alike. */
function memberName(
  student: StudentSpec,
  name: string,
  students: readonly { readonly kind: string }[],
  text: InLanguage,
): string {
  const alike = students.filter(({ kind }) => kind === student.kind).length > 1;
  return alike ? name : text(methodOf(student).title);
}

/** The changes of a student: its method's fields, the shared ones, and those of its own network. */
function studentChanges(
  distillation: Distillation,
  before: StudentSpec,
  after: StudentSpec,
  text: InLanguage,
): FieldChange[] {
  const networks = [before, after].map((student) => experimentOf(distillation, student));
  return [
    ...fieldChanges({ ...methodOf(after).params, ...sharedStudentFields }, before, after, text),
    ...experimentChanges(networks[0]!, networks[1]!, text).map((change) => ({ ...change, field: 'network' })),
  ];
}
