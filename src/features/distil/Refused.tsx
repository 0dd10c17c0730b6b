import { Text } from '@mantine/core';
import { useLanguage } from '../../locales/useText';
import { useDistil } from '../../store/distil';

/** Why something was refused, beside where it was asked for. */
export function Refused({ field }: { readonly field: string }) {
  const language = useLanguage();
  const problem = useDistil((distil) => distil.problems[field]);
  if (!problem) return null;
  return (
    <Text size="xs" c="red" role="alert" mt={4}>
      {problem.in(language)}
    </Text>
  );
}
