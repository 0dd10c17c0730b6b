import { Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';

interface DivergedProps {
  /** The steps at which runs diverged. */
  readonly steps: readonly number[];
  /** The number of runs, including those that did not diverge. */
  readonly runs: number;
}

/** The step at which the only run diverged and the last one before it, or how many of several runs diverged; nothing if none has diverged. */
export function Diverged({ steps, runs }: DivergedProps) {
  const { t } = useTranslation('study');
  if (steps.length === 0) return null;
  return (
    <Text span size="xs" c="red">
      {runs === 1 ? t('divergedAt', { step: steps[0] }) : t('diverged', { count: steps.length })}
      {runs === 1 && steps[0]! > 0 && ` (${t('finiteTo', { last: steps[0]! - 1 })})`}
    </Text>
  );
}
