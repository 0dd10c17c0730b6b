import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Text } from '../../../src/base/entry';
import { type Language, languageCodes } from '../../../src/base/languages';
import { nameFields, Problem, type ProblemCode, sentences, textFor } from '../../../src/base/problem';
import { buildDataset, loadData } from '../../../src/data/build';
import { buildDomains, loadDomains } from '../../../src/data/domains';
import { dataSets } from '../../../src/data/sets';
import { shifts } from '../../../src/data/shifts';
import { activations } from '../../../src/engine/activations';
import { methods } from '../../../src/engine/distillation/methods';
import { losses } from '../../../src/engine/losses';
import { metrics } from '../../../src/engine/metrics';
import { normalizations } from '../../../src/engine/normalizations';
import { optimizers } from '../../../src/engine/optimizers';
import { schedules } from '../../../src/engine/schedules';
import { transferMethods } from '../../../src/engine/transfer/methods';
import { domainsOf } from '../../../src/engine/transfer/transfer';
import { parseAnswer } from '../../../src/schema/assignment/answer';
import { parseAssignment } from '../../../src/schema/assignment/assignment';
import { parseDistillation } from '../../../src/schema/distillation';
import { type ExperimentSpec, initializerRegistry } from '../../../src/schema/experiment';
import { fieldLabel } from '../../../src/schema/fieldLabel';
import { fieldWords } from '../../../src/schema/fieldWords';
import { parseExperiment } from '../../../src/schema/parse';
import { parseSweep } from '../../../src/schema/sweep';
import { parseTransfer } from '../../../src/schema/transfer';
import { codeName } from '../schema/codeNames';
import { writtenDistillation } from '../schema/distillations';
import { least } from '../schema/experiments';
import { transferFile } from '../schema/transfers';
import { wrongFiles, wrongPlaces } from '../schema/wrongFiles';
import { parsers } from './parsers';

/**
 * What a reader of the page is told about every fault of a file: the page's words alone. Every sentence that the readers of files
 * can say is made here, from the files that once failed and from files with one place wrong, and looked at in each language.
 */

beforeAll(() => nameFields(fieldLabel));
afterAll(() => nameFields(() => undefined));

const told = new Map<string, Problem>();
/** Reads something wrong, and keeps its Problem. */
async function read(act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    told.set(error.message, error);
  }
}

const experiment = {
  ...least,
  network: {
    ...least.network,
    initializer: { kind: 'heNormal' },
    normalization: 'none',
    residual: false,
    dropout: 0,
  },
  training: {
    loss: 'crossEntropy',
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    schedule: { kind: 'constant' },
    batchSize: 8,
    steps: 10,
    weightDecay: 0,
    clipNorm: 1,
  },
  data: { kind: 'moons', samples: 40, noise: 0.1, features: ['x', 'y'], testFraction: 0.5, labelNoise: 0 },
  telemetry: { every: 1, evaluateEvery: 1 },
  stop: { loss: 0.1, accuracy: 0.5, plateau: 5 },
  name: 'One',
  seed: 1,
};
const assignment = {
  format: 'gradient-lab/assignment',
  version: 1,
  name: 'Task',
  task: 'Reach it.',
  start: experiment,
  settings: [{ path: 'network.activation', min: 0, max: 1, values: [1] }],
  maxChanges: 1,
  steps: 50,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.5 }],
};
const sweep = {
  format: 'gradient-lab/sweep',
  version: 1,
  name: 'One',
  experiment,
  axes: [
    { field: 'network.depth', spacing: 'linear', from: 1, to: 3, count: 3 },
    { field: 'training.optimizer.learningRate', spacing: 'list', values: [0.1, 0.2] },
  ],
  repeats: 1,
  steps: 10,
  metric: 'signalRatio',
};
const kinds = (registry: object) => Object.keys(registry).map((kind) => ({ kind }));
/** A registry's kinds with all their fields. */
const whole = (registry: object, place: (one: object) => object, at: (spec: ExperimentSpec) => unknown) =>
  kinds(registry).flatMap((one) => {
    try {
      return [place({ ...(at(parseExperiment(place(one))) as object) })];
    } catch {
      return [];
    }
  });
