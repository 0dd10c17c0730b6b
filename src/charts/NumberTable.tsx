import { Modal, ScrollArea, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { withMinus } from '../engine/numeric/notation';
import { useTranslation } from '../locales/useTranslation';
import type { ChartTable } from './export/csv';
import { formatNumber, formatPercent } from './format';
import { Sideways } from './Sideways';
import type { ChartMeta } from './types';

interface NumberTableProps {
  readonly meta: ChartMeta;
  readonly table: () => ChartTable;
  readonly onClose: () => void;
}

/** The number of rows shown; the file holds all of them. */
const mostRows = 500;

/** The number of letters of a head that is kept on one line. */
const shortHead = 12;

/** Shows a chart's numbers as a table. They stay as they were when the table was opened. */
export default function NumberTable({ meta, table, onClose }: NumberTableProps) {
  const { t } = useTranslation('charts');
  const [numbers] = useState(table);
  const { length } = numbers.rows;
  return (
    <Modal opened onClose={onClose} title={meta.title} size="xl" scrollAreaComponent={ScrollArea.Autosize}>
      <Sideways label={t('numbersOf', { title: meta.title })}>
        <Numbers {...numbers} caption={meta.caption()} />
      </Sideways>
      {length > mostRows && (
        <Text size="xs" c="dimmed">
          {t('moreRows', { shown: mostRows, count: length })}
        </Text>
      )}
    </Modal>
  );
}

/** The table itself: heads in the page's language, and numbers in the chart's unit. */
export function Numbers({ columns, rows, caption }: ChartTable & { readonly caption: string }) {
  const heads = columns.map((column) => (typeof column === 'string' ? column : column.label));
  return (
    <Table captionSide="top" verticalSpacing={2} withRowBorders fz="xs">
      <Table.Caption>{caption}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {heads.map((head, k) => (
            <Table.Th
              key={`${k} ${head}`}
              scope="col"
              style={head.length <= shortHead ? { whiteSpace: 'nowrap' } : undefined}
            >
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.slice(0, mostRows).map((row, i) => (
          <Table.Tr key={`${i} ${row[0]}`}>
            {row.map((cell, k) =>
              k === 0 ? (
                <Table.Th key={heads[k]} scope="row" fw={500}>
                  {written(cell, columns[k])}
                </Table.Th>
              ) : (
                <Table.Td key={`${k} ${heads[k]}`} style={{ whiteSpace: 'nowrap' }}>
                  {written(cell, columns[k])}
                </Table.Td>
              ),
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Whole numbers up to this size are counts, steps and the like, and are written with all digits. */
const largestWhole = 1e9;

/** A cell as the page shows it. */
function written(cell: string | number, column: ChartTable['columns'][number] | undefined): string {
  const { percent = false, words = {} } = typeof column === 'object' ? column : {};
  if (Object.hasOwn(words, cell)) return words[cell]!;
  if (typeof cell === 'string') return cell;
  if (percent) return formatPercent(cell);
  return Number.isInteger(cell) && Math.abs(cell) <= largestWhole
    ? withMinus(String(cell))
    : formatNumber(cell);
}
