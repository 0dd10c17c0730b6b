import { Alert, Badge, Button, Drawer, FileButton, Group, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../base/problem';
import { useLanguage, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { outgrows } from '../../schema/distillation';
import { useDistillation } from '../../store/distillation';
import { useLab } from '../../store/lab';
import { readLabFile } from '../../store/readLabFile';
import { ExperimentControls, openInLab, Refused } from '../study';
import { editingOf } from './editing';
import { FromLibrary } from './FromLibrary';
import { otherOf, type Role } from './role';

/** The teacher's or the students' experiment: its description, its size, and other experiments to choose. */
export function ExperimentCard({ of: role }: { readonly of: Role }) {
  const { t } = useTranslation('distillation');
  const { t: tStudy } = useTranslation('study');
  const text = useText();
  const spec = useDistillation((state) => state.draft[role]);
  const [open, setOpen] = useState<'drawer' | 'library'>();
  const close = () => setOpen(undefined);
  return (
    <section aria-label={t(`${role}.title`)} data-testid={`${role}-card`}>
      <Group gap={6} mb={4}>
        <Text fw={600} size="sm">
          {t(`${role}.title`)}
        </Text>
        <Size of={role} />
      </Group>
      <Text size="xs" c="dimmed" mb={6}>
        {describe(spec, text)}
      </Text>
      <Group gap={6}>
        <Button size="compact-xs" variant="light" onClick={() => setOpen('drawer')}>
          {t('edit')}
        </Button>
        <TakeMenu of={role} onLibrary={() => setOpen('library')} />
        <Button size="compact-xs" variant="subtle" onClick={() => openInLab(spec)}>
          {tStudy('openInLab')}
        </Button>
      </Group>
      <Refused field={role} />
      {role === 'student' && <Outgrown />}
      {open === 'drawer' && (
        <Drawer opened onClose={close} title={t(`${role}.edit`)} size={360} padding="xs">
          <ExperimentControls editing={editingOf(`${role}.`)} open={['data', 'network', 'training']} />
        </Drawer>
      )}
      {open === 'library' && <FromLibrary of={role} onClose={close} />}
    </section>
  );
}

/** The number of parameters. For the student also the ratio to the teacher's, once both have been built. */
function Size({ of: role }: { readonly of: Role }) {
  const { t, i18n } = useTranslation('distillation');
  const teacher = useDistillation(
    ({ teacher, repeats }) => (teacher ?? repeats.find(Boolean)?.teacher)?.parameters,
  );
  const student = useDistillation(
    ({ students, repeats }) => (students[0] ?? repeats.find(Boolean)?.students[0])?.parameters,
  );
  const parameters = role === 'teacher' ? teacher : student;
  if (parameters === undefined) return null;
  return (
    <>
      <Badge size="sm" variant="light" color="gray" title={t('columnHelp.parameters')} tt="none">
        {t('parameters', { shown: parameters.toLocaleString(i18n.language) })}
      </Badge>
      {role === 'student' && teacher !== undefined && (
        <Badge size="sm" variant="light" color="gray" title={t('columnHelp.compression')} tt="none">
          {t('compressed', { ratio: Number((teacher / parameters).toPrecision(3)) })}
        </Badge>
      )}
    </>
  );
}

/** A student may be larger than its teacher, but the page points it out. */
function Outgrown() {
  const { t } = useTranslation('distillation');
  const draft = useDistillation((state) => state.draft);
  const larger = outgrows(draft);
  if (!larger) return null;
  return (
    <Alert mt={6} p={6} color="yellow" role="status">
      <Text size="xs">{t(`outgrows.${larger}`)}</Text>
    </Alert>
  );
}

/** Chooses another experiment. */
function TakeMenu({ of: role, onLibrary }: { readonly of: Role; readonly onLibrary: () => void }) {
  const { t } = useTranslation('distillation');
  const language = useLanguage();
  const { take, refuse, dismiss } = useDistillation.getState();
  const takeData = () => {
    const { draft } = useDistillation.getState();
    take(role, { ...draft[role], data: draft[otherOf(role)].data });
  };
  const takeFile = async (file: File | null) => {
    if (!file) return;
    dismiss(role);
    try {
      const spec = await readLabFile(file, 'experiment');
      if (spec) take(role, spec);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refuse(role, error);
    }
  };
  return (
    <FileButton accept=".json,.jsonl" onChange={(file) => void takeFile(file)}>
      {({ onClick }) => (
        <Menu position="bottom-start" withinPortal key={language}>
          <Menu.Target>
            <Button size="compact-xs" variant="default">
              {t('take')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => take(role, useLab.getState().spec)}>{t('takeLab')}</Menu.Item>
            <Menu.Item onClick={onLibrary}>{t('takeLibrary')}</Menu.Item>
            <Menu.Item onClick={onClick}>{t('takeFile')}</Menu.Item>
            <Menu.Item onClick={takeData}>{t(`takeData.${otherOf(role)}`)}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </FileButton>
  );
}