const given = {
  inline: {
    kind: 'inline',
    inputs: [
      [0, 1],
      [1, 0],
    ],
    labels: [0, 1],
  },
  csv: { kind: 'csv', file: 'file', text: 'a,b\n1,0\n2,1\n', target: 'b', task: 'auto', standardize: true },
  table: {
    kind: 'table',
    file: 'file',
    text: 'a,b\n1,0\n2,1\n',
    ...{ encoding: 'utf-8', separator: ',', decimal: '.', quote: '"', comment: '', skip: 0, header: true },
    ...{ target: 'b', task: 'auto', sampleRows: 2, missing: 'auto', scaling: 'none', scaleTarget: true },
    columns: [{ name: 'a', role: 'input', kind: 'number' }],
    test: { file: 'file', text: 'a,b\n1,0\n' },
  },
  idx: {
    kind: 'idx',
    images: { name: 'file', base64: 'AAAIAwAAAAIAAAABAAAAAQEC' },
    labels: { name: 'file', base64: 'AAAIAQAAAAIAAQ==' },
    ...{ classNames: ['a', 'b'], size: 1, channels: 1, testCount: 1 },
  },
};

const withData = (data: object) => ({ ...experiment, data });
const withInitializer = (initializer: object) => ({
  ...experiment,
  network: { ...experiment.network, initializer },
});
const withTraining = (training: object) => ({
  ...experiment,
  training: { ...experiment.training, ...training },
});

/** An experiment that is parsed, and whose data are built. */
async function build(value: unknown): Promise<void> {
  const spec = parseExperiment(value);
  if (spec.data.kind in given) {
    await loadData(spec);
    buildDataset(spec);
  }
}

