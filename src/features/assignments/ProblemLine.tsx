import { Text } from '@mantine/core';
import type { Problem } from '../../base/problem';
import { useLanguage } from '../../locales/useText';

/** What is wrong, in a sentence. */
export function ProblemLine({ problem }: { readonly problem: Problem | undefined }) {
  const language = useLanguage();
  return (
    problem && (
      <Text size="sm" c="red" role="alert" mt={4}>
        {problem.in(language)}
      </Text>
    )
  );
}
