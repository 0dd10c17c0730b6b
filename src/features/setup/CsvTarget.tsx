import { NativeSelect } from '@mantine/core';
import Papa from 'papaparse';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/lab';
import { Control, controlId } from './Control';

const path = 'data.target';

/** Which column of an own table is to be learned; the others are the inputs. */
export function CsvTarget() {
  const { t } = useTranslation('setup');
  const data = useLab((lab) => lab.spec.data);
  const edit = useLab((lab) => lab.edit);
  const text = data.kind === 'csv' ? data.text : undefined;
  const columns = useMemo(() => {
    // The first line is enough for the names, however long the table.
    const [header] = Papa.parse<string[]>((text ?? '').slice(0, 1_000_000), { preview: 1 }).data;
    return (header ?? []).map((name) => name.trim());
  }, [text]);
  if (data.kind !== 'csv' || columns.length === 0) return null;
  return (
    <Control path={path} label={t('target')} help={t('targetHelp')}>
      <NativeSelect
        id={controlId(path)}
        size="xs"
        data={columns}
        value={data.target ?? columns.at(-1)!}
        onChange={(event) => edit(path, event.currentTarget.value)}
      />
    </Control>
  );
}
