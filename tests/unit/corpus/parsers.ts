import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { readElsewhere } from '../../../src/data/logs/elsewhere';
import { readLog } from '../../../src/data/logs/readLog';
import { parseFormula } from '../../../src/data/sets/formula/expression';
import { idxSamples } from '../../../src/data/sets/idxSamples';
import { parseTable } from '../../../src/data/sets/parseTable';
import { arrayIn, arraysIn } from '../../../src/data/tables/arrays';
import { storeContent, storedContent } from '../../../src/data/tables/contentStore';
import { openTable } from '../../../src/data/tables/openTable';
import { readTable } from '../../../src/data/tables/readTable';
import { readNpz, writeNpz } from '../../../src/data/tensors/npz';
import { readSafetensors, writeSafetensors } from '../../../src/data/tensors/safetensors';
import { embedOptionsIn } from '../../../src/features/embed/options';
import { onIdxPair } from '../../../src/features/import/idxPair';
import { answersIn } from '../../../src/schema/assignment/collect';
import { labFiles } from '../../../src/schema/labFiles';
import { formatOf, fromFragment } from '../../../src/schema/link';
import { parseExperimentText, serializeExperiment } from '../../../src/schema/parse';
import { isCellResult } from '../../../src/schema/results';
import { parseSweep } from '../../../src/schema/sweep';
import { readAddress } from '../../../src/store/address';
import { keptCalibrations } from '../../../src/store/createLab';
import type { Database } from '../../../src/store/database';
import { parseComparison } from '../../../src/store/keptComparison';
import { keptRoom } from '../../../src/store/keptRoom';
import { parseKeptDistillation, parseKeptTransfer } from '../../../src/store/keptStudies';
import { unpackLibrary } from '../../../src/store/libraryFile';
import { madeWhole } from '../../../src/store/ownData';
import { parseStoredNumbers, parseStoredRun } from '../../../src/store/storedRecord';
import { small } from '../engine/specs';
import { fromText, keptComparison, keptDistillation, keptTransfer, toText } from '../store/keptSamples';

/** A parser of something that comes from outside, and whole inputs for it. */
export interface Parser {
  readonly name: string;
  /** The source files whose reading of bytes or text it covers. */
  readonly sources: readonly string[];
  read(bytes: Uint8Array<ArrayBuffer>, file: string): unknown;
  /** Inputs that it reads. */
  readonly whole: readonly Uint8Array<ArrayBuffer>[];
}

const fixture = (path: string) => new Uint8Array(readFileSync(`tests/fixtures/${path}`));
const saved = (name: string) => fixture(`saved/v0.1.0/${name}`);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const asJson = (bytes: Uint8Array) => JSON.parse(textOf(bytes)) as unknown;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const links = Object.values(asJson(saved('links.json')) as Record<string, string>)
  .filter((link) => typeof link === 'string' && link.includes('#'))
  .map((link) => bytesOf(link.slice(link.indexOf('#'))));

const tensor = { name: 'w', shape: [2, 2], values: Float64Array.of(1, 2, 3, 1 / 3) };
const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 0, 1);
const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, ...new Uint8Array(8).fill(9));
const run = {
  id: 'a',
  name: 'Run a',
  spec: small(),
  created: 1,
  updated: 2,
  step: 3,
  end: 'steps',
  pinned: false,
  tags: ['t'],
  note: '',
  loss: 0.25,
  accuracy: 1,
  losses: [1, 0.25],
  profile: [0.5, 1],
  bytes: 8,
};
const assignment = {
  format: 'gradient-lab/assignment',
  version: 1,
  name: 'Task',
  task: 'Reach it.',
  start: small(),
  settings: [{ path: 'network.activation' }],
  maxChanges: 1,
  steps: 50,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.5 }],
};

const lab = (kind: keyof typeof labFiles, whole: Parser['whole'], sources: readonly string[]): Parser => ({
  name: `a file of the lab: ${kind}`,
  sources,
  read: (bytes, file) => labFiles[kind](textOf(bytes), file),
  whole,
});

