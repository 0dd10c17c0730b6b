import { Table } from '@mantine/core';
import { Term } from './Term';

interface TermRowProps {
  /** The heading of the rows' names. */
  readonly corner: string;
  readonly terms: readonly { readonly name: string; readonly meaning: string }[];
}

/** The head of a table of numbers. Every heading has an explanation. */
export function TermRow({ corner, terms }: TermRowProps) {
  return (
    <Table.Tr>
      <Table.Th>{corner}</Table.Th>
      {terms.map(({ name, meaning }) => (
        <Table.Th key={name}>
          <Term name={name} meaning={meaning} />
        </Table.Th>
      ))}
    </Table.Tr>
  );
}
