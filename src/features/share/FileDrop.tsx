import { Button, Group, Loader, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from '../../locales/useTranslation';
import { useReading } from '../../store/reading';
import { openFiles } from './commands';
import styles from './FileDrop.module.css';
import { openPasted } from './paste';

/** Accepts files and tables that are dropped or pasted anywhere on the page; the drop target is only visible while files are dragged over the page. */
export default function FileDrop() {
  const { t } = useTranslation('share');
  useEffect(() => {
    window.addEventListener('paste', openPasted);
    return () => window.removeEventListener('paste', openPasted);
  }, []);
  const { getRootProps, getInputProps, isDragGlobal } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDrop: (files) => void openFiles(files),
  });
  return (
    <>
      <LargeFile />
      <div
        {...getRootProps({ tabIndex: -1, role: 'presentation' })}
        className={styles.target}
        data-shown={isDragGlobal || undefined}
      >
        <input {...getInputProps({ 'aria-hidden': true })} />
        <Text size="lg">{t('drop')}</Text>
      </div>
    </>
  );
}

/** Says that a large file is being read, and offers to cancel it. */
function LargeFile() {
  const { t } = useTranslation('share');
  const { file, parts, cancel } = useReading();
  if (file === undefined) return null;
  return (
    <Group className={styles.reading} gap="xs" role="status">
      <Loader size="xs" />
      <Text size="sm">{parts ? t('readingParts', { file, ...parts }) : t('reading', { file })}</Text>
      <Button size="compact-xs" variant="default" onClick={cancel}>
        {t('cancelReading')}
      </Button>
    </Group>
  );
}
