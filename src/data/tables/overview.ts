import type { Text } from '../../base/entry';
import type { ColumnKind, ColumnRole, Encoding } from './choices';
import type { Dialect } from './dialect';
import type { TableReading } from './readTable';
import { remarksOf } from './remarks';

/** The data that an import shows about a table: plain objects, small for a table of any size. */
export interface TableOverview {
  readonly dialect: Dialect;
  readonly encoding: Encoding;
  readonly header: boolean;
  readonly rows: number;
  readonly read: number;
  /** The reasons for which rows were left out, with the number and the first line numbers. */
  readonly dropped: readonly {
    readonly reason: Text;
    readonly count: number;
    readonly lines: readonly number[];
  }[];
  readonly columns: readonly ColumnOverview[];
  readonly target: string;
  readonly task: 'classification' | 'regression';
  readonly missing: TableReading['missing'];
  readonly incomplete: number;
  readonly classes: TableReading['classes'];
  /** What was done to cells and headers, see `remarksOf`. */
  readonly remarks: readonly Text[];
  /** Whether only the first rows were read, because nothing can be learned from the table as it is chosen. */
  readonly isSketch?: true;
  readonly preview: readonly PreviewRow[];
}

export interface ColumnOverview {
  readonly name: string;
  readonly role: ColumnRole;
  readonly reason: Text | undefined;
  readonly kind: ColumnKind;
  readonly values: number;
  readonly missing: number;
  readonly unreadable: number;
  /** The first unreadable cells, with their lines. */
  readonly examples: readonly { readonly line: number; readonly cell: string }[];
}

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly { readonly text: string; readonly mark?: 'missing' | 'unreadable' }[];
}

/** How much of a table is shown. */
export const shown = { rows: 12, columns: 60, characters: 60, lines: 5 } as const;

/** Summarizes a table for display: the first rows, and as many columns as fit on a screen. */
export function overviewOf(reading: TableReading, encoding: Encoding): TableOverview {
  const { columns, target, dropped } = reading;
  const unreadable = columns.map((column) => new Set(column.unreadable));
  const cellOf = (row: number, at: number) => {
    const text = reading.cell(row, at).slice(0, shown.characters);
    if (unreadable[at]!.has(row)) return { text, mark: 'unreadable' as const };
    const { kind, codes, numbers } = columns[at]!;
    const absent = kind === 'category' || kind === 'yes/no' ? codes[row]! < 0 : Number.isNaN(numbers[row]);
    return absent ? { text, mark: 'missing' as const } : { text };
  };
  const first = Array.from({ length: Math.min(shown.rows, reading.count) }, (_, row) => row);
  // Unreadable cells are shown wherever they are.
  const broken = columns.flatMap((column) => column.unreadable.slice(0, 2)).slice(0, 6);
  const rows = [...new Set([...first, ...broken])].sort((a, b) => a - b);
  return {
    dialect: reading.dialect,
    encoding,
    header: reading.header,
    rows: reading.rows,
    read: reading.kept.length,
    dropped: groups(dropped),
    columns: columns.map((column, at) => ({
      name: column.name,
      role: column.role,
      reason: column.reason,
      kind: column.kind,
      values: column.values,
      missing: column.missing,
      unreadable: column.unreadable.length,
      examples: column.unreadable
        .slice(0, shown.lines)
        .map((row) => ({ line: reading.line(row), cell: reading.cell(row, at).slice(0, shown.characters) })),
    })),
    target: columns[target]!.name,
    task: reading.task,
    missing: reading.missing,
    incomplete: reading.incomplete,
    classes: reading.classes,
    remarks: remarksOf(reading),
    preview: rows.map((row) => ({
      line: reading.line(row),
      cells: columns.slice(0, shown.columns).map((_, at) => cellOf(row, at)),
    })),
  };
}

/** The rows that were left out, by reason, the most frequent first. */
function groups(dropped: TableReading['dropped']): TableOverview['dropped'] {
  const found = new Map<string, { reason: Text; count: number; lines: number[] }>();
  for (const { line, reason } of dropped) {
    const group = found.get(reason.en) ?? { reason, count: 0, lines: [] };
    group.count++;
    if (group.lines.length < shown.lines) group.lines.push(line);
    found.set(reason.en, group);
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
