import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getNewestVersion, useVersion } from '../../../../src/app/version/version';

/** A version that a browser installs, whose states the test sets. */
class Installing extends EventTarget {
  state = 'installing';
  readonly postMessage = vi.fn((_message: unknown, [port]: MessagePort[]) =>
    port!.postMessage({ others: 0 }),
  );
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

let reload: ReturnType<typeof vi.fn<() => void>>;
let registration: {
  installing: Installing | null;
  waiting: Installing | null;
  update(): Promise<void>;
};
const opened = useVersion.getState();

beforeEach(() => {
  vi.useFakeTimers();
  reload = vi.fn();
  registration = { installing: null, waiting: null, update: async () => {} };
  const serviceWorker = Object.assign(new EventTarget(), { getRegistration: async () => registration });
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  useVersion.setState(opened, true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets everything happen that waits for no time to pass. */
const settle = () => vi.advanceTimersByTimeAsync(0);

test('the newest version is used once it is stored whole, not before', async () => {
  const version = new Installing();
  registration.update = async () => {
    registration.installing = version;
  };
  useVersion.setState({ postponed: true });
  void getNewestVersion();
  await settle();
  expect(useVersion.getState().getting).toBe(true);
  expect(reload).not.toHaveBeenCalled();
  expect(version.postMessage).not.toHaveBeenCalled();
  registration.installing = null;
  registration.waiting = version;
  version.become('installed');
  await settle();
  expect(version.postMessage).toHaveBeenCalledTimes(1);
  expect(reload).not.toHaveBeenCalled();
  // Another tab may keep it waiting, and the notice says so.
  expect(useVersion.getState()).toMatchObject({ waiting: version, postponed: false });
  navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a version that cannot be stored does not keep the page from loading anew', async () => {
  const version = new Installing();
  registration.installing = version;
  void getNewestVersion();
  await settle();
  registration.installing = null;
  version.become('redundant');
  await settle();
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a network that never answers holds the page up for seconds, a slow one for a minute', async () => {
  registration.update = () => new Promise(() => {});
  void getNewestVersion();
  await vi.advanceTimersByTimeAsync(9_900);
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(reload).toHaveBeenCalledTimes(1);
  registration.update = async () => {};
  registration.installing = new Installing();
  void getNewestVersion();
  await vi.advanceTimersByTimeAsync(59_900);
  expect(reload).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(reload).toHaveBeenCalledTimes(2);
});

test('without service workers, or without a network, the page loads anew at once', async () => {
  registration.update = () => Promise.reject(new TypeError('no network'));
  await getNewestVersion();
  expect(reload).toHaveBeenCalledTimes(1);
  vi.stubGlobal('navigator', {});
  await getNewestVersion();
  expect(reload).toHaveBeenCalledTimes(2);
});
