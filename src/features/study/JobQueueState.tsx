import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../charts';
import type { JobQueueProgress } from '../../store/jobQueue';
import { useTimeLeft } from './useTimeLeft';

interface BatchStateProps {
  /** Undefined where none runs. */
  readonly progress: JobQueueProgress | undefined;
  /** Runs that are kept, of all that are asked for. */
  readonly done: number;
  readonly total: number;
  cancel(): void;
}

/** How far runs in the pool are, and the way to end them; what is done is kept. */
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
