import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../base/problem';
import type { TableOptions } from '../../data/tables/tableOptions';

interface RemediesProps {
  readonly problem: Problem;
  readonly options: TableOptions;
  choose(change: Partial<TableOptions>): void;
}

/** Buttons that do what a problem with a limit asks for: draw rows, or ignore a column. */
export function Remedies({ problem, options, choose }: RemediesProps) {
  const { t } = useTranslation('import');
  const { rows, column } = problem.values;
  const others = (options.columns ?? []).filter(({ name }) => name !== column);
  return (
    <Group gap="xs" mt="xs">
      {typeof rows === 'number' && rows >= 2 && (
        <Button size="compact-sm" variant="light" onClick={() => choose({ sampleRows: rows })}>
          {t('sample', { rows })}
        </Button>
      )}
      {typeof column === 'string' && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => choose({ columns: [...others, { name: column, role: 'ignored' }] })}
        >
          {t('ignore', { column })}
        </Button>
      )}
    </Group>
  );
}
