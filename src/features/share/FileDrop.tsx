import { Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useTranslation } from 'react-i18next';
import { openFiles } from './commands';

/** Files dropped anywhere on the page. */
export default function FileDrop() {
  const { t } = useTranslation('share');
  return (
    <Dropzone.FullScreen
      active
      onDrop={(files) => void openFiles(files)}
      onReject={(rejected) => void openFiles(rejected.map(({ file }) => file as File))}
    >
      <Text ta="center" mt="30vh" size="lg">
        {t('drop')}
      </Text>
    </Dropzone.FullScreen>
  );
}
