import { Alert, Button, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { isMissingFile } from '../base/missingFile';
import { i18n } from '../locales/i18n';
import { MissingPart } from './version/MissingPart';

interface State {
  readonly error: Error | undefined;
}

interface Props {
  readonly children: ReactNode;
  /** A changed scope clears the error, e.g. when another page opens. */
  readonly scope?: string;
}

/**
 * Shows an error of the page in one sentence, at the place where it happened. The rest of the page keeps working. An error for
 * a file that the server no longer has gets a message of its own: a newer version has replaced the file, so the user must load
 * the newest version.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidUpdate(before: Props): void {
    if (before.scope !== this.props.scope && this.state.error) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (isMissingFile(error)) return <MissingPart />;
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
