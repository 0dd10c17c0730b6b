import { Button, Group } from '@mantine/core';
import type { Problem } from '../../base/problem';
import { megabytes } from '../../data/sets/limits';
import type { TableOptions } from '../../data/tables/tableOptions';
import { useTranslation } from '../../locales/useTranslation';

interface RemediesProps {
  readonly problem: Problem;
  readonly options: TableOptions;
  choose(change: Partial<TableOptions>): void;
  /** Takes only the start of a file that is too large, if it is text. */
  takeStart: (() => void) | undefined;
}

/** Buttons that do what a problem with a limit asks for: draw rows, or ignore a column. */
export function Remedies({ problem, options, choose, takeStart }: RemediesProps) {
  const { t } = useTranslation('import');
  const { rows, column, numeric, bytes } = problem.values;
  const others = (options.columns ?? []).filter(({ name }) => name !== column);
  return (
    <Group gap="xs" mt="xs">
      {typeof rows === 'number' && rows >= 2 && (
        <Button size="compact-sm" variant="light" onClick={() => choose({ sampleRows: rows })}>
          {t('sample', { rows })}
        </Button>
      )}
      {bytes !== undefined && takeStart && (
        <Button size="compact-sm" variant="light" onClick={takeStart}>
          {t('start', { size: megabytes(Number(bytes)) })}
        </Button>
      )}
      {numeric === 1 && (
        <Button size="compact-sm" variant="light" onClick={() => choose({ task: 'regression' })}>
          {t('asNumbers')}
        </Button>
      )}
      {typeof column === 'string' && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() =>
            choose({
              columns: [...others, { name: column, role: 'ignored' }],
              ...(numeric === undefined ? {} : { target: undefined, task: 'auto' }),
            })
          }
        >
          {t('ignore', { column })}
        </Button>
      )}
    </Group>
  );
}
