import { ActionIcon, Button, Group, Progress, Slider, Text, Tooltip } from '@mantine/core';
import {
  IconDice5,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconRotate,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/lab';
import { EngineBadge } from './EngineBadge';

/** Notches of the speed slider: 1, 2, 5, … 10,000 steps a second, then flat out. */
const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, null] as const;

/** Play, pause, step, and how far the run has come. */
export function PlayBar() {
  const { t } = useTranslation('observe');
  const lab = useLab();
  const playing = lab.status === 'playing';
  const ready = lab.status !== 'loading';
  const { steps } = lab.spec.training;
  const target = Math.max(steps, Math.ceil(lab.step / steps) * steps);
  return (
    <Group gap={6} wrap="wrap">
      <Button
        size="compact-md"
        w={106}
        disabled={!ready}
        onClick={lab.toggle}
        leftSection={playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        title={t('playHelp')}
      >
        {t(playing ? 'pause' : 'play')}
      </Button>
      <Tool label={t('stepOnce')} disabled={!ready || playing} act={lab.stepOnce}>
        <IconPlayerSkipForward size={16} />
      </Tool>
      <Tool label={t('stepEpoch')} disabled={!ready || playing} act={lab.stepEpoch}>
        <IconPlayerTrackNext size={16} />
      </Tool>
      <Tool label={t('reset')} disabled={false} act={lab.reset}>
        <IconRotate size={16} />
      </Tool>
      <Tool label={t('newSeed')} disabled={false} act={lab.newSeed}>
        <IconDice5 size={16} />
      </Tool>
      <div style={{ flex: 1, minWidth: 190 }}>
        <Group gap={8} justify="space-between" wrap="nowrap">
          <Text size="xs" data-testid="step" style={{ whiteSpace: 'nowrap' }}>
            {t('stepOf', { step: lab.step, target })}
          </Text>
          <Text size="xs" c="dimmed" truncate title={t('rateHelp')}>
            {t('epoch', { epoch: (lab.step / lab.stepsPerEpoch).toFixed(1) })}
            {playing && lab.stepsPerSecond > 0
              ? ` · ${t('rate', { rate: Math.round(lab.stepsPerSecond) })}`
              : ''}
          </Text>
        </Group>
        <Progress value={(100 * lab.step) / target} size={3} aria-label={t('progress')} />
      </div>
      <div style={{ width: 96 }}>
        <Text size="xs" c="dimmed">
          {lab.speed === null ? t('flatOut') : t('atMost', { rate: lab.speed })}
        </Text>
        <Slider
          size="xs"
          thumbLabel={t('speed')}
          min={0}
          max={speeds.length - 1}
          label={null}
          value={speeds.indexOf(lab.speed as (typeof speeds)[number])}
          onChange={(notch) => lab.setSpeed(speeds[notch] ?? null)}
        />
      </div>
      <EngineBadge />
    </Group>
  );
}

interface ToolProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly act: () => void;
  readonly children: ReactNode;
}

function Tool({ label, disabled, act, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={30} aria-label={label} disabled={disabled} onClick={act}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