/** Every parser of the project. A source that reads bytes or text and stands in none of these lists fails the test. */
export const parsers: readonly Parser[] = [
  lab(
    'experiment',
    [saved('saved.experiment.json'), saved('own-table.experiment.json'), saved('saved.telemetry.jsonl')],
    ['src/schema/parse.ts', 'src/schema/experimentFile.ts', 'cli/experimentFile.ts'],
  ),
  lab('distillation', [saved('saved.distillation.json')], ['src/schema/distillation.ts']),
  lab('transfer', [saved('saved.transfer.json')], ['src/schema/transfer.ts']),
  lab('sweep', [saved('map.sweep.json')], ['src/schema/sweep.ts']),
  lab('results', [saved('map.results.csv')], ['src/schema/results.ts']),
  lab('exercise', [bytesOf(JSON.stringify(assignment))], ['src/schema/assignment/assignment.ts']),
  lab('assignment', [bytesOf(JSON.stringify(assignment))], ['src/schema/assignment/answer.ts']),
  {
    name: 'answers of a class',
    sources: ['src/schema/assignment/collect.ts'],
    read: answersIn,
    whole: [bytesOf(serializeExperiment(small())), bytesOf(links.map(textOf).join('\n'))],
  },
  {
    name: 'a link',
    sources: ['src/schema/link.ts', 'src/base/inflate.ts'],
    read: (bytes) => parseLinked(textOf(bytes)),
    whole: links,
  },
  {
    name: 'the settings of the last visit',
    sources: ['src/store/createLab.ts'],
    read: (bytes) => parseExperimentText(textOf(bytes)),
    whole: [saved('saved.experiment.json')],
  },
  {
    name: 'an address',
    sources: ['src/store/address.ts', 'src/features/embed/options.ts'],
    read: (bytes) => [readAddress(textOf(bytes)), embedOptionsIn(textOf(bytes))],
    whole: [bytesOf('?page=distil&view=calibration'), bytesOf('?embed&theme=dark&chart=loss')],
  },
  {
    name: 'a library',
    sources: ['src/store/libraryFile.ts', 'src/data/tables/zip.ts'],
    read: unpackLibrary,
    whole: [saved('gradient-lab.library.zip')],
  },
  {
    name: 'a stored run',
    sources: ['src/store/storedRecord.ts'],
    read: (bytes) => {
      const value = jsonOr(bytes);
      // The numbers are no JSON; their parser has a fuzzer of its own.
      return Object.hasOwn(Object(value), 'layers')
        ? parseStoredNumbers(value, small())
        : parseStoredRun(value);
    },
    whole: [bytesOf(JSON.stringify(run))],
  },
  {
    name: 'a stored run with data of its own',
    sources: ['src/store/ownData.ts', 'src/store/library.ts', 'src/store/bringRun.ts'],
    read: (bytes) =>
      madeWhole(
        parseStoredRun(run),
        holding('ownData', { get: async () => ({ id: 'a', data: jsonOr(bytes) }) }),
      ),
    whole: [bytesOf(JSON.stringify(small().data))],
  },
  room('compare', parseComparison, keptComparison(), 'src/store/keptComparison.ts', 'src/store/compare.ts'),
  room('distil', parseKeptDistillation, keptDistillation(), 'src/store/keptStudies.ts'),
  room('transfer', parseKeptTransfer, keptTransfer(), 'src/store/keptStudies.ts'),
  {
    name: 'a stored sweep and its results',
    sources: ['src/store/createMap.ts', 'src/store/keptSweep.ts'],
    read: (bytes) => {
      const value = jsonOr(bytes);
      return [isCellResult(value, 9), parseSweep(value)];
    },
    whole: [saved('map.sweep.json')],
  },
  {
    name: 'measured engines of an earlier visit',
    sources: ['src/store/createLab.ts'],
    read: (bytes) => keptCalibrations({ get: () => textOf(bytes), set: () => true }),
    whole: [
      bytesOf(
        '{"on":"undefined undefined","calibrations":{"a":{"chosen":"cpu","timings":[{"backend":"cpu","stepsPerSecond":9}],"layers":3}}}',
      ),
    ],
  },
  {
    name: 'a stored text of a table',
    sources: ['src/data/tables/contentStore.ts'],
    read: async (bytes) => {
      await storeContent('fuzzed', jsonOr(bytes) as string).catch(() => {});
      return storedContent('fuzzed');
    },
    whole: [bytesOf('"a,b"')],
  },
  {
    name: 'a table',
    sources: [
      'src/data/tables/contentKind.ts',
      'src/data/tables/encoding.ts',
      'src/data/tables/gzip.ts',
      'src/data/tables/spreadsheet.ts',
      // Damaged Parquet files have tests of their own.
      'src/data/tables/parquet.ts',
      'src/data/tables/zstd.ts',
    ],
    read: async (bytes, file) => {
      const { text, given } = await openTable(bytes, file);
      return readTable(text, given, file);
    },
    whole: [
      ...['leaves-class-first.csv', 'leaves-gbk.csv', 'leaves-decimal-commas.csv', 'leaves.xlsx'].map(
        (name) => fixture(`tables/${name}`),
      ),
      fixture('arrays/numbers.npz'),
    ],
  },
  {
    name: 'the plain table of version 0.1.0',
    sources: ['src/data/sets/parseTable.ts', 'src/features/setup/CsvTarget.tsx'],
    read: (bytes) => parseTable(textOf(bytes)),
    whole: [fixture('tables/leaves-class-first.csv')],
  },
  {
    name: 'a NumPy array',
    sources: ['src/data/tables/npy.ts'],
    read: arrayIn,
    whole: ['X_train.npy', 'cube.npy', 'y_train.npy'].map((name) => fixture(`arrays/${name}`)),
  },
  {
    name: 'NumPy arrays in an archive',
    sources: ['src/data/tables/zip.ts'],
    read: arraysIn,
    whole: ['numbers.npz', 'pictures.npz'].map((name) => fixture(`arrays/${name}`)),
  },
  {
    name: 'pictures as IDX files',
    sources: ['src/data/sets/idxFile.ts'],
    read: (bytes, file) => [
      idxSamples({
        images: { name: file, base64: base64(bytes) },
        labels: { name: 'l', base64: base64(labels) },
      }),
    ],
    whole: [images],
  },
  {
    name: 'pictures as IDX files that an experiment takes',
    sources: ['src/features/import/idxPair.ts'],
    read: (bytes, file) =>
      onIdxPair(small(), [new File([bytes], file), new File([labels], 'labels-idx1-ubyte')]),
    whole: [images],
  },
  {
    name: 'a formula',
    sources: ['src/data/sets/formula/expression.ts'],
    read: (bytes) => parseFormula(textOf(bytes)),
    whole: [bytesOf('sin(3 x) + 0.1 noise'), bytesOf('x > 0 ? sqrt(x) : -x^2')],
  },
  {
    name: 'weights as safetensors',
    sources: ['src/data/tensors/safetensors.ts', 'src/data/tensors/tensor.ts'],
    read: readSafetensors,
    whole: [writeSafetensors([tensor])],
  },
  {
    name: 'weights as .npz',
    sources: ['src/data/tensors/tensor.ts'],
    read: (bytes, file) => readNpz(bytes, file, 2 ** 20),
    whole: [writeNpz([tensor])],
  },
  {
    name: 'a log',
    sources: [
      'src/data/logs/readLog.ts',
      'src/data/logs/lines.ts',
      'src/data/logs/arrays.ts',
      'src/data/logs/rankGroups.ts',
      'src/data/logs/foreign.ts',
    ],
    read: (bytes, file) => readLog(new Blob([bytes]), file),
    whole: [fixture('logs/lstm.jsonl'), fixture('logs/packed.jsonl')],
  },
  {
    name: 'a log of another program',
    sources: [
      'src/data/logs/elsewhere/index.ts',
      'src/data/logs/elsewhere/tables.ts',
      'src/data/logs/elsewhere/tensorboard.ts',
      'src/data/logs/elsewhere/tensorProto.ts',
      'src/data/logs/elsewhere/slices.ts',
    ],
    read: (bytes, file) => readElsewhere(new Blob([bytes]), file),
    whole: [
      fixture('logs/events.out.tfevents.fixture'),
      bytesOf('step,layers.0/grad_norm,loss\n1,0.5,2\n2,0.25,1\n'),
      bytesOf('[{"step": 1, "layers.0/grad_norm": 0.5}, {"step": 2, "layers.0/grad_norm": "NaN"}]'),
    ],
  },
];