async function tellAll(): Promise<void> {
  for (const file of wrongFiles(experiment)) await read(() => parseExperiment(file));
  const inline = { kind: 'inline', layers: [{ weights: [[1], [2]], biases: [1] }] };
  const hidden = { ...least, network: { hidden: [{ units: 3, activation: 'relu' }] } };
  for (const file of [
    ...Object.values(given).flatMap((data) => [...wrongPlaces(withData(data), ['data'])]),
    ...whole(dataSets, withData, ({ data }) => data).flatMap((file) => [...wrongPlaces(file, ['data'])]),
    ...[inline, ...kinds(initializerRegistry)].flatMap((one) => [
      ...wrongPlaces(withInitializer(one), ['network', 'initializer']),
    ]),
    ...whole(
      optimizers,
      (optimizer) => withTraining({ optimizer }),
      ({ training }) => training.optimizer,
    ).flatMap((file) => [...wrongPlaces(file, ['training', 'optimizer'])]),
    ...whole(
      schedules,
      (schedule) => withTraining({ schedule }),
      ({ training }) => training.schedule,
    ).flatMap((file) => [...wrongPlaces(file, ['training', 'schedule'])]),
    ...wrongPlaces(hidden, ['network']),
    withData({ ...given.csv, text: 'a,b\nx,0\n2,1\n' }),
    withData({ kind: 'sine' }),
    { ...withData({ kind: 'sine', labelNoise: 0.1 }), training: { loss: 'meanSquaredError' } },
    { ...hidden, network: { ...hidden.network, depth: 2 } },
  ])
    await read(() => build(file));

  for (const kind of kinds(methods)) {
    const file = {
      ...writtenDistillation(),
      method: [kind],
      transfer: { withoutClass: 1, labelsPerClass: 2, unlabelled: 3 },
    };
    for (const wrong of [...wrongPlaces(file, ['method']), ...wrongPlaces(file, ['transfer'])])
      await read(() => parseDistillation(wrong));
  }
  for (const place of ['teacher', 'student', 'controls', 'seeds', 'name', 'version', 'format'])
    for (const wrong of wrongPlaces(
      { ...writtenDistillation(), controls: [{ kind: 'hardLabels' }], seeds: 1 },
      [place],
    ))
      await read(() => parseDistillation(wrong));

  for (const kind of kinds(transferMethods)) {
    await read(() =>
      parseTransfer(transferFile({ methods: [kind], target: { shifts: [], labelBudget: 0 } })),
    );
    for (const wrong of wrongPlaces(transferFile({ methods: [kind], paired: true }), ['methods']))
      await read(() => parseTransfer(wrong));
  }
  for (const kind of kinds(shifts))
    for (const wrong of wrongPlaces(transferFile({ target: { shifts: [kind], labelBudget: 1 } }), ['target']))
      await read(async () => {
        const transfer = parseTransfer(wrong);
        const domains = domainsOf(transfer);
        await loadDomains(domains);
        buildDomains(domains);
      });
  const swept = {
    sweep: { over: 'shifts.0.degrees', values: [1, 2] },
    sourceShifts: [],
    paired: false,
    seeds: 1,
  };
  for (const place of ['sweep', 'sourceShifts', 'paired', 'seeds', 'source'])
    for (const wrong of wrongPlaces(transferFile(swept), [place])) await read(() => parseTransfer(wrong));
  for (const changes of [
    { sweep: { over: 'labelBudget', values: [-1] } },
    { methods: [{ kind: 'coral', layer: 9 }] },
    { source: withTraining({ loss: 'meanSquaredError' }) },
  ])
    await read(() => parseTransfer(transferFile(changes)));

  for (const place of ['axes', 'repeats', 'steps', 'metric', 'name', 'format', 'version'])
    for (const wrong of wrongPlaces(sweep, [place])) await read(() => parseSweep(wrong));
  for (const field of ['network.depth', 'training.optimizer.kind', 'training.optimizer.beta1', 'wrong'])
    for (const values of [[900], ['Wrong Word'], [1]])
      await read(() => parseSweep({ ...sweep, axes: [sweep.axes[0], { field, spacing: 'list', values }] }));

  for (const place of ['settings', 'maxChanges', 'steps', 'goals', 'name', 'task', 'start'])
    for (const wrong of wrongPlaces(assignment, [place])) await read(() => parseAssignment(wrong));
  const answer = {
    format: 'gradient-lab/answer',
    version: 1,
    student: 'A',
    assignment,
    experiment,
    claimed: {},
  };
  for (const place of ['student', 'claimed'])
    for (const wrong of wrongPlaces(answer, [place])) await read(() => parseAnswer(wrong));
  await read(() => parseAnswer({ ...answer, claimed: { testLoss: 'a' } }));
  await read(() => parseAnswer({ ...answer, assignment: { ...assignment, steps: 0 } }));
  await read(() => parseAssignment({ ...assignment, start: withTraining({ steps: 90 }) }));

  vi.spyOn(console, 'warn').mockImplementation(() => {});
  for (const name of readdirSync('tests/corpus').filter((name) => /\.(jsonl?|csv|txt|npy|idx)$/.test(name))) {
    const bytes = new Uint8Array(readFileSync(`tests/corpus/${name}`));
    // Whether a large one is refused soon is a test of its own.
    if (bytes.length < 5000) for (const parser of parsers) await read(() => parser.read(bytes, 'file'));
  }
  for (const code of ['missingFile', 'noWorker'] as const)
    await read(() => {
      throw new Problem(code, { found: 'Wrong Word' });
    });
}

