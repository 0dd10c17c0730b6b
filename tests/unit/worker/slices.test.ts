import { expect, test } from 'vitest';
import { inSlices } from '../../../src/worker/slices';

/** A thread whose clock only moves when a piece of work takes time. */
function thread() {
  const events: string[] = [];
  let clock = 0;
  const host = {
    now: () => clock,
    yieldToMessages: () => {
      events.push('messages');
      return Promise.resolve();
    },
  };
  return { events, host, work: (milliseconds: number) => (clock += milliseconds) };
}

test('work goes on without a break for one slice, then messages are let in', async () => {
  const { events, host, work } = thread();
  let left = 7;
  await inSlices(host, 12, {
    more: () => left > 0,
    advance() {
      left--;
      work(5);
      events.push('work');
    },
    between: () => void events.push('between'),
  });
  const slice = ['work', 'work', 'work', 'between', 'messages'];
  expect(events).toEqual([...slice, ...slice, 'work']);
});

test('a piece may end its slice early', async () => {
  const { events, host } = thread();
  let left = 2;
  await inSlices(host, 12, {
    more: () => left > 0,
    async advance() {
      left--;
      events.push('work');
      return 'pause' as const;
    },
  });
  expect(events).toEqual(['work', 'messages', 'work']);
});

test('a message that ends the work is obeyed before another piece', async () => {
  const { events, host, work } = thread();
  let wanted = true;
  const yieldToMessages = async () => {
    wanted = false;
  };
  await inSlices({ ...host, yieldToMessages }, 12, {
    more: () => wanted,
    advance() {
      work(20);
      events.push('work');
    },
  });
  expect(events).toEqual(['work']);
});
