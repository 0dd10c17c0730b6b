import { Text } from '@mantine/core';
import type { Problem } from '../../base/problem';
import { useLanguage } from '../../locales/useText';

/** The reason for a refusal, beside the control that it concerns. */
export function Problems({ of }: { readonly of: readonly (Problem | undefined)[] }) {
  const language = useLanguage();
  return of.map(
    (problem, i) =>
      problem && (
        <Text key={i} size="xs" c="red" role="alert" mt={4}>
          {problem.in(language)}
        </Text>
      ),
  );
}