/** What a reader can check: names that are not the lab's. Each is a name that the reader's own file or program has. */
const namesOfOthers: readonly (readonly [names: RegExp, why: string])[] = [
  [
    /gradient_lab\.watch(?:\(.*?'\))?|numpy\.savez?|safetensors\.torch\.save_file|torch\.save/g,
    'what writes the file in Python',
  ],
  [/layers\.3\.mlp\.fc1\.weight\/grad_norm|step column|step 列/g, 'a name in a log of another program'],
  [/\b(?:library|run)\.json|\b(?:table|data)\.csv|\bfile\b/g, 'the name of a file'],
  [/\.(?:npy|npz|xlsx|csv|json|experiment\.json|telemetry\.jsonl)\b/g, 'the ending of a file’s name'],
  [/sin\(3x\) \+ 0\.1 noise|pi[,、].*max/gs, 'how a formula is written'],
  [/lab sweep|# gradient-lab\/sweep/g, 'a command, and the first line that it writes'],
  [/utf-8|utf-16[lb]e|gb18030|windows-1252|base64/g, 'the name of an encoding'],
];

/** A sentence without what is not the lab's: what stands in the file, the code nearest to it, and the names of others. */
function ownWords(problem: Problem, language: Language): string {
  const { found, nearest, column } = problem.values;
  const quoted = [
    nearest,
    ...(typeof found === 'string' && /[a-z]/i.test(found) ? [found] : []),
    column ?? '',
  ];
  const rest = quoted.reduce<string>(
    (text, value) => (value ? text.replaceAll(textFor(value, language), '…') : text),
    problem.in(language),
  );
  // What the lab says of a whole file quotes it in words of its own.
  const unquoted = rest.replaceAll(/"(?:[^"\\]|\\.)*"|“[^”]*”/g, (quote) => (wasInFile(quote) ? '…' : quote));
  return namesOfOthers.reduce((text, [names]) => text.replaceAll(names, '…'), unquoted);
}

/** Whether the lab has no such name, so that a quotation is one of the file. */
const wasInFile = (quote: string): boolean => !codes.has(quote.slice(1, -1));

const optionsOf = (registry: object): string[] => Object.keys(registry);
/** Every name that a file gives to a kind or a value. */
const codes: ReadonlySet<string> = new Set([
  ...[dataSets, shifts, methods, transferMethods, optimizers, schedules, initializerRegistry].flatMap(
    optionsOf,
  ),
  ...[activations, losses, normalizations, metrics, fieldWords].flatMap(optionsOf),
  ...['asTaught', 'shuffledInClass', 'atLeast', 'atMost', 'minMax', 'squares'],
]);
/** Codes that are words of English sentences, or of the titles that stand for them. */
const isEnglish = (code: string): boolean => englishWords.has(code) || !/^[a-z]\w{2,}$/.test(code);
const titleWords = (language: Language) =>
  [
    dataSets,
    shifts,
    methods,
    transferMethods,
    optimizers,
    schedules,
    initializerRegistry,
    activations,
    losses,
    normalizations,
    metrics,
  ]
    .flatMap((registry) => Object.values(registry) as { readonly title: Text }[])
    .map(({ title }) => title)
    .concat(Object.values(fieldWords))
    .flatMap((text) => text[language].match(/[A-Za-z][\w-]*/g) ?? []);
const englishWords = new Set([
  ...titleWords('en').map((word) => word.toLowerCase()),
  ...['sweep', 'format', 'header', 'method', 'size', 'text', 'min', 'max'],
]);
/** Words in Latin letters that a Chinese textbook has too. */
const latin = new Set([
  ...titleWords('zh-CN'),
  ...['Dropout', 'Nesterov', 'xy'],
  ...[
    'Wrong',
    'Word',
    'Gradient',
    'Lab',
    'JSON',
    'CSV',
    'TSV',
    'IDX',
    'PNG',
    'JPEG',
    'NumPy',
    'TensorBoard',
    'Parquet',
    'Lines',
  ],
  ...[
    'gzip',
    'zip',
    'pickle',
    'safetensors',
    'float16',
    'float32',
    'float64',
    'null',
    'true',
    'x',
    'y',
    'n',
    'sin',
    'dropout',
  ],
]);

describe('a sentence that the page says of a file', () => {
  beforeAll(tellAll, 60_000);

  test('is there for every kind of fault', () => {
    const said = new Set([...told.values()].map(({ code }) => code));
    expect([...said].toSorted()).toEqual((Object.keys(sentences) as ProblemCode[]).toSorted());
    expect(told.size).toBeGreaterThan(1000);
  });

  test('has no name of a field or a kind as programs write it, in any language', () => {
    const wrong = [...told.values()].flatMap((problem) =>
      languageCodes.map((language) => ownWords(problem, language)).filter((words) => codeName.test(words)),
    );
    expect(wrong).toEqual([]);
  });

  test('has no code of a file that is no English word', () => {
    const wrong = [...told.values()].flatMap((problem) => {
      const words = ownWords(problem, 'en').match(/[A-Za-z]\w*/g) ?? [];
      const named = words.filter((word) => codes.has(word) && !isEnglish(word));
      return named.length > 0 ? [`${named}: ${problem.in('en')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('has in Chinese no word in Latin letters but terms', () => {
    const wrong = [...told.values()].flatMap((problem) => {
      const words = ownWords(problem, 'zh-CN').match(/[A-Za-z][\w-]*/g) ?? [];
      const foreign = words.filter((word) => !latin.has(word) && /^[a-z].|[a-z]{3}/.test(word));
      return foreign.length > 0 ? [`${foreign}: ${problem.in('zh-CN')}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});
