import { Button, FileButton, Group, Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';

interface TestFileProps {
  readonly file: File | undefined;
  use(file: File | undefined): void;
}

/** Chooses a second file with the same columns, whose rows are the test set. */
export function TestFile({ file, use }: TestFileProps) {
  const { t } = useTranslation('import');
  if (file) {
    return (
      <Group gap={6}>
        <Text size="sm">{t('testFile.used', { file: file.name })}</Text>
        <Button size="compact-sm" variant="default" onClick={() => use(undefined)}>
          {t('testFile.remove')}
        </Button>
      </Group>
    );
  }
  return (
    <FileButton onChange={(chosen) => chosen && use(chosen)}>
      {(props) => (
        <Button {...props} size="compact-sm" variant="default">
          {t('testFile.choose')}
        </Button>
      )}
    </FileButton>
  );
}
