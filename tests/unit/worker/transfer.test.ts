import { expect, test } from 'vitest';
import { openKernels } from '../../../src/engine/kernels/open';
import { parseTransfer } from '../../../src/schema/transfer';
import { type TransferReport, watchTransfer } from '../../../src/worker/transfer';
import { WatchedSession } from '../../../src/worker/watched';

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

test('a watched transfer: both domains at once, the methods after the teacher, its pictures', async () => {
  const reports: TransferReport[] = [];
  const host = { openKernels, now: () => performance.now(), yieldToMessages: () => Promise.resolve() };
  const session = new WatchedSession(watchTransfer, host, (report) => reports.push(report));
  await session.handle({ kind: 'load', id: 1, spec: transfer, backend: 'reference' });
  expect(reports[0]).toMatchObject({ kind: 'loaded', data: { labelled: 4 } });

  await session.handle({ kind: 'step' });
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
  await session.handle({ kind: 'look', request });
  const pictures = reports.at(-1)!;
  if (pictures.kind !== 'pictures') throw new Error(`a ${pictures.kind} came`);
  expect(pictures.pictures.phase).toEqual({ kind: 'done' });
  expect(pictures.pictures.surfaces!.methods.map(({ length }) => length)).toEqual([50, 50, 50]);
  expect(pictures.pictures.features!.space.source).toHaveLength(2 * 40);
  expect(pictures.pictures.shift!.discrepancy.squared).toBeGreaterThan(-1);
});

test('of too few samples to compare, the shift has no size, and all else goes on', async () => {
  const reports: TransferReport[] = [];
  const host = { openKernels, now: () => performance.now(), yieldToMessages: () => Promise.resolve() };
  const session = new WatchedSession(watchTransfer, host, (report) => reports.push(report));
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
  await session.handle({ kind: 'load', id: 1, spec: few, backend: 'reference' });
  await session.handle({
    kind: 'look',
    request: { boundaryResolution: 0, features: undefined, shift: true },
  });
  expect(reports.at(-1)).toMatchObject({ kind: 'pictures', pictures: { shift: null } });
});

test('measuring the shift ends when another transfer is asked for', async () => {
  const reports: TransferReport[] = [];
  let breaths = 0;
  const yieldToMessages = () => {
    // The slider moves again while the first shift is being measured.
    if (++breaths === 3) void session.handle({ kind: 'load', id: 2, spec: transfer, backend: 'reference' });
    return Promise.resolve();
  };
  const host = { openKernels, now: () => performance.now(), yieldToMessages };
  const session = new WatchedSession(watchTransfer, host, (report) => reports.push(report));
  await session.handle({ kind: 'load', id: 1, spec: transfer, backend: 'reference' });
  const request = { boundaryResolution: 0, features: undefined, shift: true };
  await session.handle({ kind: 'look', request });
  await session.handle({ kind: 'look', request });
  const kinds = reports.map(({ kind, id }) => `${kind} ${id}`);
  expect(kinds).toEqual(['loaded 1', 'progress 1', 'loaded 2', 'progress 2', 'pictures 2']);
});
