import { Text } from '@mantine/core';
import { useText } from '../../locales/useText';
import { parseDistillation } from '../../schema/distillation';
import { distillations } from '../../schema/distillations';
import { useDistillation } from '../../store/distillation';
import { explanationOf } from '../study';

const find = explanationOf(
  Object.values(distillations).map(({ why, distillation }) => ({
    why,
    spec: parseDistillation(distillation),
  })),
);

/** What a ready distillation asks and what was measured, beside the race itself. */
export function Explanation() {
  const text = useText();
  const why = useDistillation(({ draft }) => find(draft));
  return why ? (
    <Text size="sm" maw={1000} data-testid="why">
      {text(why)}
    </Text>
  ) : null;
}
