import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atRest } from '../../../../src/app/version/atRest';

/** Idle callbacks of a page that tells, period by period, how many milliseconds are left. */
let idle: IdleRequestCallback | undefined;
const period = (left: number) => {
  const callback = idle!;
  idle = undefined;
  callback({ didTimeout: left === 0, timeRemaining: () => left });
};
let rested: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestIdleCallback', (callback: IdleRequestCallback) => {
    idle = callback;
    return 1;
  });
  rested = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const start = () => void atRest().then(() => (rested = true));
const settle = () => vi.advanceTimersByTimeAsync(0);

test('a page is at rest after three seconds of idle periods in a row', async () => {
  start();
  for (let n = 0; n < 59; n++) period(49);
  await settle();
  expect(rested).toBe(false);
  // Something ran in this one.
  period(12);
  for (let n = 0; n < 59; n++) period(49);
  await settle();
  expect(rested).toBe(false);
  period(49);
  await settle();
  expect(rested).toBe(true);
});

test('a page that never rests is waited for half a minute', async () => {
  start();
  period(5);
  await vi.advanceTimersByTimeAsync(29_999);
  period(5);
  await settle();
  expect(rested).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  period(5);
  await settle();
  expect(rested).toBe(true);
});

test('without idle callbacks three seconds pass', async () => {
  vi.unstubAllGlobals();
  expect('requestIdleCallback' in globalThis).toBe(false);
  start();
  await vi.advanceTimersByTimeAsync(2_999);
  expect(rested).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(rested).toBe(true);
});
