import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fileSource } from '../../../src/store/logSource';
import { useModels } from '../../../src/store/models';
import { logSession } from '../../../src/worker/logSession';
import type { LogReport } from '../../../src/worker/logs';

/** A worker that holds a log as `log.worker.ts` does, and that a test can end. */
class LogWorker {
  static readonly all: LogWorker[] = [];
  onmessage: ((event: { readonly data: LogReport }) => void) | undefined;
  onerror: ((event: { readonly message: string; preventDefault(): void }) => void) | undefined;
  readonly postMessage = logSession((data: LogReport) => this.onmessage?.({ data }));
  constructor() {
    LogWorker.all.push(this);
  }
  terminate(): void {
    this.onmessage = undefined;
  }
  /** Ends it as the browser does, for want of memory. */
  end(): void {
    this.terminate();
    this.onerror?.({ message: 'out of memory', preventDefault() {} });
  }
}

const source = fileSource(new File([readFileSync('tests/fixtures/logs/lstm.jsonl')], 'lstm.jsonl'));
const models = () => useModels.getState();

beforeEach(() => vi.stubGlobal('Worker', LogWorker));
afterEach(() => {
  for (const run of models().runs) models().close(run.id);
  LogWorker.all.length = 0;
  vi.unstubAllGlobals();
});

test('a log whose worker ends is read again for the same run, and that is told', async () => {
  await models().open([source]);
  const before = models().runs[0]!;
  const moment = await before.moment(3);
  LogWorker.all[0]!.end();
  expect(models().readAgain).toEqual({ name: 'lstm.jsonl', message: 'out of memory' });
  await vi.waitFor(() => expect(models().runs[0]!.reading).not.toBe(before.reading));
  const after = models().runs[0]!;
  expect(after.id).toBe(before.id);
  expect(models().shown).toBe(before.id);
  expect(await after.moment(3)).toEqual(moment);
  expect(models().problems).toEqual([]);
});

test('a log whose worker ends again and again is closed with one sentence, and can be opened anew', async () => {
  await models().open([source]);
  const { reading } = models().runs[0]!;
  LogWorker.all[0]!.end();
  await vi.waitFor(() => expect(models().runs[0]!.reading).not.toBe(reading));
  LogWorker.all[1]!.end();
  expect(models().runs).toEqual([]);
  expect(models().shown).toBeUndefined();
  expect(models().problems.map(String)).toEqual([
    expect.stringContaining('lstm.jsonl: the reader stopped (out of memory)'),
  ]);
  await models().open([source]);
  expect(models().runs).toHaveLength(1);
  expect(models().problems).toEqual([]);
});

test('a log for which the browser starts no worker is refused with that reason, and the room works on', async () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new Error('denied');
      }
    },
  );
  await models().open([source]);
  expect(models()).toMatchObject({ runs: [], reading: undefined });
  expect(models().problems.map(String)).toEqual([
    expect.stringContaining('The browser started no worker (denied)'),
  ]);
});

test('a worker that ends after its log was closed is nobody’s loss', async () => {
  await models().open([source]);
  models().close(models().runs[0]!.id);
  LogWorker.all[0]!.end();
  expect(models()).toMatchObject({ runs: [], readAgain: undefined, problems: [] });
});

test('the logs of a run’s ranks, opened together with another log: two runs, and one worker each', async () => {
  const named = (name: string) => fileSource(new File([readFileSync(`tests/fixtures/logs/${name}`)], name));
  await models().open([named('ranks.rank1.jsonl'), source, named('ranks.jsonl')]);
  expect(models().runs.map(({ summary }) => [summary.name, summary.ranks])).toEqual([
    ['ranks.jsonl × 2', [0, 1]],
    ['lstm.jsonl', []],
  ]);
  expect(LogWorker.all).toHaveLength(2);
  expect(models().problems).toEqual([]);
});
