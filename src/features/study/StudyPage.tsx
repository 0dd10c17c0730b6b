import { Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/lab';
import { type StudyDefinition, StudyProvider } from './definition';
import { Explanation } from './Explanation';
import { Faults } from './Faults';
import { HeadBar } from './HeadBar';
import { ViewTabs } from './ViewTabs';

interface StudyPageProps {
  readonly study: StudyDefinition;
  /** The settings, the learners, the controls of the run, and the outcomes. */
  readonly children: ReactNode;
}

/** The page of a study: its head, its faults, its content, and its views. */
export function StudyPage({ study, children }: StudyPageProps) {
  const { t } = useTranslation(study.words);
  useEffect(() => {
    // A link may open the page without naming it in the address.
    useLab.getState().go(study.page);
    const { data, reset } = study.useStore.getState();
    if (!data) reset();
  }, [study]);
  return (
    <StudyProvider value={study}>
      <Stack gap={10}>
        <Text size="sm" c="dimmed">
          {t('intro')}
        </Text>
        <HeadBar />
        <Explanation />
        <Faults />
        {children}
        <ViewTabs />
      </Stack>
    </StudyProvider>
  );
}
