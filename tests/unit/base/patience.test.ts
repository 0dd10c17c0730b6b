import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NoAnswer, patience, withPatience } from '../../../src/base/patience';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an answer in time is passed on, be it a value or an error, and leaves no timer', async () => {
  expect(await withPatience(Promise.resolve(3))).toBe(3);
  await expect(withPatience(Promise.reject(new Error('off')))).rejects.toThrow('off');
  expect(vi.getTimerCount()).toBe(0);
});

test('no answer in time is an error of its own; the promise goes on, and a late answer can be followed', async () => {
  let answer = (_: number): void => {};
  const slow = new Promise<number>((resolve) => (answer = resolve));
  const waited = expect(withPatience(slow)).rejects.toBeInstanceOf(NoAnswer);
  await vi.advanceTimersByTimeAsync(patience);
  await waited;
  answer(7);
  expect(await slow).toBe(7);
});
