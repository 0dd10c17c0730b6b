import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { useTranslation } from '../../locales/useTranslation';
import { useStudy } from './definition';
import type { RunKind, runKind } from './runKind';

interface OutcomeBarProps<Kind extends RunKind> extends ReturnType<typeof runKind<Kind>> {
  readonly choose: (kind: Kind) => void;
  readonly onSave: () => void;
  /** Further choices. */
  readonly children?: ReactNode;
}

/** Chooses the runs whose numbers are shown, and saves the numbers. */
export function OutcomeBar<Kind extends RunKind>(props: OutcomeBarProps<Kind>) {
  const { kind, kinds, choose, onSave, children } = props;
  const { words } = useStudy();
  const { t } = useTranslation('study');
  const { t: tRoom } = useTranslation(words);
  return (
    <Group gap={8}>
      {kinds.length > 1 && (
        <SegmentedControl
          aria-label={t('numbers')}
          value={kind}
          onChange={choose}
          data={kinds.map(({ kind, count }) => ({ value: kind, label: tRoom(`sources.${kind}`, { count }) }))}
        />
      )}
      {children}
      <Button size="xs" variant="default" onClick={onSave}>
        {t('saveNumbers')}
      </Button>
    </Group>
  );
}