/** What a room keeps, as the browser's database gives it back. */
function room(id: string, parse: (value: unknown) => unknown, kept: unknown, ...sources: string[]): Parser {
  return {
    name: `what was kept of a room: ${id}`,
    sources: [...sources, 'src/store/keptRoom.ts'],
    read: async (bytes) => {
      const value = valueOr(bytes, fromText);
      const records = { bulkGet: async () => [{ id, value }, undefined] };
      // The room opens whatever it is.
      await keptRoom(id, parse, holding('rooms', records)).read();
      return parse(value);
    },
    whole: [bytesOf(toText(kept))],
  };
}

/** A database of which one table answers, and that takes every transaction. */
const holding = (table: string, answers: object) =>
  ({ [table]: answers, transaction: async () => {} }) as unknown as Database;

/** What a link holds, by the format that it names. */
function parseLinked(text: string): unknown {
  const value = fromFragment(text.trim());
  const kind = /^gradient-lab\/(distillation|transfer|assignment|answer)$/.exec(String(formatOf(value)))?.[1];
  const as = kind === 'distillation' || kind === 'transfer' ? kind : kind ? 'exercise' : 'experiment';
  return labFiles[as](JSON.stringify(value), 'link');
}

/** A database gives any value; what is no JSON stands for one that is none of ours. */
const jsonOr = (bytes: Uint8Array): unknown => valueOr(bytes, JSON.parse);

function valueOr(bytes: Uint8Array, read: (text: string) => unknown): unknown {
  try {
    return read(textOf(bytes));
  } catch {
    return textOf(bytes);
  }
}
