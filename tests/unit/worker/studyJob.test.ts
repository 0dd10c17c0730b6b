import { expect, test } from 'vitest';
import { openKernels } from '../../../src/engine/kernels/open';
import { Transfer } from '../../../src/engine/transfer/transfer';
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
