import { expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { Transfer } from '../../../src/engine/transfer/transfer';
import { parseExperiment } from '../../../src/schema/parse';
import type { TestAnswers } from '../../../src/worker/answersJob';
import type { PoolReport } from '../../../src/worker/jobs';
import { PoolSession } from '../../../src/worker/poolSession';
import type { TransferJobResult } from '../../../src/worker/studyJob';
import { smallTransfer } from '../schema/transfers';

/** The worker's side of a pool on this thread. Each call of its clock advances it by one time slice. */
function session() {
  let clock = 0;
  const reports: PoolReport[] = [];
  const host = {
    openKernels,
    now: () => {
      clock += 30;
      return clock;
    },
    yieldToMessages: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
  return { reports, worker: new PoolSession(host, (report) => reports.push(report)) };
}

const transfer = smallTransfer({ methods: [{ kind: 'sourceOnly' }, { kind: 'coral' }] });
const job = { transfer, backend: 'wasm' } as const;

test('a transfer in the pool gives the same results as one alone', async () => {
  const { worker, reports } = session();
  await worker.handle({ kind: 'run', id: 1, job });
  const last = reports.at(-1)!;
  if (last.kind !== 'done') throw new Error(`ended with ${JSON.stringify(last)}`);
  const { methods, teacher } = last.result as TransferJobResult;
  const alone = await Transfer.open(transfer, () => openKernels('wasm'), { points: 1, layers: false });
  while (!alone.done) await alone.advance();
  expect({ methods, teacher }).toEqual(alone.report());
  alone.dispose();
  const shares = reports.flatMap((report) => (report.kind === 'progress' ? [report.step] : []));
  expect(shares.length).toBeGreaterThan(5);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});

test('it stops when requested', async () => {
  const { worker, reports } = session();
  const running = worker.handle({ kind: 'run', id: 1, job });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await worker.handle({ kind: 'cancel', id: 1 });
  await running;
  expect(reports.at(-1)).toEqual({ kind: 'cancelled', id: 1 });
});

test('a source teacher that diverges is a fault in one sentence', async () => {
  const { worker, reports } = session();
  const source = {
    network: { depth: 6, width: 8, activation: 'linear', initializer: { kind: 'heNormal', gain: 10 } },
    training: { optimizer: { kind: 'sgd', learningRate: 1000 }, steps: 300, batchSize: 20 },
  };
  await worker.handle({ kind: 'run', id: 1, job: { transfer: smallTransfer({}, source), backend: 'wasm' } });
  const last = reports.at(-1)!;
  expect(last).toMatchObject({ kind: 'failed', fault: { kind: 'problem' } });
  expect(JSON.stringify(last)).toContain('source.training');
});

test('a network trained in the pool answers the test samples as one alone does', async () => {
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 40, noise: 0.1 },
    network: { depth: 1, width: 4, activation: 'tanh' },
    training: { steps: 20 },
  });
  const { worker, reports } = session();
  await worker.handle({ kind: 'run', id: 1, job: { answersOf: spec } });
  const last = reports.at(-1)!;
  if (last.kind !== 'done') throw new Error(`ended with ${JSON.stringify(last)}`);
  const { logits, labels, inputs, classNames } = last.result as TestAnswers;
  expect(logits).toHaveLength(labels.length * classNames.length);
  const trainer = await createTrainer(spec, await openKernels('wasm'));
  while (trainer.step < 20) await trainer.advance();
  expect(logits).toEqual(await trainer.predict(inputs));
  trainer.dispose();
});
