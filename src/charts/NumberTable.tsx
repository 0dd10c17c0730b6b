import { Modal, ScrollArea, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTable } from './export/csv';
import { formatNumber } from './format';
import { Sideways } from './Sideways';
import type { ChartMeta } from './types';

interface NumberTableProps {
  readonly meta: ChartMeta;
  readonly table: () => ChartTable;
  readonly onClose: () => void;
}

/** The number of rows shown; the file holds all of them. */
const mostRows = 500;

/** Shows a chart's numbers as a table. They stay as they were when the table was opened. */
export default function NumberTable({ meta, table, onClose }: NumberTableProps) {
  const { t } = useTranslation('charts');
  const [{ columns, rows }] = useState(table);
  return (
    <Modal opened onClose={onClose} title={meta.title} size="xl" scrollAreaComponent={ScrollArea.Autosize}>
      <Sideways label={t('numbersOf', { title: meta.title })}>
        <Table captionSide="top" verticalSpacing={2} withRowBorders fz="xs">
          <Table.Caption>{meta.caption()}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, k) => (
                <Table.Th key={`${k} ${column}`} scope="col">
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, mostRows).map((row, i) => (
              <Table.Tr key={`${i} ${row[0]}`}>
                {row.map((cell, k) =>
                  k === 0 ? (
                    <Table.Th key={columns[k]} scope="row" fw={500}>
                      {cell}
                    </Table.Th>
                  ) : (
                    <Table.Td key={`${k} ${columns[k]}`}>
                      {typeof cell === 'number' ? formatNumber(cell) : cell}
                    </Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Sideways>
      {rows.length > mostRows && (
        <Text size="xs" c="dimmed">
          {t('moreRows', { shown: mostRows, count: rows.length })}
        </Text>
      )}
    </Modal>
  );
}
