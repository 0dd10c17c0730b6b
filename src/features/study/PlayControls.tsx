import { Button, Group, Progress, Text } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconRotate,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../charts';
import type { StudyParts, StudyStatus } from '../../store/study';
import { useTimeLeft } from './useTimeLeft';

interface PlayControlsProps
  extends Pick<StudyParts<unknown, unknown, unknown, unknown>, 'toggle' | 'step' | 'reset'> {
  readonly status: StudyStatus;
  /** Whether the controls show another than what is on screen. */
  readonly apart: boolean;
  /** The share of all updates that is done. */
  readonly share: number;
  /** What is being done, in words. */
  readonly phase: string;
  /** What playing does. */
  readonly help: string;
}

/** Play, pause, step, reset, and how far it is, in words. */
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
        disabled={!playing && !ready}
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
