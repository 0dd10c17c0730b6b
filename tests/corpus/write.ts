// Writes the small files of the corpus that no editor can write: `node --import tsx tests/corpus/write.ts`. Each once hung, broke or misled
// the page or the terminal; `README.md` says how.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync, strToU8, zipSync } from 'fflate';
import { page, parquetFile } from '../unit/data/tables/parquetFile.ts';

const write = (name: string, content: string | Uint8Array) =>
  writeFileSync(join(import.meta.dirname, name), content);
const json = (value: unknown) => strToU8(JSON.stringify(value));

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  name: 'Small',
  seed: 3,
  data: { kind: 'moons', samples: 80, noise: 0.1 },
  network: { depth: 3, width: 8, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 40 },
};
const changed = (part: 'data' | 'network' | 'training', change: object) => ({
  ...experiment,
  [part]: { ...experiment[part], ...change },
});

/** A library of one run, with parts of its description replaced. */
const library = (run: object, numbers: object, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    'library.json': json({ format: 'gradient-lab/library', version: 1, runs: ['a'] }),
    'a/run.json': json({
      run: {
        id: 'a',
        name: 'n',
        spec: experiment,
        created: 1,
        updated: 1,
        step: 1,
        end: 'steps',
        pinned: false,
        tags: [],
        note: '',
        loss: 1,
        accuracy: 1,
        losses: [1],
        profile: [1],
        bytes: 8,
        ...run,
      },
      numbers: { id: 'a', layers: 4, classification: true, ...numbers },
    }),
    'a/frames.f64': new Uint8Array(0),
    ...more,
  });
write('library-losses-null.zip', library({ losses: null }, {}));
write('library-null.zip', zipSync({ 'library.json': json(null) }));
write(
  'library-checkpoint-negative.zip',
  library(
    {},
    { checkpoint: { step: 1, position: 1, arrays: [-8, 8] } },
    { 'a/state.f64': new Uint8Array(0) },
  ),
);
write('library-inflates.zip', library({}, {}, { 'a/run.json': new Uint8Array(66 * 2 ** 20) }));
const changedByte = library({ note: 'a note' }, {});
changedByte[changedByte.length >> 1]! ^= 1;
write('library-byte-changed.zip', changedByte);

const link = (value: unknown) =>
  `#v1=${Buffer.from(deflateSync(json(value), { level: 9 })).toString('base64url')}\n`;
write(
  'link-weights-600000.txt',
  link(changed('network', { hidden: [{ units: 8, weights: new Array(600_000).fill(0) }] })),
);
write('link-inflates.txt', link({ ...experiment, name: 'x'.repeat(5_000_000) }));
write('device.experiment.json', json({ ...experiment, data: { kind: 'csv', file: '/dev/zero' } }));
write('escapes.experiment.json', json({ ...experiment, name: '\u001b[31mred\u001b]0;title\u0007' }));
write('depth-1e9.experiment.json', json(changed('network', { depth: 1e9 })));
write('prototype.experiment.json', `{"__proto__": {"format": 1}, ${JSON.stringify(experiment).slice(1)}`);
write('nested.json', '['.repeat(20_000));
write('nested-closed.json', '['.repeat(20_000) + ']'.repeat(20_000));
write('nan.experiment.json', JSON.stringify(experiment).replace('0.1', 'NaN'));
write('utf16.experiment.json', Buffer.from(`\uFEFF${JSON.stringify(experiment)}`, 'utf16le'));
write('cut.experiment.json', JSON.stringify(experiment).slice(0, 200));
write('empty.json', '');
write('list.json', '[]');
write('null.json', 'null');
write('zeros.bin', new Uint8Array(2000));
write('one-row.csv', 'a\n');
write('ragged.csv', 'a,b,c\n1,2\n3,4,5,6\n');
write('quote-open.csv', 'a,b\n1,"2\n3,4\n');
write('formulas.csv', 'name,y\n"=1+1",1\n"@SUM(A1)",2\n"=HYPERLINK(""http://example.com"")",3\n');
write('columns-twice.csv', 'a,a,a\n1,2,0\n2,3,1\n');
write('brackets.formula.txt', `${'('.repeat(5000)}x${')'.repeat(5000)}`);
write('gzip-inflates.csv.gz', gzipSync(new Uint8Array(4 * 2 ** 20)));
write('gzip-cut.csv.gz', gzipSync(strToU8('a,b\n1,2\n'.repeat(50))).slice(0, 30));

