import { Text } from '@mantine/core';
import { useText } from '../../locales/useText';
import { parseTransfer } from '../../schema/transfer';
import { transfers } from '../../schema/transfers';
import { useTransfer } from '../../store/transfer';
import { explanationOf } from '../study';

const find = explanationOf(
  Object.values(transfers).map(({ why, transfer }) => ({
    why,
    spec: parseTransfer(transfer),
  })),
);

/** What a ready transfer asks and what was measured, beside its numbers. */
export function Explanation() {
  const text = useText();
  const why = useTransfer(({ draft }) => find(draft));
  return why ? (
    <Text size="sm" maw={1000} data-testid="why">
      {text(why)}
    </Text>
  ) : null;
}
