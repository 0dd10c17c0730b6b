import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cancelDraw, requestDraw } from '../../../../src/features/observe/drawQueue';

/** A clock that only goes on when something is done or waited for, and the tasks that wait. */
let clock = 0;
let tasks: { readonly at: number; readonly run: () => void }[] = [];

beforeEach(() => {
  // The queue of the test before has rested meanwhile.
  clock += 1e6;
  tasks = [];
  vi.stubGlobal('performance', { now: () => clock });
  vi.stubGlobal('setTimeout', (run: () => void, delay: number) => tasks.push({ at: clock + delay, run }));
});
afterEach(() => vi.unstubAllGlobals());

function wait(milliseconds: number): void {
  const end = clock + milliseconds;
  for (;;) {
    const next = tasks.toSorted((a, b) => a.at - b.at)[0];
    if (!next || next.at > end) break;
    tasks.splice(tasks.indexOf(next), 1);
    clock = Math.max(clock, next.at);
    next.run();
  }
  clock = Math.max(clock, end);
}

/** A chart that takes some milliseconds to draw. */
function chart(cost: number, again: () => boolean) {
  const drawn = { times: 0, draw: () => {} };
  drawn.draw = () => {
    drawn.times++;
    clock += cost;
    if (again()) requestDraw(drawn.draw);
  };
  return drawn;
}

test('however dear charts are that always have something new, three quarters of the time remain free', () => {
  let runs = true;
  const charts = [5, 20, 60].map((cost) => chart(cost, () => runs));
  for (const { draw } of charts) requestDraw(draw);
  wait(20_000);
  const drawing = charts.reduce((sum, { times }, i) => sum + times * [5, 20, 60][i]!, 0);
  expect(drawing).toBeLessThan(0.25 * 20_000);
  expect(drawing).toBeGreaterThan(0.05 * 20_000);
  // Each gets its turn.
  const times = charts.map((one) => one.times);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
  runs = false;
  wait(10_000);
});

test('a page at rest draws all pictures of a changed setting at once, each in a task of its own', () => {
  const charts = Array.from({ length: 5 }, () => chart(3, () => false));
  for (const { draw } of charts) requestDraw(draw);
  expect(charts.map(({ times }) => times)).toEqual([0, 0, 0, 0, 0]);
  wait(16);
  expect(charts.map(({ times }) => times)).toEqual([1, 1, 1, 1, 1]);
});

test('a chart that is asked for twice is drawn once, and one that is gone not at all', () => {
  const [twice, gone] = [chart(1, () => false), chart(1, () => false)];
  requestDraw(twice.draw);
  requestDraw(twice.draw);
  requestDraw(gone.draw);
  cancelDraw(gone.draw);
  wait(1000);
  expect([twice.times, gone.times]).toEqual([1, 0]);
});
