import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { maxSeeds, useCompare } from '../../store/compare';
import { JobQueueState } from '../study';
import { NumberField } from '../typedField';

/** Repeats all runs over several seeds. Cancelling keeps the finished repeats. */
export function Seeds() {
  const { t } = useTranslation('compare');
  const seeds = useCompare((compare) => compare.seeds);
  const repeating = useCompare((compare) => compare.repeating);
  const runs = useCompare((compare) => compare.runs);
  const done = runs.reduce((sum, { repeats }) => sum + repeats.slice(0, seeds).filter(Boolean).length, 0);
  const { setSeeds, repeat, cancel } = useCompare.getState();
  return (
    <Group gap={8}>
      <Text size="xs" component="label" htmlFor="compare-seeds">
        {t('seeds')}
      </Text>
      <NumberField
        id="compare-seeds"
        name={t('seeds')}
        width={70}
        min={2}
        max={maxSeeds}
        integer
        value={seeds}
        onChange={setSeeds}
      />
      <Button
        size="xs"
        variant="light"
        disabled={repeating !== undefined}
        onClick={() => void repeat()}
        title={t('repeatHelp')}
      >
        {t('repeat')}
      </Button>
      <JobQueueState progress={repeating} done={done} total={runs.length * seeds} cancel={cancel} />
    </Group>
  );
}
