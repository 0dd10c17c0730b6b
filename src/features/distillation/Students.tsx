import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryColor } from '../../charts';
import { useText } from '../../locales/useText';
import { methodOf, type StudentSpec, studentsOf } from '../../schema/distillation';
import { fieldsOfStudent, studentNames } from '../../schema/studentNames';
import { useDistillation } from '../../store/distillation';
import { EditingProvider, FieldControl, Hint } from '../setup';
import { AddStudent } from './AddStudent';
import { editingOf } from './editing';
import { OwnNetwork } from './OwnNetwork';
import { Refused } from './Refused';

/** Who races: one student a method, controls first. */
export function Students() {
  const { t } = useTranslation('distillation');
  const text = useText();
  const draft = useDistillation((state) => state.draft);
  const students = studentsOf(draft);
  const names = studentNames(students, text);
  return (
    <section aria-label={t('students')}>
      <Group gap={8} mb={6}>
        <Text fw={600} size="sm">
          {t('students')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('studentsHelp')}
        </Text>
        <AddStudent />
      </Group>
      <div className="cards">
        {students.map((student, i) => {
          const list = i < draft.controls.length ? 'controls' : 'method';
          const index = list === 'controls' ? i : i - draft.controls.length;
          const look = { name: names[i]!, color: categoryColor(i) };
          return <Student key={`${list}.${index}.${student.kind}`} {...{ student, list, index }} {...look} />;
        })}
      </div>
      <Refused field="controls" />
      <Refused field="method" />
    </section>
  );
}

interface StudentProps {
  readonly student: StudentSpec;
  readonly name: string;
  readonly color: string;
  readonly list: 'method' | 'controls';
  readonly index: number;
}

function Student({ student, name, color, list, index }: StudentProps) {
  const { t } = useTranslation('distillation');
  const text = useText();
  const [open, setOpen] = useState(false);
  const method = methodOf(student);
  const fields = Object.entries(fieldsOfStudent(student));
  const Chevron = open ? IconChevronUp : IconChevronDown;
  return (
    <div data-testid="student">
      <Group gap={6} wrap="nowrap">
        <span
          aria-hidden
          style={{ flex: 'none', width: 12, height: 12, borderRadius: 3, background: color }}
        />
        <Text size="sm" style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Hint
          about={text(method.title)}
          help={text(method.summary)}
          formula={method.formula}
          source={method.source}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          px={4}
          aria-expanded={open}
          aria-label={t('settingsOf', { name })}
          title={t('settingsOf', { name })}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={14} />
        </Button>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('removeStudent', { name })}
          title={t('removeStudent', { name })}
          onClick={() => useDistillation.getState().remove(list, index)}
        >
          <IconX size={14} />
        </ActionIcon>
      </Group>
      {open && (
        <Stack gap={6} mt={6}>
          <EditingProvider value={editingOf(`${list}.${index}.`)}>
            {fields.map(([field, schema]) => (
              <FieldControl key={field} path={field} schema={schema} />
            ))}
          </EditingProvider>
          <OwnNetwork list={list} index={index} />
        </Stack>
      )}
    </div>
  );
}
