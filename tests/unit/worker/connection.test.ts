import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { starterOf } from '../../../src/worker/connection';
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
  onerror: (event: { message: string; preventDefault(): void }) => void = () => {};
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
  expect(crash.mock.calls).toEqual([['the training worker ended without a word']]);
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
  expect(crash).toHaveBeenCalledWith('out of luck');
});
