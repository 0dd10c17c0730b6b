import { Button, FileButton, Group, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { Problem } from '../../base/problem';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';

interface ImportButtonsProps {
  /** Takes the imported data into the experiment. */
  use(data: unknown): void;
  /** What the data are used for, if the place does not show it. */
  readonly title?: string;
  /** As high as the buttons beside it. */
  readonly size?: 'compact-sm' | 'xs';
}

/** Picks own data for an experiment: files, or a folder of pictures. */
export function ImportButtons({ use, title, size = 'compact-sm' }: ImportButtonsProps) {
  const { t } = useTranslation('setup');
  const language = useLanguage();
  const [problem, setProblem] = useState<Problem>();
  const reset = useRef<() => void>(null);
  const open = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setProblem(undefined);
    // The same file can be picked again.
    reset.current?.();
    try {
      await (await import('./importFiles')).importFiles(files, use);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  return (
    <div>
      <Group gap={6}>
        <FileButton multiple resetRef={reset} onChange={(files) => void open(files)}>
          {(props) => (
            <Button {...props} size={size} variant="light" title={title}>
              {t('importData')}
            </Button>
          )}
        </FileButton>
        <FileButton
          multiple
          onChange={(files) => void open(files)}
          inputProps={{ webkitdirectory: '' } as React.ComponentProps<'input'>}
        >
          {(props) => (
            <Button {...props} size={size} variant="subtle" title={title}>
              {t('importFolder')}
            </Button>
          )}
        </FileButton>
      </Group>
      {problem && (
        <Text size="xs" c="red" role="alert" mt={2}>
          {problem.in(language)}
        </Text>
      )}
    </div>
  );
}
