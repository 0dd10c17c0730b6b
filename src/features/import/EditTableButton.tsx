import { Button } from '@mantine/core';
import type { DataSpec } from '../../data/sets';
import { contentOf, fetchContent } from '../../data/tables/contents';
import { useTranslation } from '../../locales/useTranslation';
import { useImporting } from '../../store/importing';

interface EditTableButtonProps {
  readonly data: Extract<DataSpec, { kind: 'table' }>;
  /** Takes the changed data into the experiment. */
  use(data: unknown): void;
}

/** Opens the import dialog for the table in use, to choose another target or other columns of the same text. */
export function EditTableButton({ data, use }: EditTableButtonProps) {
  const { t } = useTranslation('setup');
  const start = useImporting((importing) => importing.start);
  async function open() {
    const { file, text, hash, test } = data;
    if (hash !== undefined) await fetchContent(hash);
    const content = text ?? (hash === undefined ? undefined : contentOf(hash));
    if (content === undefined) return;
    const second = test?.text ?? (test?.hash === undefined ? undefined : contentOf(test.hash));
    start({
      file,
      content,
      chosen: data,
      use,
      ...(test && second !== undefined ? { test: new File([second], test.file) } : {}),
    });
  }
  return (
    <Button size="compact-sm" variant="light" onClick={() => void open()}>
      {t('editTable')}
    </Button>
  );
}
