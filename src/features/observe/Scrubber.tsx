import { Button, Group, Slider, Text } from '@mantine/core';
import { shallow } from 'zustand/shallow';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { useTurns } from './useFrames';

/** Chooses the step that every chart shows. The run can continue from that step. */
export function Scrubber() {
  const { t } = useTranslation('observe');
  // The newest step moves the labels also where as many steps are recorded as before.
  const { last } = useTurns(
    ['history', 'historyVersion'],
    ({ history }) => ({ last: history.length - 1, newest: history.run(history.length - 1, 'step') }),
    shallow,
  );
  // Reads the present state, not the drawn one, so that a held key continues from its newest position.
  const cursor = useLab((lab) => lab.cursor);
  const lookAt = useLab((lab) => lab.lookAt);
  const goBackTo = useLab((lab) => lab.goBackTo);
  const waits = useLab((lab) => lab.cursor !== undefined && lab.status === 'loading');
  const stepAt = (index: number) => useLab.getState().history.run(index, 'step');
  const at = cursor === undefined ? Math.max(0, last) : useLab.getState().history.indexOf(cursor);
  return (
    <Group gap={8} wrap="nowrap" mih={26}>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }} title={t('scrub.help')}>
        {t('scrub.label')}
      </Text>
      <Slider
        style={{ flex: 1, minWidth: 80 }}
        size="xs"
        thumbLabel={t('scrub.label')}
        min={0}
        max={Math.max(1, last)}
        disabled={last < 1}
        value={at}
        label={(index) => t('atStep', { step: stepAt(index) })}
        onChange={(index) => lookAt(index === last ? undefined : stepAt(index))}
      />
      <Text size="xs" data-testid="looked-at" style={{ whiteSpace: 'nowrap' }}>
        {cursor === undefined ? t('scrub.newest') : t('atStep', { step: stepAt(at) })}
      </Text>
      {cursor !== undefined && (
        <>
          <Button size="compact-xs" variant="default" onClick={() => lookAt(undefined)}>
            {t('scrub.toNewest')}
          </Button>
          <Button
            size="compact-xs"
            variant="light"
            disabled={waits}
            title={t('scrub.goBackHelp')}
            onClick={() => goBackTo(stepAt(at))}
          >
            {t('scrub.goBack')}
          </Button>
        </>
      )}
    </Group>
  );
}
