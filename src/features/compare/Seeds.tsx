import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../charts';
import { maxSeeds, useCompare } from '../../store/compare';
import { NumberField } from '../setup';

/** Repeats all runs over several seeds; cancelling keeps what is done. */
export function Seeds() {
  const { t } = useTranslation('compare');
  const seeds = useCompare((compare) => compare.seeds);
  const repeating = useCompare((compare) => compare.repeating);
  const { setSeeds, repeat, cancel } = useCompare.getState();
  return (
    <Group gap={8}>
      <NumberField
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
      {repeating && (
        <>
          <Progress
            w={160}
            size="sm"
            value={(100 * repeating.finished) / Math.max(1, repeating.total)}
            aria-label={t('repeatProgress')}
          />
          <Text size="xs" c="dimmed">
            {t('finished', { finished: repeating.finished, total: repeating.total })}
            {repeating.finished > 0 && `, ${t('left', { time: formatDuration(timeLeft(repeating)) })}`}
          </Text>
          <Button size="xs" variant="default" onClick={cancel}>
            {t('cancel')}
          </Button>
        </>
      )}
    </Group>
  );
}

const timeLeft = ({ finished, total, since }: { finished: number; total: number; since: number }): number =>
  ((Date.now() - since) / finished) * (total - finished);
