import fc from 'fast-check';
import type { Decimal, Encoding, Quote, Separator } from '../../../../src/data/tables/choices';

/** A random table, and everything in which its file can differ from another's. */
export interface WrittenTable {
  readonly rows: readonly (readonly (number | string)[])[];
  readonly header: readonly string[] | undefined;
  readonly encoding: Encoding;
  /** Whether a byte order mark stands at the start. */
  readonly mark: boolean;
  readonly separator: Separator;
  readonly decimal: Decimal;
  readonly quote: Exclude<Quote, ''>;
  readonly ends: readonly string[];
  /** The sign of comment lines, if there are any. */
  readonly comment: '' | '#' | '%' | '//';
  /** Lines above the table: a title, or the separator that Excel declares. */
  readonly top: 'title' | 'sep' | undefined;
  /** Blanks around every cell. */
  readonly padding: string;
}

export const columnNames = ['width', 'colour', 'height', 'shape', 'depth', 'place'];

const latin = ['red', 'Grün', 'a b', "O'Neil", 'x "y" z', 'p;q', 'r,s', 't|u', 'naïve', '', 'NA'];
const chinese = ['红色', '蓝色', '绿 色', 'a“b”', 'p;q', 'r,s', 't|u', '中文，逗号', '', '缺失'];
/** Characters that the encoding has. */
const wordsOf = (encoding: Encoding) =>
  encoding === 'windows-1252' ? latin : encoding === 'gb18030' ? chinese : [...latin, ...chinese];

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;

/** Tables of two to six columns: every other column holds numbers, the others words. */
export const writtenTables: fc.Arbitrary<WrittenTable> = fc
  .record({
    encoding: fc.constantFrom<Encoding>(...encodings),
    mark: fc.boolean(),
    separator: fc.constantFrom<Separator>(',', ';', '\t', '|', ' '),
    decimal: fc.constantFrom<Decimal>('.', ','),
    quote: fc.constantFrom<'"' | "'">('"', "'"),
    ends: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 3 }),
    comment: fc.constantFrom<'' | '#' | '%' | '//'>('', '', '#', '%', '//'),
    top: fc.constantFrom<'title' | 'sep' | undefined>(undefined, undefined, 'title', 'sep'),
    padding: fc.constantFrom('', '', ' ', '  '),
    named: fc.boolean(),
    columns: fc.integer({ min: 2, max: 6 }),
    numbers: fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 7, maxLength: 40 }),
    picks: fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }),
  })
  .filter(({ numbers, separator, decimal }) => new Set(numbers).size > 3 && separator !== decimal)
  .map(({ named, columns, numbers, picks, ...rest }) => {
    const words = wordsOf(rest.encoding);
    const rows = numbers.map((number, i) =>
      Array.from({ length: columns }, (_, j) =>
        j % 2 === 0
          ? (number + 7 * j) / 4 + 0.25
          : words[picks[(i * columns + j) % picks.length]! % words.length]!,
      ),
    );
    return {
      ...rest,
      rows,
      header: named ? columnNames.slice(0, columns) : undefined,
      // Runs of blanks are the separator itself.
      padding: rest.separator === ' ' ? '' : rest.padding,
      // What says how the characters are encoded is the mark or the encoding itself.
      mark: rest.encoding.startsWith('utf') && rest.mark,
    };
  });

/** A cell as it is read back: numbers as they are written, words without blanks around. */
export const readBack = (cell: number | string, decimal: Decimal): string =>
  typeof cell === 'number' ? String(cell).replace('.', decimal) : cell;

/** The bytes of a table's file. */
export function bytesOfTable(table: WrittenTable): Uint8Array {
  const { rows, header, separator, decimal, quote, ends, comment, top, padding } = table;
  const words = (cell: string) => `${quote}${cell.replaceAll(quote, quote + quote)}${quote}`;
  const line = (row: readonly (number | string)[]) =>
    row
      .map((cell) => (typeof cell === 'number' ? readBack(cell, decimal) : words(cell)))
      .map((cell) => padding + cell + padding)
      .join(separator);
  const lines = [
    ...(top === 'sep' ? [`sep=${separator}`] : top === 'title' ? ['Measured in May', 'by hand'] : []),
    ...(header ? [line(header)] : []),
    ...rows.flatMap((row, i) => [
      line(row),
      ...(comment && i % 5 === 1 ? [`${comment} checked, twice`] : []),
    ]),
  ];
  const text = lines.map((one, i) => one + ends[i % ends.length]!).join('');
  return encoded((table.mark ? '\uFEFF' : '') + text, table.encoding);
}

/** Bytes of a text in an encoding, by what `TextDecoder` makes of them. */
function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (encoding === 'utf-16le') bytes.push(code & 255, code >> 8);
    else if (encoding === 'utf-16be') bytes.push(code >> 8, code & 255);
    else if (code < 128) bytes.push(code);
    else bytes.push(...bytesIn(encoding).get(text[i]!)!);
  }
  return Uint8Array.from(bytes);
}

const tables = new Map<Encoding, ReadonlyMap<string, readonly number[]>>();

/** The bytes of each character above ASCII: single ones, and pairs in GB18030. */
function bytesIn(encoding: 'gb18030' | 'windows-1252'): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const made = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  const range = (from: number) => Array.from({ length: 0xfe - from + 1 }, (_, i) => from + i);
  const found: number[][] =
    encoding === 'windows-1252'
      ? range(0x80).map((byte) => [byte])
      : range(0x81).flatMap((a) => range(0x40).map((b) => [a, b]));
  for (const bytes of found) {
    const character = decoder.decode(Uint8Array.from(bytes));
    if (character.length === 1 && !made.has(character)) made.set(character, bytes);
  }
  tables.set(encoding, made);
  return made;
}
