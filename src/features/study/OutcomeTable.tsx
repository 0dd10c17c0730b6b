import { Table, Text } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { Sideways } from '../../charts';

interface Line {
  readonly key: string;
  readonly heading: ReactNode;
  /** `data-…` attributes of the entry's row, or of its cells if it is a column. */
  readonly data?: Readonly<Record<`data-${string}`, string | number>>;
}

/** One compared entry: a student, a method, a run. */
export type OutcomeEntry = Line;

/** One piece of information about every entry: a number, a setting, a verdict. */
export interface OutcomeMeasure extends Line {
  readonly style?: CSSProperties;
  /** @param entry its index among the entries */
  cell(entry: number): ReactNode;
}

interface OutcomeTableProps {
  readonly testId: string;
  readonly corner: ReactNode;
  readonly entries: readonly OutcomeEntry[];
  readonly measures: readonly OutcomeMeasure[];
  /** Which of the two are columns. The others are rows. */
  readonly columns: 'measures' | 'entries';
  /** A caption above all rows. */
  readonly note?: string | undefined;
}

/** The outcomes of all compared entries, one cell for each entry and measure. */
export function OutcomeTable(props: OutcomeTableProps) {
  const { testId, corner, entries, measures, columns, note } = props;
  const cell = (measure: OutcomeMeasure, entry: number, key: string, data: Line['data']) => (
    <Table.Td key={key} {...data} style={measure.style ?? {}}>
      {measure.cell(entry)}
    </Table.Td>
  );
  const across: readonly Line[] = columns === 'measures' ? measures : entries;
  return (
    <Sideways>
      <Table withTableBorder verticalSpacing={4} data-testid={testId} style={{ width: 'auto' }} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{corner}</Table.Th>
            {across.map(({ key, heading }) => (
              <Table.Th key={key} style={{ whiteSpace: 'nowrap' }}>
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {note !== undefined && (
            <Table.Tr>
              <Table.Td colSpan={across.length + 1}>
                <Text size="xs" c="dimmed">
                  {note}
                </Text>
              </Table.Td>
            </Table.Tr>
          )}
          {columns === 'measures'
            ? entries.map((entry, i) => (
                <Table.Tr key={entry.key} {...entry.data}>
                  <Table.Th fw={500} style={{ minWidth: 170 }}>
                    {entry.heading}
                  </Table.Th>
                  {measures.map((measure) => cell(measure, i, measure.key, measure.data))}
                </Table.Tr>
              ))
            : measures.map((measure) => (
                <Table.Tr key={measure.key} {...measure.data}>
                  {/* Chinese may break between any two characters. */}
                  <Table.Th fw={500} style={{ minWidth: '7em', wordBreak: 'keep-all' }}>
                    {measure.heading}
                  </Table.Th>
                  {entries.map((entry, i) => cell(measure, i, entry.key, entry.data))}
                </Table.Tr>
              ))}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}
