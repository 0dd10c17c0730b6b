import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface DivergedProps {
  /** Steps at which runs diverged. */
  readonly steps: readonly number[];
  /** Runs that are looked at, those that did not diverge included. */
  readonly runs: number;
}

/** At which step the only run diverged, or how many of several did; nothing where none has. */
export function Diverged({ steps, runs }: DivergedProps) {
  const { t } = useTranslation('study');
  if (steps.length === 0) return null;
  return (
    <Text span size="xs" c="red">
      {runs === 1 ? t('divergedAt', { step: steps[0] }) : t('diverged', { count: steps.length })}
    </Text>
  );
}
