import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLog } from '../../src/data/logs/readLog';
import { methods } from '../../src/engine/distillation/methods';
import { Race } from '../../src/engine/distillation/race';
import { openKernels } from '../../src/engine/kernels/open';
import type { Trainer } from '../../src/engine/trainer';
import { Learner } from '../../src/engine/transfer/learner';
import { transferMethods } from '../../src/engine/transfer/methods';
import { Transfer } from '../../src/engine/transfer/transfer';
import { distillationSections, scriptOf, transferSections } from '../../src/exports/pytorch';
import {
  type Distillation,
  experimentOf,
  parseDistillation,
  studentsOf,
} from '../../src/schema/distillation';
import { parseTransfer, type TransferSpec } from '../../src/schema/transfer';
import { compare } from './compareLog';
import { pythonWithTorch, runScripts } from './python';

/** Updates of each network. */
const steps = 50;

const experiment = (changes: { data?: object; network?: object; training?: object; seed?: number } = {}) => ({
  format: 'gradient-lab/experiment',
  version: 1,
  seed: changes.seed ?? 5,
  data: changes.data ?? { kind: 'spiral', samples: 90, arms: 3, noise: 0.1, labelNoise: 0.1 },
  network: { depth: 3, width: 8, activation: 'tanh', ...changes.network },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps, ...changes.training },
});

type Changes = Parameters<typeof experiment>[0];
const distillation = (
  method: readonly object[],
  changes: { teacher?: Changes; student?: Changes; transfer?: object; controls?: readonly object[] } = {},
): Distillation =>
  parseDistillation({
    format: 'gradient-lab/distillation',
    version: 1,
    teacher: experiment({ ...changes.teacher, network: { width: 12, ...changes.teacher?.network } }),
    student: experiment(changes.student),
    transfer: changes.transfer ?? {},
    controls: changes.controls ?? [],
    method,
  });

/** Every method, with the settings in combination. */
const distillations: readonly (readonly [string, Distillation])[] = [
  [
    'controls and soft targets',
    distillation([{ kind: 'softTargets' }, { kind: 'hinton' }, { kind: 'logitMatching' }], {
      controls: [{ kind: 'hardLabels' }, { kind: 'labelSmoothing' }, { kind: 'teacherArgmax' }],
    }),
  ],
  [
    'few labels, unlabelled inputs, wrong teachers',
    distillation(
      [
        { kind: 'hinton', unlabelled: true },
        { kind: 'hinton', unlabelled: true, teacherOutputs: 'shuffled' },
        { kind: 'decoupled', unlabelled: true, teacherOutputs: 'shuffledInClass' },
      ],
      {
        transfer: { labelsPerClass: 6, unlabelled: 20 },
        controls: [{ kind: 'teacherArgmax', unlabelled: true }],
      },
    ),
  ],
  [
    'hints of both stages, with a regressor and without',
    distillation(
      [
        { kind: 'hints' },
        { kind: 'hints', stages: 'joint', studentLayer: 1, teacherLayer: 3 },
        { kind: 'hints', stages: 'joint', weight: 2, teacherOutputs: 'shuffled' },
      ],
      { student: { training: { weightDecay: 0.01, clipNorm: 0.5 } } },
    ),
  ],
  [
    'relations, and a class left out',
    distillation([{ kind: 'relational' }, { kind: 'relational', unlabelled: true, angle: 5 }], {
      transfer: { withoutClass: 1 },
      student: { training: { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 40 } },
    }),
  ],
  [
    'generations and an assistant',
    distillation([{ kind: 'bornAgain' }, { kind: 'assistant' }], {
      student: { network: { depth: 2, width: 5, activation: 'relu' } },
    }),
  ],
  [
    'an ensemble, an early-stopped teacher, peers',
    distillation(
      [{ kind: 'ensemble', teachers: 2 }, { kind: 'earlyStopped', fraction: 0.3 }, { kind: 'mutual' }],
      {
        teacher: {
          training: { schedule: { kind: 'cosine' }, optimizer: { kind: 'adam', learningRate: 0.01 } },
        },
      },
    ),
  ],
  [
    'students of their own networks',
    distillation(
      [
        { kind: 'hinton', network: { activation: 'relu' } },
        { kind: 'decoupled', network: { normalization: 'batch', residual: true } },
      ],
      {
        student: {
          training: { optimizer: { kind: 'momentum', learningRate: 0.05 }, schedule: { kind: 'warmup' } },
        },
      },
    ),
  ],
  [
    'dropout and batch normalization, full batches',
    distillation([{ kind: 'hinton' }, { kind: 'mutual', weight: 0.5 }], {
      teacher: { network: { normalization: 'batch', dropout: 0.1 }, training: { loss: 'meanSquaredError' } },
      student: { network: { normalization: 'batch', dropout: 0.2 }, training: { batchSize: 'full' } },
    }),
  ],
];

