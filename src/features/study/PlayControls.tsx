import { Button, Group, Progress, Text } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconRotate,
} from '@tabler/icons-react';
import { formatDuration } from '../../charts';
import { useTranslation } from '../../locales/useTranslation';
import type { StudyParts, StudyStatus } from '../../store/study';
import { useTimeLeft } from './useTimeLeft';

interface PlayControlsProps
  extends Pick<StudyParts<unknown, unknown, unknown, unknown>, 'toggle' | 'step' | 'reset'> {
  readonly status: StudyStatus;
  /** Whether the controls show another study than the displayed one. */
  readonly apart: boolean;
  /** The completed share of all updates. */
  readonly share: number;
  /** The present activity in words. */
  readonly phase: string;
  /** The effect of the play button. */
  readonly help: string;
}

/** Play, pause, step, reset, and the progress in words. */
export function PlayControls(props: PlayControlsProps) {
  const { status, apart, share, phase, help, toggle, step, reset } = props;
  const { t } = useTranslation('study');
  const playing = status === 'playing';
  const ready = status === 'ready' && !apart;
  const left = useTimeLeft(share, playing);
  return (
    <Group gap={6} style={{ flex: '1 1 420px' }}>
      <Button
        size="xs"
        w={106}
        // After its worker has died, Play starts another.
        disabled={!playing && !ready && status !== 'failed'}
        onClick={toggle}
        leftSection={playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
        title={help}
      >
        {t(playing ? 'pause' : 'play')}
      </Button>
      <Button
        size="xs"
        variant="default"
        px={8}
        disabled={!ready}
        onClick={step}
        aria-label={t('stepOnce')}
        title={t('stepOnce')}
      >
        <IconPlayerSkipForward size={16} />
      </Button>
      <Button
        size="xs"
        variant="default"
        px={8}
        disabled={status === 'loading'}
        onClick={reset}
        aria-label={t('reset')}
        title={t('resetHelp')}
      >
        <IconRotate size={16} />
      </Button>
      <div style={{ flex: 1, minWidth: 180 }}>
        <Group gap={8} justify="space-between" wrap="nowrap">
          <Text size="xs" data-testid="phase" role="status">
            {status === 'loading' ? t('loading') : phase}
          </Text>
          {left !== undefined && (
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }} title={t('leftHelp')}>
              {t('left', { time: formatDuration(left) })}
            </Text>
          )}
        </Group>
        <Progress value={100 * share} size={4} aria-label={t('progress')} />
      </div>
    </Group>
  );
}
