/** The least that writes Parquet files which claim what they like: Thrift's compact protocol (parquet-format, Thrift's compact spec). */

type Field =
  | readonly [id: number, kind: 'i32' | 'i64', value: number]
  | readonly [id: number, kind: 'text', value: string];
type Nested =
  | readonly [id: number, kind: 'struct', value: Struct]
  | readonly [id: number, kind: 'list', value: List];
export type Struct = readonly (Field | Nested)[];
type List = readonly Struct[] | readonly string[] | readonly number[];

const codes = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 } as const;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}
const textBytes = (text: string) => [...varint(text.length), ...Buffer.from(text)];

function listBytes(list: List): number[] {
  const [first] = list;
  const kind = typeof first === 'string' ? codes.text : typeof first === 'number' ? codes.i32 : codes.struct;
  const head = list.length < 15 ? [(list.length << 4) | kind] : [0xf0 | kind, ...varint(list.length)];
  const items = list.map((one) =>
    typeof one === 'string' ? textBytes(one) : typeof one === 'number' ? varint(2 * one) : structBytes(one),
  );
  return [...head, ...items.flat()];
}

/** A structure; its fields' ids ascend. */
export function structBytes(fields: Struct): number[] {
  let last = 0;
  const bytes = fields.flatMap(([id, kind, value]) => {
    const head = ((id - last) << 4) | codes[kind];
    last = id;
    if (kind === 'text') return [head, ...textBytes(value)];
    if (kind === 'list') return [head, ...listBytes(value)];
    if (kind === 'struct') return [head, ...structBytes(value)];
    return [head, ...varint(2 * value)];
  });
  return [...bytes, 0];
}

/** A column of texts that stand at some bytes of the file. */
export interface Column {
  readonly name: string;
  /** Where its pages begin, and their bytes. */
  readonly at: number;
  readonly packed: number;
  /** The bytes that they claim to inflate to. */
  readonly inflated: number;
}

/** A Parquet file of required columns of texts. @param codec 0 plain, 2 gzip */
export function parquetFile(
  rows: number,
  codec: number,
  pages: Uint8Array,
  columns: readonly Column[],
): Uint8Array {
  const footer = structBytes([
    [1, 'i32', 1],
    [
      2,
      'list',
      [
        [
          [4, 'text', 'schema'],
          [5, 'i32', columns.length],
        ],
        ...columns.map(
          ({ name }): Struct => [
            [1, 'i32', 6],
            [3, 'i32', 0],
            [4, 'text', name],
            [6, 'i32', 0],
          ],
        ),
      ],
    ],
    [3, 'i64', rows],
    [
      4,
      'list',
      [
        [
          [
            1,
            'list',
            columns.map(
              ({ name, at, packed, inflated }): Struct => [
                [2, 'i64', at],
                [
                  3,
                  'struct',
                  [
                    [1, 'i32', 6],
                    [2, 'list', [0]],
                    [3, 'list', [name]],
                    [4, 'i32', codec],
                    [5, 'i64', rows],
                    [6, 'i64', inflated],
                    [7, 'i64', packed],
                    [9, 'i64', at],
                  ],
                ],
              ],
            ),
          ],
          [2, 'i64', inflatedOf(columns)],
          [3, 'i64', rows],
        ],
      ],
    ],
  ]);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, footer.length, true);
  return Uint8Array.from(
    Buffer.concat([Buffer.from('PAR1'), pages, Uint8Array.from(footer), length, Buffer.from('PAR1')]),
  );
}

const inflatedOf = (columns: readonly Column[]) => columns.reduce((sum, { inflated }) => sum + inflated, 0);

/** A page of plain values with its header. */
export const page = (values: number, inflated: number, packed: Uint8Array): Uint8Array =>
  Uint8Array.from(
    Buffer.concat([
      Uint8Array.from(
        structBytes([
          [1, 'i32', 0],
          [2, 'i32', inflated],
          [3, 'i32', packed.length],
          [
            5,
            'struct',
            [
              [1, 'i32', values],
              [2, 'i32', 0],
              [3, 'i32', 3],
              [4, 'i32', 3],
            ],
          ],
        ]),
      ),
      packed,
    ]),
  );
