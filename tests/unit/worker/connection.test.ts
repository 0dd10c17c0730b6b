import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onMissingFile } from '../../../src/base/missingFile';
import type { Problem } from '../../../src/base/problem';
import { starterOf, type WorkerKind } from '../../../src/worker/connection';
import { asFault } from '../../../src/worker/fault';
import { holdLock, type LifeSign } from '../../../src/worker/lifeSign';

/** Locks as a browser gives them: one holder, the others in order; `free` is what a dead holder leaves behind. */
class Locks {
  private readonly queues = new Map<string, (() => unknown)[]>();

  request(name: string, ...rest: unknown[]): Promise<unknown> {
    const act = rest.at(-1) as () => unknown;
    const { signal } = (rest.length > 1 ? rest[0] : {}) as { signal?: AbortSignal };
    const queue = this.queues.get(name) ?? [];
    this.queues.set(name, queue);
    return new Promise((resolve, reject) => {
      const mine = () => resolve(act());
      signal?.addEventListener('abort', () => {
        queue.splice(queue.indexOf(mine), 1);
        reject(signal.reason);
      });
      queue.push(mine);
      if (queue.length === 1) mine();
    });
  }

  free(name: string): void {
    const queue = this.queues.get(name)!;
    queue.shift();
    queue[0]?.();
  }
}

let worker: FakeWorker;
class FakeWorker {
  onmessage: (event: { data: unknown }) => void = () => {};
  onerror: (event: { message?: string; preventDefault(): void }) => void = () => {};
  readonly terminate = vi.fn();
  readonly postMessage = vi.fn();
  constructor() {
    worker = this;
  }
}

let locks: Locks;
/** The worker takes its lock and says so, as it does when it starts. */
function wakeUp(): string {
  let name = '';
  holdLock((sign: LifeSign) => {
    name = sign.lock;
    worker.onmessage({ data: sign });
  });
  return name;
}

beforeEach(() => {
  locks = new Locks();
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('navigator', { locks });
});
afterEach(() => vi.unstubAllGlobals());

const soon = () => new Promise((done) => setImmediate(done));

test('a worker that ends without a word is told, once', async () => {
  const [report, crash] = [vi.fn(), vi.fn()];
  starterOf('training')(report, crash);
  const lock = wakeUp();
  await soon();
  expect(crash).not.toHaveBeenCalled();
  locks.free(lock);
  await soon();
  expect(crash.mock.calls).toEqual([['the training worker ended without a word', undefined]]);
  worker.onerror({ message: 'late', preventDefault: () => {} });
  expect(crash).toHaveBeenCalledTimes(1);
  expect(report).not.toHaveBeenCalled();
});

test('a worker that the page ends is not taken for dead', async () => {
  const crash = vi.fn();
  const connection = starterOf('pool')(vi.fn(), crash);
  const lock = wakeUp();
  connection.end();
  expect(worker.terminate).toHaveBeenCalled();
  locks.free(lock);
  await soon();
  expect(crash).not.toHaveBeenCalled();
});

test('each worker has a lock of its own', async () => {
  const [one, other] = [vi.fn(), vi.fn()];
  starterOf('distillation')(vi.fn(), one);
  const lock = wakeUp();
  starterOf('transfer')(vi.fn(), other);
  expect(wakeUp()).not.toBe(lock);
  locks.free(lock);
  await soon();
  expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 0]);
});

test('a page without locks works, and still tells of errors', () => {
  vi.stubGlobal('navigator', {});
  const [report, crash] = [vi.fn(), vi.fn()];
  starterOf('comparison')(report, crash);
  expect(wakeUp()).toBe('');
  worker.onmessage({ data: { kind: 'progress' } });
  expect(report).toHaveBeenCalledWith({ kind: 'progress' });
  worker.onerror({ message: 'out of luck', preventDefault: () => {} });
  expect(crash).toHaveBeenCalledWith('out of luck', undefined);
});

/** The `Worker` of a browser that starts none. */
const refusing = (reason: () => Error) =>
  class {
    constructor() {
      throw reason();
    }
  };

const kinds = [
  'training',
  'comparison',
  'distillation',
  'transfer',
  'pool',
  'log',
  'table',
  'code',
  'file',
] as const satisfies readonly WorkerKind[];

test.each(kinds)(
  'a browser that starts no %s worker is told in a sentence, after the caller went on',
  async (kind) => {
    const refuse = vi.fn(() => new DOMException('Access to this script is denied.', 'SecurityError'));
    vi.stubGlobal('Worker', refusing(refuse));
    const crash = vi.fn();
    const connection = starterOf(kind)(vi.fn(), crash);
    connection.send({} as never);
    expect(crash).not.toHaveBeenCalled();
    await soon();
    expect(refuse).toHaveBeenCalledTimes(1);
    expect(crash).toHaveBeenCalledTimes(1);
    const problem = crash.mock.calls[0]![1] as Problem;
    expect(problem.in('en')).toBe(
      'The browser started no worker (Access to this script is denied): nothing can be trained or computed here, and everything else works. Reload the page, or use another browser.',
    );
    expect(problem.in('zh-CN')).toContain('浏览器没有启动工作线程');
    connection.end();
  },
);

test('a worker that was never started and is no longer wanted is nobody’s loss', async () => {
  vi.stubGlobal(
    'Worker',
    refusing(() => new Error('no')),
  );
  const crash = vi.fn();
  starterOf('table')(vi.fn(), crash).end();
  await soon();
  expect(crash).not.toHaveBeenCalled();
});

test('a worker whose file is missing is reported as a missing file, once it is known', () => {
  const [crash, missing] = [vi.fn(), vi.fn()];
  onMissingFile(missing);
  starterOf('training')(vi.fn(), crash);
  worker.onerror({ preventDefault: () => {} });
  expect(missing).toHaveBeenCalledTimes(1);
  const problem = crash.mock.calls[0]![1] as Problem;
  expect(problem.in('en')).toMatch(/could not be loaded: .* Load the latest version of the page\.$/);
  expect(problem.in('zh-CN')).toContain('无法加载');
});

test('an error without a message after the first report is a crash, not a missing file', () => {
  const [crash, missing] = [vi.fn(), vi.fn()];
  starterOf('pool')(vi.fn(), crash);
  worker.onmessage({ data: { kind: 'progress' } });
  onMissingFile(missing);
  missing.mockClear();
  worker.onerror({ preventDefault: () => {} });
  expect(crash.mock.calls).toEqual([['the pool worker stopped', undefined]]);
  expect(missing).not.toHaveBeenCalled();
});

test.each([
  'Failed to fetch dynamically imported module: https://a.org/assets/wasm-1.js',
  'error loading dynamically imported module: https://a.org/assets/wasm-1.js',
  'Importing a module script failed.',
])('a part that a worker lacks is reported as a missing file: %s', (message) => {
  const [report, missing] = [vi.fn(), vi.fn()];
  starterOf('training')(report, vi.fn());
  onMissingFile(missing);
  missing.mockClear();
  const fault = asFault(new TypeError(message));
  expect(fault).toEqual({ kind: 'problem', code: 'missingFile', values: {} });
  worker.onmessage({ data: { kind: 'failed', run: 1, fault } });
  expect(missing).toHaveBeenCalledTimes(1);
  expect(report).toHaveBeenCalledTimes(1);
  worker.onmessage({
    data: { kind: 'failed', run: 1, fault: asFault(new TypeError('x is not a function')) },
  });
  expect(missing).toHaveBeenCalledTimes(1);
});
