import { Button, Group, Progress, Text } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconRotate,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../charts';
import { useDistil } from '../../store/distil';
import { useTimeLeft } from './useTimeLeft';

/** Play, pause, step, reset, and how far it is, in words. */
export function RunBar() {
  const { t } = useTranslation('distil');
  const status = useDistil((distil) => distil.status);
  const apart = useDistil((distil) => distil.draft !== distil.spec);
  const { toggle, step, reset } = useDistil.getState();
  const playing = status === 'playing';
  const ready = status === 'ready' && !apart;
  return (
    <Group gap={6} style={{ flex: '1 1 480px' }}>
      <Button
        size="xs"
        w={106}
        disabled={!playing && !ready}
        onClick={toggle}
        leftSection={playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
        title={t('playHelp')}
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
      <HowFar playing={playing} loading={status === 'loading'} />
    </Group>
  );
}

function HowFar({ playing, loading }: { readonly playing: boolean; readonly loading: boolean }) {
  const { t } = useTranslation('distil');
  const share = useDistil((distil) => distil.share);
  const left = useTimeLeft(share, playing);
  const phase = usePhase();
  return (
    <div style={{ flex: 1, minWidth: 180 }}>
      <Group gap={8} justify="space-between" wrap="nowrap">
        <Text size="xs" data-testid="phase" role="status">
          {loading ? t('phase.loading') : phase}
        </Text>
        {left !== undefined && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }} title={t('leftHelp')}>
            {t('left', { time: formatDuration(left) })}
          </Text>
        )}
      </Group>
      <Progress value={100 * share} size={4} aria-label={t('progress')} />
    </div>
  );
}

/** What is being done, e.g. `Teacher: step 300 of 1,500`. */
function usePhase(): string {
  const { t, i18n } = useTranslation('distil');
  const phase = useDistil((distil) => distil.phase);
  const number = (value: number) => value.toLocaleString(i18n.language);
  switch (phase.kind) {
    case 'preparing':
      return t('phase.preparing');
    case 'done':
      return t('phase.done');
    case 'racing':
      return t('phase.racing', { step: number(phase.step), steps: number(phase.steps) });
    case 'teaching': {
      const { who, index, step, steps } = phase;
      return t(`phase.${who}`, { index, step: number(step), steps: number(steps) });
    }
  }
}
