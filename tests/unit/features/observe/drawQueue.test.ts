import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cancelDraw, type Drawing, requestDraw } from '../../../../src/features/observe/drawQueue';

/** A clock that only goes on when something is done or waited for, and the tasks that wait. */
let clock = 0;
let tasks: { readonly at: number; readonly run: () => void }[] = [];

beforeEach(() => {
  // The queue of the test before has rested meanwhile.
  clock += 1e6;
  tasks = [];
  vi.stubGlobal('performance', { now: () => clock });
  vi.stubGlobal('setTimeout', (run: () => void, delay: number) => {
    const task = { at: clock + delay, run };
    tasks.push(task);
    return task;
  });
  vi.stubGlobal('clearTimeout', (task: unknown) => {
    tasks = tasks.filter((one) => one !== task);
  });
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
    if (again()) requestDraw(drawn.draw, true);
  };
  return drawn;
}

test('however dear charts are that always have something new, three quarters of the time remain free', () => {
  let runs = true;
  const charts = [5, 20, 60].map((cost) => chart(cost, () => runs));
  for (const { draw } of charts) requestDraw(draw, true);
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

test('all pictures of a changed setting are drawn without delay, each in a task of its own', () => {
  const charts = Array.from({ length: 8 }, () => chart(30, () => false));
  for (const { draw } of charts) requestDraw(draw, false);
  expect(charts.map(({ times }) => times)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  wait(8 * 30);
  expect(charts.map(({ times }) => times)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

test('a changed setting does not wait for the pictures of training', () => {
  const trained = [chart(200, () => false), chart(200, () => false)];
  const changed = chart(5, () => false);
  for (const { draw } of trained) requestDraw(draw, true);
  wait(250);
  expect(trained.map(({ times }) => times)).toEqual([1, 0]);
  requestDraw(changed.draw, false);
  // One that waits for its turn in training, and is then changed, is drawn once.
  requestDraw(trained[1]!.draw, false);
  wait(4);
  expect([changed.times, trained[1]!.times]).toEqual([1, 0]);
  wait(205);
  wait(10_000);
  expect(trained.map(({ times }) => times)).toEqual([1, 1]);
});

test('a chart that is asked for twice is drawn once, and one that is gone not at all', () => {
  const [twice, gone] = [chart(1, () => false), chart(1, () => false)];
  requestDraw(twice.draw, true);
  requestDraw(twice.draw, true);
  requestDraw(gone.draw, true);
  cancelDraw(gone.draw);
  wait(1000);
  expect([twice.times, gone.times]).toEqual([1, 0]);
});

test('numbers are drawn between any two charts of training, and charts between any two draws of numbers', () => {
  const order: string[] = [];
  let runs = true;
  const one = (name: string, cost: number, drawing: Drawing) => {
    const draw = () => {
      order.push(name);
      clock += cost;
      if (runs) requestDraw(draw, true, drawing);
    };
    requestDraw(draw, true, drawing);
  };
  one('A', 200, 'chart');
  one('B', 200, 'network');
  one('steps', 1, 'numbers');
  wait(20_000);
  expect(order.slice(0, 8)).toEqual(['steps', 'A', 'steps', 'B', 'steps', 'A', 'steps', 'B']);
  runs = false;
  wait(10_000);
});

test('what waits while a network trains is drawn without delay once it stops', () => {
  const trained = Array.from({ length: 4 }, () => chart(200, () => false));
  for (const { draw } of trained) requestDraw(draw, true);
  wait(250);
  expect(trained.map(({ times }) => times)).toEqual([1, 0, 0, 0]);
  requestDraw(trained[0]!.draw, false);
  wait(4 * 200);
  expect(trained.map(({ times }) => times)).toEqual([2, 1, 1, 1]);
});

test('after a change of the user the network is the next that is drawn, also if it is asked for last', () => {
  const order: string[] = [];
  const draws = ['A', 'B', 'network'].map((name) => () => void order.push(name));
  requestDraw(draws[0]!, false);
  requestDraw(draws[1]!, false);
  requestDraw(draws[2]!, false, 'network');
  wait(100);
  expect(order).toEqual(['network', 'A', 'B']);
});
