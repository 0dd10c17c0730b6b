import { Button, Group, Progress, Text } from '@mantine/core';
import { formatDuration } from '../../charts';
import { useTranslation } from '../../locales/useTranslation';
import type { JobQueueProgress } from '../../store/jobQueue';
import { useTimeLeft } from './useTimeLeft';

interface BatchStateProps {
  /** Undefined if no job is running. */
  readonly progress: JobQueueProgress | undefined;
  /** The number of finished runs. `total` is the number of requested runs. */
  readonly done: number;
  readonly total: number;
  cancel(): void;
}

/** The progress of runs in the pool, and a button that ends them. Finished runs are kept. */
export function JobQueueState({ progress, done, total, cancel }: BatchStateProps) {
  const { t } = useTranslation('study');
  const left = useTimeLeft(progress?.share ?? 0, progress !== undefined);
  if (!progress) {
    if (done === 0) return null;
    return (
      <Text size="xs" c="dimmed" data-testid="batch">
        {t('kept', { done, total })}
      </Text>
    );
  }
  return (
    <Group gap={6}>
      <Progress w={100} size="sm" value={100 * progress.share} aria-label={t('batchProgress')} />
      <Text size="xs" c="dimmed" data-testid="batch">
        {t('finished', { finished: progress.finished, total: progress.total })}
        {left !== undefined && `, ${t('left', { time: formatDuration(left) })}`}
      </Text>
      <Button size="compact-xs" variant="default" onClick={cancel}>
        {t('cancel')}
      </Button>
    </Group>
  );
}
