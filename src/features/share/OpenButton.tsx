import { Button, FileButton } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { openFiles } from './commands';

/** Opens files of any supported kind, each in its room. */
export function OpenButton() {
  const { t } = useTranslation('share');
  return (
    <FileButton
      multiple
      accept=".json,.csv,.tsv,.txt,.gz,.idx,.ubyte,*"
      onChange={(files) => void openFiles(files)}
    >
      {(props) => (
        <Button {...props} size="compact-sm" variant="default">
          {t('open')}
        </Button>
      )}
    </FileButton>
  );
}
