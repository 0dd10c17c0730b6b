import { expect, test } from 'vitest';
import { FrameQueue } from '../../../src/worker/frameQueue';

const frame = (value: number) => Float64Array.of(value, value + 0.5);

test('frames come back in order, and once', () => {
  const queue = new FrameQueue();
  for (let step = 0; step < 100; step++) queue.push(frame(step));
  expect(queue.count).toBe(100);
  expect(queue.bytes).toBe(100 * 16);
  const taken = queue.take();
  expect([...taken.subarray(0, 4)]).toEqual([0, 0.5, 1, 1.5]);
  expect(taken).toHaveLength(200);
  expect(queue.count).toBe(0);
  queue.push(frame(7));
  expect([...queue.take()]).toEqual([7, 7.5]);
  // What was taken is the taker's own.
  expect(taken[0]).toBe(0);
});

test('its room stays while frames come, and is given back at a stop', () => {
  const queue = new FrameQueue();
  for (let step = 0; step < 5000; step++) queue.push(frame(step));
  queue.take();
  expect(queue.room).toBeGreaterThanOrEqual(5000 * 16);
  queue.clear();
  expect(queue.room).toBe(0);
  queue.push(frame(1));
  expect([...queue.take()]).toEqual([1, 1.5]);
});
