import { type MethodName, methods } from '../../engine/distillation/methods';
import type { Method } from '../../engine/distillation/methods/method';
import { unbroken, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { maxStudents, methodOf, studentsOf } from '../../schema/distillation';
import { fieldsOfStudent, studentNames } from '../../schema/studentNames';
import { useDistillation } from '../../store/distillation';
import { EditingProvider, FieldControl } from '../setup';
import { AddMenu, EntryCard, EntryList } from '../study';
import { editingOf } from './editing';
import { OwnNetwork } from './OwnNetwork';

/** The students in the race, one for each method. Controls come first. */
export function Students() {
  const { t } = useTranslation('distillation');
  const text = useText();
  const draft = useDistillation((state) => state.draft);
  const { remove } = useDistillation.getState();
  const students = studentsOf(draft);
  const names = studentNames(students, text).map(unbroken);
  return (
    <EntryList
      title={t('students')}
      help={t('studentsHelp')}
      add={<AddStudent />}
      fields={['controls', 'method']}
    >
      {students.map((student, i) => {
        const list = i < draft.controls.length ? 'controls' : 'method';
        const index = list === 'controls' ? i : i - draft.controls.length;
        const place = `${list}.${index}.`;
        return (
          <EntryCard
            key={place + student.kind}
            testId="student"
            name={names[i]!}
            index={i}
            about={methodOf(student)}
            onRemove={() => remove(list, index)}
          >
            <EditingProvider value={editingOf(place)}>
              {Object.entries(fieldsOfStudent(student)).map(([field, schema]) => (
                <FieldControl key={field} path={field} schema={schema} />
              ))}
            </EditingProvider>
            <OwnNetwork list={list} index={index} />
          </EntryCard>
        );
      })}
    </EntryList>
  );
}

function AddStudent() {
  const { t } = useTranslation('distillation');
  const count = useDistillation((state) => studentsOf(state.draft).length);
  const { add } = useDistillation.getState();
  const all = Object.entries(methods) as [MethodName, Method][];
  return (
    <AddMenu
      label={t('add')}
      full={count >= maxStudents ? t('maxStudents', { count: maxStudents }) : undefined}
      groups={(['control', 'method'] as const).map((role) => ({
        title: t(`roles.${role}`),
        entries: all.filter(([, method]) => method.role === role),
      }))}
      onAdd={add}
    />
  );
}
