import { ActionIcon, Box, Button, Group, Progress, Slider, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconDice5,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconRotate,
} from '@tabler/icons-react';
import { type ReactNode, Suspense } from 'react';
import { formatCount, shortCount } from '../../charts/format';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { EngineBadge } from './EngineBadge';
import { useTurns } from './useFrames';

const ToolTip = lazyPart(() => import('./ToolTip'));

/** Positions of the speed slider: 1, 2, 5, … 10,000 steps per second, then no limit. */
const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, null] as const;

/** Play, pause, step, and the progress of the run. */
export function PlayBar() {
  const { t } = useTranslation('observe');
  const speed = useLab((lab) => lab.speed);
  const playing = useLab((lab) => lab.status === 'playing');
  const { stepOnce, stepEpoch, reset, newSeed, setSpeed } = useLab.getState();
  return (
    <>
      <PlayButton />
      <Tool label={t('stepOnce')} disabled={playing} act={stepOnce}>
        <IconPlayerSkipForward size={16} />
      </Tool>
      <Tool label={t('stepEpoch')} disabled={playing} act={stepEpoch}>
        <IconPlayerTrackNext size={16} />
      </Tool>
      <Tool label={t('reset')} disabled={false} act={reset}>
        <IconRotate size={16} />
      </Tool>
      <Tool label={t('newSeed')} disabled={false} act={newSeed}>
        <IconDice5 size={16} />
      </Tool>
      <StepCount playing={playing} />
      <div style={{ width: 164, whiteSpace: 'nowrap' }}>
        <Text size="xs" c="dimmed">
          {speed === null ? t('flatOut') : t('atMost', { rate: speed })}
        </Text>
        <Slider
          size="xs"
          my={4}
          thumbLabel={t('speed')}
          min={0}
          max={speeds.length - 1}
          label={null}
          value={speeds.indexOf(speed as (typeof speeds)[number])}
          onChange={(notch) => setSpeed(speeds[notch] ?? null)}
        />
      </div>
      <EngineBadge />
    </>
  );
}

/** Play or Pause. It alone follows every network that is built: a slider that is dragged builds many. */
function PlayButton() {
  const { t } = useTranslation('observe');
  const status = useLab((lab) => lab.status);
  const { toggle } = useLab.getState();
  const playing = status === 'playing';
  const startsAgain = useLab(
    (lab) => lab.status === 'failed' || (lab.status === 'stopped' && lab.reason === 'diverged'),
  );
  return (
    <Button
      size="compact-md"
      w={106}
      aria-disabled={status === 'loading'}
      onClick={toggle}
      leftSection={playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
      title={t(startsAgain ? 'playAgainHelp' : 'playHelp')}
    >
      {t(playing ? 'pause' : 'play')}
    </Button>
  );
}

/** The progress and the speed of the run. */
function StepCount({ playing }: { readonly playing: boolean }) {
  const { t, i18n } = useTranslation('observe');
  const { step, stepsPerSecond, stepsPerEpoch, spec } = useTurns(
    ['step', 'stepsPerSecond', 'stepsPerEpoch', 'spec'],
    (lab) => lab,
    Object.is,
    'numbers',
  );
  const rate = Math.round(stepsPerSecond);
  const { steps } = spec.training;
  const target = Math.max(steps, Math.ceil(step / steps) * steps);
  const epoch = step / stepsPerEpoch;
  const rateText = (write: (count: number, language: string) => string) => {
    const count = (number: number) => write(number, i18n.language);
    const epochs = t('epoch', { epoch: epoch < 1000 ? epoch.toFixed(1) : count(epoch) });
    return playing && rate > 0 ? `${t('rate', { rate: count(rate) })} · ${epochs}` : epochs;
  };
  return (
    <Box flex={1} className="step-count">
      <Group gap={8} justify="space-between" wrap="nowrap">
        <Text size="xs" data-testid="step" style={{ whiteSpace: 'nowrap' }}>
          {t('stepOf', { step, target })}
        </Text>
        <StopReason />
        <Text size="xs" c="dimmed" truncate title={`${rateText(formatCount)}\n${t('rateHelp')}`}>
          {rateText(shortCount)}
        </Text>
      </Group>
      <Progress value={(100 * step) / target} size={3} aria-label={t('progress')} />
    </Box>
  );
}

/** Why the run stopped by itself, and how to go on; in one line, so that nothing moves. */
function StopReason() {
  const { t } = useTranslation('observe');
  const reason = useLab((lab) => (lab.status === 'stopped' ? lab.reason : undefined));
  const step = useLab((lab) => (lab.status === 'stopped' ? lab.step : 0));
  if (reason === undefined || reason === 'paused' || reason === 'diverged') return <span />;
  const words = t(`stopped.${reason}`, { step });
  return (
    <Text size="xs" c="dimmed" role="status" truncate flex={1} title={words}>
      {words}
    </Text>
  );
}

interface ToolProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly act: () => void;
  readonly children: ReactNode;
}

function Tool({ label, disabled, act, children }: ToolProps) {
  const [shown, { open, close }] = useDisclosure(false);
  return (
    <span className="with-card">
      <ActionIcon
        variant="default"
        size={30}
        aria-label={label}
        disabled={disabled}
        onClick={act}
        onMouseEnter={open}
        onMouseLeave={close}
        onFocus={open}
        onBlur={close}
      >
        {children}
      </ActionIcon>
      {shown && (
        <Suspense>
          <ToolTip label={label} />
        </Suspense>
      )}
    </span>
  );
}
