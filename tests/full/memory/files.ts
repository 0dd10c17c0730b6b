import { strToU8, zipSync } from 'fflate';
import { endQuantities, frameLength, layerQuantities } from '../../../src/engine/telemetry';
import { packLibrary, type StoredWhole } from '../../../src/store/libraryFile';
import { page, parquetFile } from '../../unit/data/tables/parquetFile';
import { small } from '../../unit/engine/specs';

/** Numbers that look random and are always the same. */
const noise = (i: number): number => ((Math.imul(i, 2654435761) >>> 8) % 1000) / 1000;

/** The text of a table: `cell` makes what stands in a row and a column; the last column has three classes. */
function csv(rows: number, columns: number, cell: (i: number) => string): string {
  const lines = [[...Array.from({ length: columns }, (_, j) => `c${j}`), 'y'].join(',')];
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: columns }, (_, j) => cell(row * columns + j));
    lines.push([...cells, `${row % 3}`].join(','));
  }
  return `${lines.join('\n')}\n`;
}

function spreadsheet(rows: number, columns: number): Uint8Array {
  const letters = Array.from({ length: columns }, (_, j) => String.fromCharCode(65 + j));
  let sheet = '';
  for (let row = 1; row <= rows; row++) {
    const cells = letters.map((letter, j) =>
      row === 1
        ? `<c r="${letter}1" t="inlineStr"><is><t>c${j}</t></is></c>`
        : `<c r="${letter}${row}"><v>${j === 0 ? row % 3 : noise(row * columns + j)}</v></c>`,
    );
    sheet += `<row r="${row}">${cells.join('')}</row>`;
  }
  return zipSync(
    {
      'xl/workbook.xml': strToU8(
        '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    },
    { level: 0 },
  );
}

/** A Parquet file of texts, uncompressed. */
function parquet(rows: number, columns: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 4;
  const described = Array.from({ length: columns }, (_, j) => {
    const texts = Array.from({ length: rows }, (_, row) =>
      j === 0 ? `${row % 3}` : `${noise(row * columns + j)}`,
    );
    const values = Buffer.alloc(texts.reduce((sum, { length }) => sum + 4 + length, 0));
    let to = 0;
    for (const text of texts) {
      values.writeUInt32LE(text.length, to);
      to += 4 + values.write(text, to + 4);
    }
    const written = page(rows, values.length, values);
    parts.push(written);
    const column = { name: `c${j}`, at, packed: written.length, inflated: written.length };
    at += written.length;
    return column;
  });
  return parquetFile(rows, 0, Buffer.concat(parts), described);
}

function npy(descr: string, shape: readonly number[], content: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = `${header.padEnd(117)}\n`;
  return Buffer.concat([
    Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length, 0]),
    Buffer.from(padded),
    content,
  ]);
}
const doubles = (length: number) => new Uint8Array(Float64Array.from({ length }, (_, i) => noise(i)).buffer);
const bytes = (length: number, most: number) =>
  Uint8Array.from({ length }, (_, i) => Math.floor(most * noise(i)));

function idx(shape: readonly number[], content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.set([0, 0, 8, shape.length]);
  for (const [d, length] of shape.entries()) head.writeUInt32BE(length, 4 + 4 * d);
  return Buffer.concat([head, content]);
}

function library(runs: number): Promise<ArrayBuffer> {
  const spec = small();
  const layers = spec.network.depth! + 1;
  const length = 400 * frameLength(layers);
  const stored = Array.from({ length: runs }, (_, n) => {
    const id = `run-${n}`;
    const run = {
      id,
      name: id,
      spec,
      created: 1,
      updated: 2,
      step: 3,
      end: 'steps',
      pinned: false,
      tags: [],
      note: '',
      loss: 0.25,
      accuracy: 1,
      losses: [],
      profile: [],
      bytes: 8,
    } as const satisfies StoredWhole['run'];
    const frames = Float64Array.from({ length }, (_, i) => noise(i + n));
    const checkpoint = {
      step: 3,
      position: 0,
      arrays: [Float64Array.from({ length: 40_000 }, (_, i) => noise(i))],
    };
    return {
      run,
      numbers: {
        id,
        frames,
        layers,
        quantities: layerQuantities,
        ending: endQuantities,
        classification: true,
        checkpoint,
      },
    };
  });
  return packLibrary(stored).arrayBuffer();
}

/** A kind of file, how the probe reads it, and one of about a share of the largest size. */
export const files: Readonly<
  Record<
    string,
    {
      readonly reader: 'table' | 'idx' | 'library';
      readonly name: string;
      make(share: number): Promise<Uint8Array> | Uint8Array;
      labels?(share: number): Uint8Array;
    }
  >
> = {
  'a table of single digits': {
    reader: 'table',
    name: 'digits.csv',
    make: (share) => strToU8(csv(40_000 * share, 250, (i) => `${(i % 7) & 1}`)),
  },
  'a table of pixels': {
    reader: 'table',
    name: 'pixels.csv',
    make: (share) => strToU8(csv(10_000 * share, 784, (i) => `${Math.floor(256 * noise(i))}`)),
  },
  'a table of decimals': {
    reader: 'table',
    name: 'decimals.csv',
    make: (share) => strToU8(csv(50_000 * share, 40, (i) => `${noise(i)}123`)),
  },
  'a table of words': {
    reader: 'table',
    name: 'words.csv',
    make: (share) => strToU8(csv(80_000 * share, 40, (i) => ['alpha', 'beta', 'gamma'][i % 3]!)),
  },
  'a spreadsheet': { reader: 'table', name: 'sheet.xlsx', make: (share) => spreadsheet(30_000 * share, 20) },
  'a Parquet file': { reader: 'table', name: 'table.parquet', make: (share) => parquet(90_000 * share, 30) },
  'a NumPy array of decimals': {
    reader: 'table',
    name: 'x.npy',
    make: (share) => npy('<f8', [40_000 * share, 60], doubles(2_400_000 * share)),
  },
  'a NumPy archive of bytes': {
    reader: 'table',
    name: 'xy.npz',
    make: (share) =>
      zipSync(
        {
          'x.npy': npy('|u1', [7_000 * share, 784], bytes(7_000 * share * 784, 256)),
          'y.npy': npy('|u1', [7_000 * share], bytes(7_000 * share, 3)),
        },
        { level: 0 },
      ),
  },
  'pictures in IDX': {
    reader: 'idx',
    name: 'images.idx',
    make: (share) => idx([40_000 * share, 28, 28], bytes(40_000 * share * 784, 256)),
    labels: (share) => idx([40_000 * share], bytes(40_000 * share, 3)),
  },
  'a library': {
    reader: 'library',
    name: 'library.zip',
    make: async (share) => new Uint8Array(await library(150 * share)),
  },
};
