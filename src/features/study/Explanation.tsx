import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useText } from '../../locales/useText';
import { useStudy } from './definition';
import { explanationOf } from './explanationOf';

/** A ready study's question and measured result, shown until the user changes the study. */
export function Explanation() {
  const { ready, useStore } = useStudy();
  const text = useText();
  const find = useMemo(() => explanationOf(Object.values(ready)), [ready]);
  const why = useStore(({ draft }) => find(draft));
  return why ? (
    <Text size="sm" maw={1000} data-testid="why">
      {text(why)}
    </Text>
  ) : null;
}
