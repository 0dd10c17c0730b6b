import { Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { type StudyDefinition, StudyProvider } from './definition';
import { Explanation } from './Explanation';
import { Faults } from './Faults';
import { HeadBar } from './HeadBar';
import { SetupFold } from './SetupFold';
import { ViewTabs } from './ViewTabs';

interface StudyPageProps {
  readonly study: StudyDefinition;
  /** The settings and the learners, and the same in a line. */
  readonly setup: ReactNode;
  readonly summary: string;
  /** The controls of the run. */
  readonly run: ReactNode;
  /** The outcomes. */
  readonly children: ReactNode;
}

/** The page of a study: its head, its faults, the run, the settings, its outcomes, and its views. */
export function StudyPage({ study, setup, summary, run, children }: StudyPageProps) {
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
        {run}
        <SetupFold summary={summary}>{setup}</SetupFold>
        {children}
        <ViewTabs />
        <Faults />
      </Stack>
    </StudyProvider>
  );
}
