import { NativeSelect } from '@mantine/core';
import Papa from 'papaparse';
import { useMemo } from 'react';
import type { DataSpec } from '../../data/sets';
import { useTranslation } from '../../locales/useTranslation';
import { Control } from './Control';
import { useField } from './editing';

const path = 'data.target';

/** Chooses the target column of the user's table. The other columns are the inputs. */
export default function CsvTarget() {
  const { t } = useTranslation('setup');
  const { value: data } = useField<DataSpec>('data');
  const { id, edit } = useField(path);
  const text = data.kind === 'csv' ? data.text : undefined;
  const columns = useMemo(() => {
    // The first line contains all names, however long the table is.
    const [header] = Papa.parse<string[]>((text ?? '').slice(0, 1_000_000), { preview: 1 }).data;
    return (header ?? []).map((name) => name.trim());
  }, [text]);
  if (data.kind !== 'csv' || columns.length === 0) return null;
  return (
    <Control path={path} label={t('target')} help={t('targetHelp')}>
      <NativeSelect
        id={id}
        size="xs"
        data={columns}
        value={data.target ?? columns.at(-1)!}
        onChange={(event) => edit(event.currentTarget.value)}
      />
    </Control>
  );
}
