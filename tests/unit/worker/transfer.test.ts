import { expect, test } from 'vitest';
import { openKernels } from '../../../src/engine/kernels/open';
import { parseTransfer } from '../../../src/schema/transfer';
import { StudySession } from '../../../src/worker/studySession';
import { type TransferReport, transferAdapter } from '../../../src/worker/transfer';

const transfer = parseTransfer({
  format: 'gradient-lab/transfer',
  version: 1,
  source: {
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 80, noise: 0.1 },
    network: { depth: 2, width: 6, activation: 'tanh' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 20 },
  },
  target: { shifts: [{ kind: 'rotation', degrees: 30 }], labelBudget: 2 },
  methods: [{ kind: 'sourceOnly' }, { kind: 'fineTune' }, { kind: 'coral' }],
});

test('a displayed transfer: both domains at once, the methods after the teacher, its pictures', async () => {
  const reports: TransferReport[] = [];
  const host = { openKernels, now: () => performance.now(), yieldToMessages: () => Promise.resolve() };
  const session = new StudySession(transferAdapter, host, (report) => reports.push(report));
  await session.handle({ kind: 'load', run: 1, spec: transfer, backend: 'reference' });
  expect(reports[0]).toMatchObject({ kind: 'ready', data: { labelled: 4 } });

  await session.handle({ kind: 'play', steps: 1 });
  const phase = () => reports.flatMap((one) => (one.kind === 'progress' ? [one.progress.phase] : [])).at(-1);
  expect(phase()).toEqual({ kind: 'teaching', step: 1, steps: 20 });

  await session.handle({ kind: 'play' });
  expect(phase()).toEqual({ kind: 'done' });
  const last = reports.findLast((one) => one.kind === 'progress')!;
  if (last.kind !== 'progress') throw new Error('no progress');
  expect(last.progress.methods.map(({ method, done }) => [method.kind, done])).toEqual([
    ['sourceOnly', true],
    ['fineTune', true],
    ['coral', true],
  ]);

  const request = { boundaryResolution: 5, features: { method: 1, layer: 1 }, shift: true };
  await session.handle({ kind: 'observe', request });
  const taken = reports.at(-1)!;
  if (taken.kind !== 'snapshot') throw new Error(`a ${taken.kind} came`);
  expect(taken.snapshot.phase).toEqual({ kind: 'done' });
  expect(taken.snapshot.surfaces!.methods.map(({ length }) => length)).toEqual([50, 50, 50]);
  expect(taken.snapshot.features!.space!.source).toHaveLength(2 * 40);
  expect(taken.snapshot.shift!.discrepancy.squared).toBeGreaterThan(-1);
});

test('of too few samples to compare, the shift has no size, and all else goes on', async () => {
  const reports: TransferReport[] = [];
  const host = { openKernels, now: () => performance.now(), yieldToMessages: () => Promise.resolve() };
  const session = new StudySession(transferAdapter, host, (report) => reports.push(report));
  const inline = {
    kind: 'inline',
    inputs: Array.from({ length: 12 }, (_, i) => [i, -i]),
    labels: Array.from({ length: 12 }, (_, i) => i % 2),
    testFraction: 0.5,
  };
  const few = parseTransfer({
    ...transfer,
    source: { ...transfer.source, data: inline },
    target: { ...transfer.target, labelBudget: 1 },
  });
  await session.handle({ kind: 'load', run: 1, spec: few, backend: 'reference' });
  await session.handle({
    kind: 'observe',
    request: { boundaryResolution: 0, features: undefined, shift: true },
  });
  expect(reports.at(-1)).toMatchObject({ kind: 'snapshot', snapshot: { shift: null } });
});

test('measuring the shift ends when another transfer is asked for', async () => {
  const reports: TransferReport[] = [];
  let yields = 0;
  const yieldToMessages = () => {
    // The slider moves again while the first shift is being measured.
    if (++yields === 3) void session.handle({ kind: 'load', run: 2, spec: transfer, backend: 'reference' });
    return Promise.resolve();
  };
  const host = { openKernels, now: () => performance.now(), yieldToMessages };
  const session = new StudySession(transferAdapter, host, (report) => reports.push(report));
  await session.handle({ kind: 'load', run: 1, spec: transfer, backend: 'reference' });
  const request = { boundaryResolution: 0, features: undefined, shift: true };
  await session.handle({ kind: 'observe', request });
  await session.handle({ kind: 'observe', request });
  const kinds = reports.map(({ kind, run }) => `${kind} ${run}`);
  expect(kinds).toEqual(['ready 1', 'progress 1', 'ready 2', 'progress 2', 'snapshot 2']);
});
