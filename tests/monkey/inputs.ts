import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asFile } from '../e2e/lab.ts';

const fixtures = join(import.meta.dirname, '../fixtures');
const saved = (name: string) => readFileSync(join(fixtures, 'saved/v0.1.0', name));

/** What a user may type into any field, right or wrong. */
export const texts: readonly string[] =
  `0 1 2 3 5 8 16 20 50 64 200 0.1 0.01 0.5 1e-3 1e3 -1 -0.1 1/3 2^-10 0,5 1e400 1e9 99999999999 nan Infinity 0x10 abc . - 1.2.3 8,8,8 ３ <b>x</b> =1+1 名字`
    .split(' ')
    .concat('', ' ', '4, 8, 16');

/** Keys that do something somewhere, and some that do nothing. */
export const keys: readonly string[] =
  'Space s e r n d Shift+D ArrowLeft ArrowRight 1 2 3 4 5 6 7 Escape ? Control+z Control+Shift+z Control+y Tab Enter Home End PageDown q'.split(
    ' ',
  );

/** Addresses of rooms and tabs, some of which do not exist. */
export const queries: readonly string[] =
  'page=learn page=lab page=compare page=map page=distil page=transfer page=library page=models page=lab&view=causes page=lab&view=heatmap page=learn&chapter=backpropagation page=learn&chapter=nowhere page=nowhere&view=%F0 page=models&log=nothing.jsonl'.split(
    ' ',
  );

const wholeLinks = Object.values(JSON.parse(saved('links.json').toString()) as Record<string, unknown>)
  .filter((link) => typeof link === 'string')
  .map((link) => link.slice(link.indexOf('#') + 1));

/** Fragments of links: as saved, cut short, damaged, of another version, and no link at all. */
export const links: readonly string[] = [
  ...wholeLinks,
  ...wholeLinks.map((link) => link.slice(0, link.length / 2)),
  ...wholeLinks.map((link) => link.replace(/[a-f]/g, 'Z')),
  wholeLinks[0]!.replace('v1=', 'v99='),
  readFileSync(join(fixtures, '../corpus/link-faults-50000.txt'), 'utf8').trim(),
  'v1=',
  'main',
  '%E0%A4%A',
];

const kinds = ['experiment', 'distillation', 'transfer', 'sweep', 'weights'] as const;
const named = (kind: string) => `${kind === 'sweep' ? 'map' : 'saved'}.${kind}.json`;
const tables = [
  'leaves-class-first.csv',
  'leaves-gbk.csv',
  'leaves-noheader.csv',
  'leaves.xlsx',
  'leaves.parquet',
];

/** An experiment with one field replaced. */
const changed = (part: 'network' | 'training' | 'data', field: string, value: unknown) => {
  const spec = JSON.parse(saved('saved.experiment.json').toString());
  return asFile({ ...spec, [part]: { ...spec[part], [field]: value } }, `${field}.experiment.json`);
};

type File = ReturnType<typeof asFile>;
const made: readonly (() => File)[] = [
  ...kinds.map((kind) => () => asFile(saved(named(kind)).toString(), named(kind))),
  ...kinds.map((kind) => () => asFile(saved(named(kind)).toString().slice(0, 300), `cut.${kind}.json`)),
  () => ({ ...asFile('', 'saved.library.zip'), buffer: saved('gradient-lab.library.zip') }),
  () => ({ ...asFile('', 'cut.library.zip'), buffer: saved('gradient-lab.library.zip').subarray(0, 2000) }),
  ...tables.map((name) => () => ({
    ...asFile('', name),
    buffer: readFileSync(join(fixtures, 'tables', name)),
  })),
  ...['lstm.jsonl', 'transformer.jsonl'].map(
    (name) => () => asFile(readFileSync(join(fixtures, 'logs', name), 'utf8'), name),
  ),
  () => asFile(readFileSync(join(fixtures, 'logs/lstm.jsonl'), 'utf8').slice(0, 900), 'cut.jsonl'),
  () => asFile('a,b,c\n1,2,x\n3,4,y\n', 'short.csv'),
  () => asFile('a\n', 'one.csv'),
  () => asFile({ format: 'gradient-lab/experiment', version: 99 }, 'version.experiment.json'),
  () => asFile('[]', 'list.json'),
  () => asFile('', 'empty.json'),
  () => asFile('\u0000\u0001\u0002', 'binary.bin'),
  () => changed('network', 'depth', 1e9),
  () => changed('network', 'depth', 50),
  () => changed('network', 'hidden', [{ units: 4, activation: 'relu' }]),
  () => changed('training', 'steps', 30),
  () => changed('training', 'batchSize', 0),
  () => changed('data', 'samples', 'many'),
];

const byName = new Map(made.map((make) => [make().name, make]));

/** Files that a user may choose or drop: of each kind, cut short, of another version, and no file of ours. */
export const files: readonly string[] = [...byName.keys()];

/** The content of a file of the list. */
export const fileNamed = (name: string): File => byName.get(name)!();
