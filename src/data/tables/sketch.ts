import { readCells } from './cells';
import type { Encoding } from './choices';
import { readColumn } from './column';
import { guessDialect } from './guessDialect';
import { guessHeader } from './header';
import { shown, type TableOverview } from './overview';
import { guessRoles, type NamedColumn } from './roles';
import { tableRows } from './rows';
import type { TableOptions } from './tableOptions';
import { guessTarget, isOfClasses } from './target';

/** Rows that are read. */
const looked = 200;

/**
 * The first rows and the choices of a table from which nothing can be learned as it is chosen now: its choices can still be
 * seen and changed.
 * @param file the file's name, which may help to find the target
 */
export function sketchOf(
  text: string,
  options: TableOptions,
  encoding: Encoding,
  file: string,
): TableOverview {
  const dialect = guessDialect(text, options);
  const cells = readCells(text, dialect, looked);
  const header = options.header ?? guessHeader(cells, dialect.decimal);
  const { names, unnamed, body } = tableRows(cells, header);
  const given = (name: string) => options.columns?.find((column) => column.name === name);
  const columns = names.map((name, at): NamedColumn => {
    const own = Array.from(body, (row) => cells.cell(row, at));
    return { ...readColumn(own, dialect.decimal, given(name)?.kind), name, unnamed: unnamed[at]! };
  });
  const guessed = guessRoles(columns, body.length);
  const asked = options.target ?? options.columns?.find(({ role }) => role === 'target')?.name;
  const known = columns.findIndex(({ name }) => name === asked);
  const target = known >= 0 ? known : Math.max(0, guessTarget(columns, guessed, body.length, file));
  const task = columns[target] && isOfClasses(columns[target], body.length) ? 'classification' : 'regression';
  return {
    dialect,
    encoding,
    header,
    isSketch: true,
    rows: 0,
    read: 0,
    dropped: [],
    columns: columns.map(({ name, kind, values, missing, unreadable }, at) => {
      const role = given(name)?.role ?? guessed[at]!.role;
      return {
        name,
        role: at === target ? 'target' : role === 'target' ? 'input' : role,
        reason: undefined,
        kind,
        values,
        missing,
        unreadable: unreadable.length,
        examples: [],
      };
    }),
    target: names[target] ?? '',
    task: options.task === undefined || options.task === 'auto' ? task : options.task,
    missing: options.missing === undefined || options.missing === 'auto' ? 'drop' : options.missing,
    incomplete: 0,
    classes: [],
    remarks: [],
    preview: Array.from(body.subarray(0, shown.rows), (row) => ({
      line: cells.line(row),
      cells: names
        .slice(0, shown.columns)
        .map((_, at) => ({ text: cells.cell(row, at).slice(0, shown.characters) })),
    })),
  };
}
