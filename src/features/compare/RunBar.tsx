import { Button, Group, Text } from '@mantine/core';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { paceLabel, paces, paceTitles } from '../../schema/comparison';
import { useCompare } from '../../store/compare';
import { savedForPytorch } from '../share';

/** Plays, steps and resets all runs at once, in lockstep or as a race. */
export function RunBar() {
  const { t } = useTranslation('compare');
  const text = useText();
  const status = useCompare((compare) => compare.status);
  const pace = useCompare((compare) => compare.pace);
  const steps = useCompare((compare) => compare.runs.map(({ step }) => step).join(' · '));
  // Until the last visit's runs are read there is nothing to play.
  const isEmpty = useCompare((compare) => compare.runs.length === 0);
  const { play, pause, step, reset, setPace } = useCompare.getState();
  const playing = status === 'playing';
  return (
    <Group gap={8}>
      <Button
        size="xs"
        w={90}
        disabled={isEmpty || status === 'loading' || status === 'done'}
        onClick={playing ? pause : play}
      >
        {t(playing ? 'pause' : 'play')}
      </Button>
      <Button size="xs" variant="default" disabled={isEmpty || status !== 'ready'} onClick={step}>
        {t('stepOnce')}
      </Button>
      <Button size="xs" variant="default" disabled={isEmpty} onClick={reset}>
        {t('reset')}
      </Button>
      <SegmentedControl
        aria-label={text(paceLabel)}
        value={pace}
        onChange={setPace}
        data={paces.map((value) => ({
          value,
          label: <span title={t(`paceHelp.${value}`)}>{text(paceTitles[value])}</span>,
        }))}
      />
      <Button
        size="xs"
        variant="default"
        onClick={() => void savedForPytorch().then((exports) => exports.saveComparisonPytorch())}
      >
        {t('pytorch')}
      </Button>
      <Text size="xs" c="dimmed" data-testid="compared-steps">
        {t('steps', { steps })}
      </Text>
    </Group>
  );
}