const transfer = (
  methods: readonly object[],
  changes: { source?: Changes; target?: object; paired?: boolean } = {},
): TransferSpec =>
  parseTransfer({
    format: 'gradient-lab/transfer',
    version: 1,
    source: experiment(changes.source),
    target: { shifts: [{ kind: 'rotation', degrees: 30 }], ...changes.target },
    ...(changes.paired ? { paired: true } : {}),
    methods,
  });

const transfers: readonly (readonly [string, TransferSpec])[] = [
  [
    'controls',
    transfer([{ kind: 'sourceOnly' }, { kind: 'targetOnly' }, { kind: 'joint' }], {
      target: { labelBudget: 5 },
      source: { training: { optimizer: { kind: 'adam', learningRate: 0.01 } } },
    }),
  ],
  [
    'fine-tuning of all kinds',
    transfer(
      [
        { kind: 'fineTune', rate: 0.5 },
        { kind: 'fineTune', what: 'last' },
        { kind: 'fineTune', what: 'gradual' },
        { kind: 'fineTune', what: 'discriminative' },
      ],
      {
        target: { labelBudget: 5 },
        source: {
          network: { normalization: 'batch' },
          training: { optimizer: { kind: 'adam', learningRate: 0.01 }, schedule: { kind: 'cosine' } },
        },
      },
    ),
  ],
  [
    'distillation on the target',
    transfer([{ kind: 'distil' }, { kind: 'labelsAndSoft' }], { target: { labelBudget: 4 } }),
  ],
  [
    'pseudo-labels, with dropout',
    transfer(
      [
        { kind: 'pseudoLabels', threshold: 0.4, every: 7 },
        { kind: 'pseudoLabels', threshold: 0, every: 20 },
      ],
      { target: { labelBudget: 2 }, source: { network: { dropout: 0.1 } } },
    ),
  ],
  [
    'alignments',
    transfer(
      [
        { kind: 'coral' },
        { kind: 'mmd', layer: 2 },
        { kind: 'mmd', bandwidths: 'one', weight: 3 },
        { kind: 'adversarial', units: 6 },
      ],
      { source: { training: { clipNorm: 0.5 } } },
    ),
  ],
  [
    'pairs, full batches',
    transfer([{ kind: 'crossModal' }, { kind: 'coral', layer: 1 }, { kind: 'adversarial', layer: 2 }], {
      paired: true,
      source: { network: { residual: true }, training: { batchSize: 'full' } },
    }),
  ],
];

const python = pythonWithTorch();
if (!python) console.warn('Skipped: exports in PyTorch need python3-torch (Debian), as .ci/run installs.');

/** Keeps every frame of a trainer that another class drives. */
function recorded(trainer: Trainer): Float64Array[] {
  const frames: Float64Array[] = [];
  const advance = trainer.advance.bind(trainer);
  trainer.advance = async () => {
    const frame = await advance(true);
    if (frame) frames.push(frame.slice());
    return frame;
  };
  return frames;
}

