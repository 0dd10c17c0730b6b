import { expect, test } from 'vitest';
import { create } from 'zustand';
import { queueProgress, showJob, timeLeft, useRunningJobs } from '../../../src/store/runningJobs';

interface State {
  readonly share: number | undefined;
}

test('what runs is shown with how far and how long, can be cancelled, and leaves when it ends', () => {
  const clock = { now: 1000 };
  const store = create<State>(() => ({ share: undefined }));
  const cancel = () => store.setState({ share: undefined });
  const finished = () => ({ finished: 3, total: 12 });
  showJob(
    { page: 'map', kind: 'runs', cancel },
    store,
    ({ share }) => (share === undefined ? undefined : { share, count: finished() }),
    () => clock.now,
  );
  const jobs = () => useRunningJobs.getState().jobs;
  expect(jobs()).toEqual([]);
  store.setState({ share: 0.2 });
  expect(jobs()).toMatchObject([{ page: 'map', kind: 'runs', share: 0.2, count: finished() }]);
  expect(timeLeft(jobs()[0]!, 1500)).toBeUndefined();
  store.setState({ share: 0.4 });
  // A fifth took one second, so that the other three fifths take three.
  expect(timeLeft(jobs()[0]!, 2000)).toBeCloseTo(3000);
  const before = jobs();
  store.setState({ share: 0.4001 });
  expect(jobs()).toBe(before);
  // Another list of runs begins: its pace is measured anew.
  clock.now = 9000;
  store.setState({ share: 0 });
  expect(jobs()).toMatchObject([{ since: { time: 9000, share: 0 } }]);
  jobs()[0]!.cancel();
  expect(jobs()).toEqual([]);
});

test('two kinds of work in one room are two jobs', () => {
  const store = create<State>(() => ({ share: 0.5 }));
  const cancel = () => {};
  showJob({ page: 'distil', kind: 'watched', cancel }, store, () => ({ share: 0.5 }));
  showJob({ page: 'distil', kind: 'runs', cancel }, store, () =>
    queueProgress({ share: 0.25, finished: 1, total: 4 }),
  );
  expect(useRunningJobs.getState().jobs).toMatchObject([
    { kind: 'watched', share: 0.5 },
    { kind: 'runs', share: 0.25, count: { finished: 1, total: 4 } },
  ]);
});
