import { Alert, Button, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { i18n } from '../locales/i18n';

interface State {
  readonly error: Error | undefined;
}

/** A fault of the page itself: told in one sentence; the experiment is kept and comes back on reload. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Stack p="xl" maw={640} mx="auto">
        <Alert color="red" title={i18n.t('app:brokenTitle')}>
          <Text size="sm">{i18n.t('app:broken', { message: error.message })}</Text>
        </Alert>
        <Button onClick={() => location.reload()}>{i18n.t('app:reload')}</Button>
      </Stack>
    );
  }
}
