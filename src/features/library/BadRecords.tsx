import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { download } from '../../charts';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useLibrary } from '../../store/library';
import type { BadRecord } from '../../store/storedRecord';

/** The stored records that cannot be used, each with its fault. They can be exported and deleted. */
export function BadRecords({ records }: { readonly records: readonly BadRecord[] }) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const save = async (key: string) => {
    const record = await useLibrary.getState().exportRecord(key);
    if (record) download('gradient-lab.damaged-record.json', record);
  };
  return (
    <Alert color="red" p={6} title={t('bad', { count: records.length })} data-testid="bad-records">
      <Stack gap={4}>
        {records.map(({ key, name, problem }) => (
          <Group key={String(key)} gap={8}>
            <Text size="sm">
              {name ?? key}: {problem.in(language)}
            </Text>
            <Button size="compact-xs" variant="default" onClick={() => void save(key)}>
              {t('badExport')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void useLibrary.getState().remove([key])}
            >
              {t('badDelete')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
