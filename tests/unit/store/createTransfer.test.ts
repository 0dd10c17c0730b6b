import { expect, test, vi } from 'vitest';
import { toFragment } from '../../../src/schema/link';
import { serializeTransfer, type TransferSpec } from '../../../src/schema/transfer';
import { defaultTransfer } from '../../../src/schema/transfers';
import { createTransfer, type TransferWorkers } from '../../../src/store/createTransfer';
import type { TransferJob, TransferJobResult } from '../../../src/worker/studyJob';
import type { TransferData, TransferProgress } from '../../../src/worker/transfer';
import { small } from '../engine/specs';
import { smallTransfer } from '../schema/transfers';
import { fakeStudy, settled } from './fakeStudy';
import { memory } from './memory';

/** A fake worker and a fake pool whose replies come from the test. */
function fakeWorkers() {
  const { workers, ...fake } = fakeStudy<
    TransferSpec,
    TransferData,
    TransferProgress,
    TransferJob,
    TransferJobResult
  >(
    { labelled: 10 } as TransferData,
    { code: 'tooLarge', values: { field: 'target.labelBudget', found: '900 a class', allowed: '100' } },
    (step) => ({
      phase: { kind: 'adapting', step, steps: 100 },
      share: step / 100,
      teacher: undefined,
      methods: [],
    }),
  );
  return {
    ...fake,
    workers: workers as unknown as TransferWorkers,
    /** The result of a run in the pool: an accuracy for each method. */
    finish(place: number, ...accuracies: number[]) {
      const methods = accuracies.map((accuracy) => ({ points: [{ target: { accuracy } }] }));
      fake.jobs[place]!.resolve({ methods } as unknown as TransferJobResult);
    },
  };
}

/** A store whose first transfer is built. */
function standing(transfer: TransferSpec = smallTransfer(), keep = memory()) {
  const worker = fakeWorkers();
  const store = createTransfer(worker.workers, '', keep);
  store.getState().open(transfer);
  worker.ready();
  return { worker, keep, state: () => store.getState() };
}

const kinds = (shifts: TransferSpec['target']['shifts']) => shifts!.map(({ kind }) => kind);

test('a transfer larger than what is kept is told of for as long as it is', () => {
  const room = serializeTransfer(smallTransfer()).length;
  const { worker, keep, state } = standing(smallTransfer(), memory(room));
  expect(state().tooLargeToStore).toBe(false);
  state().edit('name', 'A longer name than it had');
  expect(state()).toMatchObject({ tooLargeToStore: true, spec: { name: 'A longer name than it had' } });
  expect(createTransfer(fakeWorkers().workers, '', keep).getState().draft).toEqual(smallTransfer());
  state().open(smallTransfer());
  worker.ready();
  expect(state().tooLargeToStore).toBe(false);
});

test('opens what a link says, else what was kept, else the first that comes with the page', () => {
  const keep = memory();
  const worker = fakeWorkers();
  const linked = createTransfer(worker.workers, toFragment(smallTransfer({ name: 'Linked' })), keep);
  linked.getState().reset();
  worker.ready();
  const opened = (fragment: string, kept = keep) =>
    createTransfer(fakeWorkers().workers, fragment, kept).getState();
  expect(opened('').draft).toEqual(smallTransfer({ name: 'Linked' }));
  expect(opened('', memory()).draft).toEqual(defaultTransfer());
  // This room ignores a link to something else.
  expect(opened(toFragment(small()))).toMatchObject({ draft: { name: 'Linked' }, problems: {} });
});

test('while a slider moves, only the newest of what came meanwhile is built', () => {
  const { worker, state } = standing();
  for (const degrees of [46, 47, 48, 49]) state().edit('target.shifts.0.degrees', degrees);
  expect(state().draft.target.shifts![0]).toMatchObject({ degrees: 49 });
  // One transfer is being built; the intermediate ones are skipped.
  expect(worker.loads()).toHaveLength(2);
  worker.ready();
  expect(state().spec.target.shifts![0]).toMatchObject({ degrees: 46 });
  expect(state().status).toBe('loading');
  expect(worker.loads()).toHaveLength(3);
  worker.ready();
  expect(state().spec.target.shifts![0]).toMatchObject({ degrees: 49 });
  expect(state()).toMatchObject({ status: 'ready', draft: state().spec });
});

