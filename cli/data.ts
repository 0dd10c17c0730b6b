import { basename } from 'node:path';
import { Problem } from '../src/base/problem';
import type { PictureSet } from '../src/data/pictures/picture';
import { usualSide } from '../src/data/pictures/readPictures';
import { tableWords } from '../src/data/tables/choices';
import { readTable, type TableReading } from '../src/data/tables/readTable';
import { remarksOf } from '../src/data/tables/remarks';
import { bytesOf } from './bytesOf';
import { openAside } from './openAside';
import { pictureSetOf, readPictureSet } from './pictures';
import { tell } from './terminal';

interface DataOptions {
  readonly target?: string | number;
  readonly header?: string;
  readonly encoding?: string;
  readonly json?: boolean;
}

/** `lab data FILE`: shows how a table is read, and what role each column gets. */
export async function dataCommand(path: string, options: DataOptions): Promise<void> {
  const file = basename(path);
  const pictures = pictureSetOf(path);
  if (pictures) return tellPictures(pictures, options.json === true);
  const encoding = oneOf('--encoding', options.encoding, tableWords.encodings);
  const header = oneOf('--header', options.header, ['yes', 'no'] as const);
  const opened = await openAside(bytesOf(path, path), file, encoding);
  const reading = readTable(
    opened.text,
    {
      ...opened.given,
      ...(header ? { header: header === 'yes' } : {}),
      ...(options.target === undefined ? {} : { target: String(options.target) }),
    },
    file,
    opened.test === undefined ? undefined : { text: opened.test, file },
  );
  const told = { ...summary(reading), encoding: opened.encoding };
  tell(options.json ? JSON.stringify(inOrder(told)) : inWords(file, told, reading).join('\n'));
}

/** Tells what is read of pictures, in the fields of a table. */
async function tellPictures(set: PictureSet, asJson: boolean): Promise<void> {
  const { classNames, counts, testCount, left } = await readPictureSet(set, {});
  const read = counts.reduce((a, b) => a + b, 0);
  const inputs = usualSide * usualSide;
  const classes = classNames.map((name, k) => ({ name, count: counts[k]! }));
  if (asJson) {
    const told = {
      ...{ rows: set.pictures.length, read, dropped: set.pictures.length - read },
      ...{ header: null, encoding: null, separator: null },
      columns: [
        { name: `${inputs} pixels`, role: 'input', kind: 'number', missing: 0, values: 256 },
        { name: 'folder', role: 'target', kind: 'category', missing: 0, values: classes.length },
      ],
      ...{ target: 'folder', task: 'classification', classes },
    };
    return tell(JSON.stringify(told));
  }
  const unread = left.length > 5 ? [...left.slice(0, 5), '…'] : left;
  const lines = [
    `${set.file}: ${set.pictures.length} images, ${read} read, ${set.pictures.length - read} left out`,
    `  ${usualSide} × ${usualSide} grey pixels each (an experiment's "size" and "channels" choose others)`,
    `  classification of the folder: ${classes.map(({ name, count }) => `${name} ${count}`).join(', ')}`,
    ...(testCount > 0 ? [`  ${testCount} of them, in a folder for testing, are the test set`] : []),
    ...(set.notes ?? []).map(({ says }) => `  ${says.en}`),
    ...(left.length > 0 ? [`  cannot be read (the terminal reads PNG and JPEG): ${unread.join(', ')}`] : []),
  ];
  tell(lines.join('\n'));
}

function oneOf<T extends string>(
  field: string,
  given: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (given === undefined) return undefined;
  const found = allowed.find((one) => one === String(given).toLowerCase());
  if (found) return found;
  throw new Problem('wrongKind', { field, found: `"${given}"`, allowed: allowed.join(', ') });
}

/** The object that `--json` prints, without the encoding. */
function summary({ rows, kept, dropped, header, dialect, columns, target, task, classes }: TableReading) {
  return {
    rows,
    read: kept.length,
    dropped: dropped.length,
    header,
    separator: dialect.separator,
    columns: columns.map(({ name, role, kind, missing, unreadable, values }) => ({
      name,
      role,
      // Numbers that stand for classes are categories.
      kind: role === 'target' && kind === 'number' && task === 'classification' ? 'category' : kind,
      missing: missing + unreadable.length,
      values,
    })),
    target: columns[target]!.name,
    task,
    classes,
  };
}

type Told = ReturnType<typeof summary> & { readonly encoding: string };

const inOrder = ({ rows, read, dropped, header, encoding, ...rest }: Told) => ({
  rows,
  read,
  dropped,
  header,
  encoding,
  ...rest,
});

const separatorNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', ' ': 'spaces' } as const;

/** The same report in words, with what is left out and why. */
function inWords(file: string, told: Told, reading: TableReading): string[] {
  const { rows, read, header, encoding, columns, target, task, classes } = told;
  const lines = [
    `${file}: ${rows} rows of ${columns.length} columns, ${read} read, ${told.dropped} left out`,
    `  ${encoding}, separated by ${separatorNames[reading.dialect.separator]}, ${header ? 'with' : 'without'} a header`,
    `  ${task} of "${target}"${classes.length > 0 ? `: ${classes.map(({ name, count }) => `${name} ${count}`).join(', ')}` : ''}`,
  ];
  const width = columns.reduce((most, { name }) => Math.max(most, name.length), 0);
  columns.forEach(({ name, role, kind, missing, values }, at) => {
    const { reason } = reading.columns[at]!;
    const parts = [kind, `${values} values`, ...(missing > 0 ? [`${missing} missing`] : [])];
    lines.push(
      `    ${name.padEnd(width)}  ${role.padEnd(7)}  ${parts.join(', ')}${reason ? ` (${reason.en})` : ''}`,
    );
  });
  reading.columns.forEach(({ name, unreadable }, at) => {
    const [row] = unreadable;
    if (row === undefined) return;
    const first = `line ${reading.line(row)}: "${reading.cell(row, at).slice(0, 40)}"`;
    lines.push(`  not readable in "${name}", taken as missing: ${unreadable.length} (${first})`);
  });
  for (const [reason, at] of byReason(reading)) {
    const shown = at.slice(0, 5).join(', ');
    lines.push(`  left out, ${reason}: ${at.length} (line ${shown}${at.length > 5 ? ' …' : ''})`);
  }
  for (const remark of remarksOf(reading)) lines.push(`  ${remark.en}`);
  if (reading.missing !== 'drop' && reading.incomplete > 0) {
    lines.push(`  ${reading.incomplete} rows lack a value, which is filled in`);
  }
  return lines;
}

function byReason({ dropped }: TableReading): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { line, reason } of dropped) {
    const lines = groups.get(reason.en);
    if (lines) lines.push(line);
    else groups.set(reason.en, [line]);
  }
  return groups;
}
