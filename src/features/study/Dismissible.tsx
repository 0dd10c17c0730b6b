import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../locales/useTranslation';

interface DismissibleProps {
  /** Red is a fault, and yellow a warning; a message without a colour tells what was done. */
  readonly color?: 'red' | 'yellow';
  readonly onDismiss: () => void;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** A message that the user can close. */
export function Dismissible({ color, onDismiss, testId, children }: DismissibleProps) {
  const { t } = useTranslation('app');
  return (
    <Alert
      {...(color ? { color } : {})}
      p={6}
      role={color === 'red' ? 'alert' : 'status'}
      withCloseButton
      closeButtonLabel={t('dismiss')}
      onClose={onDismiss}
      data-testid={testId}
    >
      {children}
    </Alert>
  );
}
