import { Table } from '@mantine/core';
import { Sideways } from '../../charts';
import { TermRow } from './TermRow';

interface LayerTableProps<Row> {
  readonly testId: string;
  /** The heading of the rows' names. */
  readonly corner: string;
  readonly rows: readonly { readonly name: string; readonly layer: Row }[];
  readonly columns: readonly {
    readonly name: string;
    readonly meaning: string;
    /** The number in its displayed form. */
    of(layer: Row): string;
  }[];
}

/** Numbers of each layer. Every heading has an explanation. */
export function LayerTable<Row>({ testId, corner, rows, columns }: LayerTableProps<Row>) {
  return (
    <Sideways>
      <Table verticalSpacing={3} fz="xs" style={{ width: 'auto' }} data-testid={testId}>
        <Table.Thead>
          <TermRow corner={corner} terms={columns} />
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, layer }) => (
            <Table.Tr key={name}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{name}</Table.Td>
              {columns.map((column) => (
                <Table.Td key={column.name} style={{ whiteSpace: 'nowrap' }}>
                  {column.of(layer)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}
