import { Group, Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { NumberField } from '../typedField';
import { useStudy } from './definition';
import { JobQueueRun } from './JobQueueRun';
import { Refused } from './Refused';

/** Repeats the whole study, teacher included, over several seeds. Cancelling keeps the finished repeats. */
export function Seeds() {
  const { page, maxSeeds, useStore, useRepeats } = useStudy();
  const { t } = useTranslation('study');
  const seeds = useStore((state) => state.draft.seeds);
  const { done, progress } = useRepeats();
  const { edit, repeat } = useStore.getState();
  const id = `${page}-seeds`;
  return (
    <Group gap={6}>
      <Text size="xs" component="label" htmlFor={id}>
        {t('seeds')}
      </Text>
      <NumberField
        id={id}
        name={t('seeds')}
        width={60}
        min={1}
        max={maxSeeds}
        integer
        value={seeds}
        onChange={(value) => edit('seeds', value)}
      />
      <JobQueueRun
        label={t('repeat')}
        help={t('repeatHelp')}
        run={() => void repeat()}
        total={seeds}
        {...{ done, progress }}
      />
      <Refused field="seeds" />
    </Group>
  );
}