write(
  'gzip-nested.csv.gz',
  [1, 2, 3, 4, 5].reduce((inner) => gzipSync(inner), strToU8('a,b\n1,2\n2,3\n')),
);

/** A spreadsheet of one sheet. */
const spreadsheet = (rows: string, shared = '') =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': strToU8(`<sst>${shared}</sst>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });
const repeated = (rows: number) =>
  Array.from({ length: rows }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>0</v></c></row>`).join(
    '',
  );
write('cells-repeat.xlsx', spreadsheet(repeated(200), `<si><t>${'x'.repeat(2 ** 20)}</t></si>`));
write('cells-repeat-600.xlsx', spreadsheet(repeated(600), `<si><t>${'x'.repeat(2 ** 20)}</t></si>`));
write('row-far.xlsx', spreadsheet('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'));
write('cell-far.xlsx', spreadsheet('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'));
write(
  'cells-apart.xlsx',
  spreadsheet('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1000000"><c r="A1000000"><v>1</v></c></row>'),
);

const zeros = new Uint8Array(48 * 2 ** 20);
const inflating = page(10, zeros.length, gzipSync(zeros, { level: 9 }));
const columns = (count: number, packed: number, inflated: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `c${i}`, at: 4, packed, inflated }));
write('columns-shared.parquet', parquetFile(10, 2, inflating, columns(300, inflating.length, zeros.length)));
write('columns-claim.parquet', parquetFile(10, 2, inflating.slice(0, 60), columns(3, 20, zeros.length)));
const pages = page(10, 2 ** 30, gzipSync(zeros.slice(0, 1000)));
write('page-claims.parquet', parquetFile(10, 2, pages, columns(1, pages.length, 1000)));

/** Pages in Zstandard that claim a window of 1 GiB, repeat a byte for 1.2 GB, or say that they hold 2 GiB. */
const again = (bytes: number, isLast: boolean) => {
  const head = (bytes << 3) | 2 | Number(isLast);
  return [head & 255, (head >> 8) & 255, head >> 16, 120];
};
for (const [name, head, blocks] of [
  ['window', [0, 20 << 3], 1],
  ['blocks', [0, 11 << 3], 600],
  ['content', [0xa0, 0, 0, 0, 0x7f], 1],
] as const) {
  const repeated = Array.from({ length: blocks }, (_, i) =>
    again(blocks === 1 ? 999 : 2 ** 21 - 1, i === blocks - 1),
  );
  const packed = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, ...head, ...repeated.flat()]);
  const zstd = page(10, 1000, packed);
  write(`zstd-${name}.parquet`, parquetFile(10, 6, zstd, columns(1, zstd.length, 1000)));
}

/** An IDX header that claims a thousand million pictures. */
write('idx-claims.idx', Uint8Array.of(0, 0, 8, 3, 0x3b, 0x9a, 0xca, 0, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3));
/** A safetensors header that claims 2⁶³ bytes. */
write('header-claims.safetensors', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127, 123, 125));
/** A NumPy array that claims a type and shape. */
const npy = (type: string, shape: string, content: Uint8Array | Buffer) => {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape}), }\n`;
  return Uint8Array.of(0x93, ...strToU8('NUMPY'), 1, 0, header.length, 0, ...strToU8(header), ...content);
};
write('shape-claims.npy', npy('<f8', '4294967296, 4294967296', new Uint8Array(2)));
write('letters-none.npy', npy('<U0', '4000000000,', new Uint8Array(0)));
write('letters-beyond.npy', npy('<U1', '2,', Uint8Array.of(65, 0, 0, 0, 0, 0, 255, 255)));
const zip = zipSync({ 'library.json': json({ format: 'gradient-lab/library', version: 1, runs: [] }) });
const view = new DataView(zip.buffer);
view.setUint32(view.getUint32(zip.length - 6, true) + 24, 2 ** 31, true);
write('zip-claims.zip', zip);
write(
  'log-lines.jsonl',
  '{"format": "gradient-lab/log", "version": 1}\n{"step": "x"}\n{"step": 1e999}\n{"step": -1, "modules": null}\n{',
);
write('rows.json', '[{"step": "1", "loss": "Infinity"}, {"step": null}, 7]');
write(
  'sweep-axes-null.sweep.json',
  json({ format: 'gradient-lab/sweep', version: 1, axes: null, experiment }),
);
write('results-no-rows.results.csv', '# gradient-lab/sweep {"format":"gradient-lab/sweep"\n');
