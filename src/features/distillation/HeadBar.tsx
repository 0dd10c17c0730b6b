import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage, useShownName } from '../../locales/useText';
import { parseDistillation } from '../../schema/distillation';
import { distillations, type ReadyDistillation } from '../../schema/distillations';
import { useDistillation } from '../../store/distillation';
import { CopyLink, NameField, OpenButton, saveStudy } from '../share';
import { ReadyMenu } from '../study';

/** The distillation's name, the ready ones, and the ways in and out. */
export function HeadBar() {
  const { t } = useTranslation('distillation');
  const name = useDistillation((state) => state.draft.name);
  const language = useLanguage();
  const shown = useShownName(distillations);
  const { edit, open } = useDistillation.getState();
  return (
    <Group gap={6}>
      <NameField label={t('name')} name={shown(name)} onRename={(typed) => edit('name', typed)} />
      <ReadyMenu
        label={t('ready')}
        entries={Object.entries<ReadyDistillation>(distillations).map(
          ([key, { title, why, distillation }]) => ({
            key,
            title,
            why,
            open: () => open({ ...parseDistillation(distillation), name: title[language] }),
          }),
        )}
      />
      <CopyLink />
      <OpenButton />
      <Button size="compact-sm" variant="default" onClick={() => void saveStudy('distil')}>
        {t('save')}
      </Button>
    </Group>
  );
}