test('pictures are asked for when edits have come to rest', () => {
  vi.useFakeTimers();
  try {
    const { worker, state } = standing();
    state().observe({ shift: true });
    vi.runAllTimers();
    worker.sent.length = 0;
    state().edit('target.shifts.0.degrees', 46);
    worker.ready();
    vi.advanceTimersByTime(100);
    state().edit('target.shifts.0.degrees', 47);
    worker.ready();
    expect(worker.sent.map(({ kind }) => kind)).toEqual(['load', 'load']);
    vi.runAllTimers();
    expect(worker.sent.at(-1)).toMatchObject({ kind: 'observe', request: { shift: true } });
    expect(worker.sent).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test('an edit while it plays plays on, once it stands', () => {
  const { worker, state } = standing();
  state().play();
  worker.progress(3);
  state().edit('target.shifts.0.degrees', 50);
  expect(worker.sent.at(-1)!.kind).toBe('load');
  worker.ready();
  expect(worker.sent.at(-1)!.kind).toBe('play');
});

test('a report from before a Play that ends by itself does not hide its end', () => {
  const { worker, state } = standing();
  state().playTo(0.4);
  // Sent when the study was built, before the worker saw the Play.
  worker.progress(0, undefined, false, false);
  expect(state().status).toBe('playing');
  worker.progress(20);
  worker.progress(40, undefined, false);
  expect(state()).toMatchObject({ status: 'ready', share: 0.4 });
});

test('what cannot be built leaves what is on screen, says why, and can be given up', () => {
  const { worker, state } = standing();
  worker.progress(40, undefined, false);
  const { spec } = state();
  const first = worker.loads().at(-1)!.run;
  state().edit('target.labelBudget', 900);
  worker.refused();
  expect(state()).toMatchObject({ status: 'ready', share: 0.4, spec });
  expect(state().problem?.message).toContain('found 900 a class; use at most 100');
  worker.progress(41, first);
  expect(state().share).toBe(0.41);
  state().discardDraft();
  expect(state()).toMatchObject({ draft: spec, problem: undefined });
});

test.each([
  ['target.shifts.0.degrees', 900, 'from -360 to 360'],
  ['target.labelBudget', 0, 'a method without labels'],
  ['source.data.kind', 'sine', 'data with classes'],
  ['methods.1.rate', 0, 'above 0'],
  ['sweep', { over: 'shifts.3.degrees', values: [1] }, 'labelBudget'],
])('%s %s is refused at its field, and nothing is asked of the worker', (path, value, words) => {
  const { worker, state } = standing();
  const { draft } = state();
  const sent = worker.sent.length;
  state().edit(path, value);
  expect(state().problems[path]?.message).toContain(words);
  expect(state().draft).toBe(draft);
  expect(worker.sent).toHaveLength(sent);
});

test('methods come and go; one without pairs, and the last one, are refused in a sentence', () => {
  const { worker, state } = standing();
  state().addMethod('coral');
  worker.ready();
  expect(state().spec.methods.map(({ kind }) => kind)).toEqual(['sourceOnly', 'fineTune', 'coral']);
  state().addMethod('crossModal');
  expect(state().problems.methods?.message).toContain('Cross-modal distillation needs paired samples');
  for (let i = 0; i < 3; i++) {
    state().removeMethod(0);
    worker.ready();
  }
  expect(state().problems.methods?.message).toContain('methods');
  expect(state().spec.methods).toHaveLength(1);
});

test('shifts are stacked, moved and taken away, and a sweep goes along with its shift', () => {
  const sweep = { over: 'shifts.0.degrees', values: [0, 30] };
  const { worker, state } = standing(smallTransfer({ sweep }));
  state().addShift('noise');
  worker.ready();
  state().moveShift(0, 1);
  worker.ready();
  expect(kinds(state().spec.target.shifts)).toEqual(['noise', 'rotation']);
  expect(state().spec.sweep?.over).toBe('shifts.1.degrees');
  state().removeShift(0);
  worker.ready();
  expect(state().spec.sweep?.over).toBe('shifts.0.degrees');
  state().removeShift(0);
  worker.ready();
  expect(state().spec).toMatchObject({ target: { shifts: [] } });
  expect(state().spec.sweep).toBeUndefined();
});

test('a target of other data is edited as an experiment’s data are; back to shifts', () => {
  const { worker, state } = standing();
  state().setTarget('data');
  worker.ready();
  expect(state().spec.target).toEqual({ data: state().spec.source.data, labelBudget: 5 });
  state().edit('target.data.kind', 'circles');
  worker.ready();
  expect(state().spec.target.data).toMatchObject({ kind: 'circles', samples: 200 });
  state().edit('target.data.samples', -1);
  expect(state().problems['target.data.samples']?.message).toContain('target.data.samples');
  state().setTarget('shifts');
  worker.ready();
  // The earlier value is not lost.
  expect(state().spec.target).toEqual(smallTransfer().target);
  state().setTarget('data');
  worker.ready();
  expect(state().spec.target.data).toMatchObject({ kind: 'circles' });
});

test('repeats have seeds of their own; cancelling keeps what is done, and going on does the rest', async () => {
  const { worker, state } = standing(smallTransfer({ seeds: 3 }));
  const { seed } = state().spec.source;
  const running = state().repeat();
  expect(worker.jobs.map(({ job }) => job.transfer.source.seed - seed)).toEqual([0, 1, 2]);
  worker.finish(1, 0.5, 0.9);
  await settled();
  expect(state().repeating).toMatchObject({ what: 'repeats', finished: 1, total: 3 });
  state().cancel();
  await running;
  expect(state().repeating).toBeUndefined();
  expect(state().repeats.map(({ index }) => index)).toEqual([1]);
  void state().repeat();
  expect(worker.jobs.slice(3).map(({ job }) => job.transfer.source.seed - seed)).toEqual([0, 2]);
});

test('a sweep runs every value at every seed, and its results go with another sweep, not with its repeats', async () => {
  const sweep = { over: 'shifts.0.degrees', values: [0, 90] };
  const { worker, state } = standing(smallTransfer({ seeds: 2, sweep }));
  void state().repeat();
  worker.finish(0, 0.5, 0.9);
  await settled();
  const running = state().repeat('results');
  const swept = worker.jobs.slice(2).map(({ job }) => job.transfer.target.shifts![0]);
  expect(swept.map((shift) => (shift as { degrees: number }).degrees)).toEqual([0, 90, 0, 90]);
  expect(worker.jobs[2]!.job.transfer.sweep).toBeUndefined();
  worker.finish(4, 0.4, 0.8);
  await settled();
  expect(state().results.map(({ index }) => index)).toEqual([2]);
  state().edit('sweep', { over: 'shifts.0.degrees', values: [0, 45] });
  await running;
  expect(state()).toMatchObject({ results: [], repeating: undefined });
  expect(state().repeats).toHaveLength(1);
  // The change does not affect training.
  expect(worker.loads()).toHaveLength(1);
});

test('outcomes stay with more seeds and with a reset, and go with another shift', async () => {
  const { worker, state } = standing();
  void state().repeat();
  worker.finish(0, 0.5, 0.9);
  await settled();
  state().edit('seeds', 4);
  state().reset();
  worker.ready();
  expect(state().repeats).toHaveLength(1);
  state().edit('target.shifts.0.degrees', 10);
  worker.ready();
  expect(state().repeats).toHaveLength(0);
});

test('a run that fails is told, the others end, and what was done stays', async () => {
  const { worker, state } = standing(smallTransfer({ seeds: 3 }));
  const running = state().repeat();
  worker.finish(0, 0.5, 0.9);
  await settled();
  worker.jobs[1]!.reject(new Error('out of memory'));
  await running;
  expect(worker.jobs[2]!.options.signal?.aborted).toBe(true);
  expect(state()).toMatchObject({ fault: 'out of memory', repeating: undefined });
  expect(state().repeats).toHaveLength(1);
});

test('a renamed transfer goes on, and is kept under its new name', () => {
  const { worker, state, keep } = standing();
  state().edit('name', 'Mine');
  expect(worker.loads()).toHaveLength(1);
  expect(keep.get('gradient-lab.transfer')).toBe(serializeTransfer(smallTransfer({ name: 'Mine' })));
});

test('a bad file changes nothing; after a crash playing starts a new worker', async () => {
  const { worker, state } = standing();
  const { spec } = state();
  await state().openFile(new File(['{'], 'a.json'));
  expect(state().problems.file?.message).toContain('not valid JSON');
  expect(state().spec).toBe(spec);
  worker.progress(40);
  worker.crash('out of memory');
  expect(state()).toMatchObject({ status: 'failed', fault: 'out of memory', share: 0.4 });
  state().play();
  expect(worker.loads()).toHaveLength(2);
  worker.ready();
  expect(worker.sent.at(-1)!.kind).toBe('play');
  expect(state().fault).toBeUndefined();
});
