import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';

/** Copies a text that stands in a field above; where the browser forbids it, a sentence says so. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation('embed');
  const [state, setState] = useState<{ readonly of: string; readonly copied: boolean }>();
  const result = state?.of === text ? state : undefined;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState({ of: text, copied: true }),
      () => setState({ of: text, copied: false }),
    );
  return (
    <>
      <Button size="compact-sm" variant="default" mt={6} onClick={() => void copy()}>
        {result?.copied ? t('copied') : label}
      </Button>
      {result?.copied === false && (
        <Text size="xs" role="status">
          {t('copyByHand')}
        </Text>
      )}
    </>
  );
}
