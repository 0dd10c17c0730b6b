import { NativeSelect, ScrollArea, Table, Text } from '@mantine/core';
import { columnKinds, columnRoles, kindTitles, roleTitles } from '../../data/tables/choices';
import type { ColumnOverview, PreviewRow, TableOverview } from '../../data/tables/overview';
import type { ColumnOptions, TableOptions } from '../../data/tables/tableOptions';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';

interface Props {
  readonly overview: TableOverview;
  readonly options: TableOptions;
  choose(change: Partial<TableOptions>): void;
}

/** The first rows of the table. Each column's role and kind are above it. */
export function Columns({ overview, options, choose }: Props) {
  const { t } = useTranslation('import');
  const shown = overview.columns.slice(0, overview.preview[0]?.cells.length ?? 0);
  const change = (name: string, changes: Partial<ColumnOptions>) => {
    const others = (options.columns ?? []).filter((column) => column.name !== name);
    const before = options.columns?.find((column) => column.name === name);
    const columns = [...others, { ...before, ...changes, name }];
    if (changes.role === 'target') {
      choose({
        columns: columns.filter(({ role }) => role !== 'target'),
        target: name,
        task: 'auto',
      });
    } else choose({ columns, ...(overview.target === name ? { target: undefined, task: 'auto' } : {}) });
  };
  return (
    <ScrollArea.Autosize mah="46vh" type="auto" offsetScrollbars>
      <Table
        withTableBorder
        withColumnBorders
        stickyHeader
        fz="xs"
        verticalSpacing={3}
        aria-label={t('preview')}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('line')}</Table.Th>
            {shown.map((column) => (
              <ColumnHead
                key={column.name}
                column={column}
                isCounted={!overview.isSketch}
                change={(changes) => change(column.name, changes)}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {overview.preview.map((row) => (
            <Row key={row.line} row={row} columns={shown} />
          ))}
        </Table.Tbody>
      </Table>
      {overview.columns.length > shown.length && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('moreColumns', { count: overview.columns.length - shown.length })}
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}

interface HeadProps {
  readonly column: ColumnOverview;
  /** Whether its values were counted in all rows. */
  readonly isCounted: boolean;
  change(changes: Partial<ColumnOptions>): void;
}

function ColumnHead({ column, isCounted, change }: HeadProps) {
  const { t } = useTranslation('import');
  const text = useText();
  const { name, role, kind, reason, missing, unreadable, values } = column;
  return (
    <Table.Th scope="col" style={{ verticalAlign: 'top', minWidth: 118 }}>
      <Text size="xs" fw={600} truncate maw={160} title={name}>
        {name}
      </Text>
      <NativeSelect
        size="xs"
        aria-label={t('roleOf', { name })}
        value={role}
        data={columnRoles.map((value) => ({ value, label: text(roleTitles[value]) }))}
        onChange={(event) => change({ role: event.currentTarget.value as ColumnOverview['role'] })}
      />
      <NativeSelect
        size="xs"
        mt={2}
        aria-label={t('kindOf', { name })}
        value={kind}
        data={columnKinds.map((value) => ({ value, label: text(kindTitles[value]) }))}
        onChange={(event) => change({ kind: event.currentTarget.value as ColumnOverview['kind'] })}
      />
      {isCounted && (
        <Text size="xs" c="dimmed" fw={400}>
          {t('values', { count: values })}
          {missing > 0 && `, ${t('missingCount', { count: missing })}`}
          {unreadable > 0 && `, ${t('unreadableCount', { count: unreadable })}`}
        </Text>
      )}
      {reason && (
        <Text size="xs" c="dimmed" fw={400} maw={180}>
          {text(reason)}
        </Text>
      )}
    </Table.Th>
  );
}

function Row({ row, columns }: { readonly row: PreviewRow; readonly columns: readonly ColumnOverview[] }) {
  const { t } = useTranslation('import');
  return (
    <Table.Tr>
      <Table.Th scope="row" c="dimmed" fw={400}>
        {row.line}
      </Table.Th>
      {row.cells.map(({ text, mark }, at) => (
        <Table.Td
          key={columns[at]!.name}
          style={{
            ...(columns[at]!.role === 'ignored' ? { color: 'var(--mantine-color-dimmed)' } : {}),
            ...(mark
              ? { background: `var(--mantine-color-${mark === 'missing' ? 'yellow' : 'red'}-light)` }
              : {}),
          }}
          title={
            mark === undefined ? undefined : t(`marks.${mark}`, { line: row.line, column: columns[at]!.name })
          }
        >
          {text || (mark === 'missing' ? '∅' : '')}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