/** Writes scripts into folders of their own, and runs them. */
async function runAll(root: string, scripts: readonly string[]): Promise<void> {
  const folders = scripts.map((_, i) => join(root, String(i)));
  for (const [i, script] of scripts.entries()) {
    mkdirSync(folders[i]!);
    writeFileSync(join(folders[i]!, 'run.py'), script);
  }
  runScripts(python!, folders, 'run.py');
}

const runIn = async (root: string, i: number, file: string) => {
  const [run] = await readLog(new Blob([readFileSync(join(root, String(i), file))]), file);
  return run!;
};

describe.skipIf(!python)('distillations exported, run by PyTorch', () => {
  const root = mkdtempSync(join(tmpdir(), 'gradient-lab-distillations-'));
  beforeAll(async () => {
    const scripts: string[] = [];
    for (const [, one] of distillations) scripts.push(scriptOf(await distillationSections(one)));
    await runAll(root, scripts);
  }, 180_000);
  afterAll(() => rmSync(root, { recursive: true }));

  test('together they hold every method', () => {
    const used = distillations.flatMap(([, one]) => studentsOf(one).map(({ kind }) => kind));
    expect(new Set(used)).toEqual(new Set(Object.keys(methods)));
  });

  test.each(distillations.map(([name, one], i) => [name, one, i] as const))(
    '%s: every student’s very curves, loss and every layer',
    async (_, one, i) => {
      const race = await Race.open(one, () => openKernels('reference'));
      let frames: Float64Array[][] = [];
      while (!race.done) {
        if (frames.length === 0 && race.students.length > 0)
          frames = race.students.map(({ trainer }) => recorded(trainer));
        await race.advance();
      }
      for (const [k, student] of studentsOf(one).entries()) {
        const run = await runIn(root, i, `${k + 1}-${student.kind}.jsonl`);
        const { compared, faults } = compare(experimentOf(one, student), run, frames[k]!);
        expect({ student: student.kind, faults }).toEqual({ student: student.kind, faults: [] });
        expect(compared).toBeGreaterThan(steps * 10);
      }
      race.dispose();
    },
  );
});

describe.skipIf(!python)('transfers exported, run by PyTorch', () => {
  const root = mkdtempSync(join(tmpdir(), 'gradient-lab-transfers-'));
  beforeAll(async () => {
    const scripts: string[] = [];
    for (const [, one] of transfers) scripts.push(scriptOf(await transferSections(one)));
    await runAll(root, scripts);
  }, 180_000);
  afterAll(() => rmSync(root, { recursive: true }));

  test('together they hold every method', () => {
    const used = transfers.flatMap(([, one]) => one.methods.map(({ kind }) => kind));
    expect(new Set(used)).toEqual(new Set(Object.keys(transferMethods)));
  });

  test.each(transfers.map(([name, one], i) => [name, one, i] as const))(
    '%s: every network’s very curves, loss and every layer',
    async (_, one, i) => {
      const frames: Float64Array[][] = [];
      const run = await Transfer.open(one, () => openKernels('reference'), { points: 1, layers: false });
      const start = Learner.prototype.advance;
      const seen = new Map<Learner, Float64Array[]>();
      Learner.prototype.advance = function (this: Learner) {
        if (!seen.has(this)) {
          seen.set(this, recorded(this.trainer));
          frames.push(seen.get(this)!);
        }
        return start.call(this);
      };
      try {
        while (!run.done) await run.advance();
      } finally {
        Learner.prototype.advance = start;
      }
      // The teacher comes first, and is itself the network of `sourceOnly`.
      const [teacher, ...others] = frames;
      for (const [k, method] of one.methods.entries()) {
        const log = await runIn(root, i, `${k + 1}-${method.kind}.jsonl`);
        const own = method.kind === 'sourceOnly' ? teacher! : others.shift()!;
        const { compared, faults } = compare(one.source, log, own);
        expect({ method: method.kind, faults }).toEqual({ method: method.kind, faults: [] });
        expect(compared).toBeGreaterThan(steps * 10);
      }
      run.dispose();
    },
  );
});
