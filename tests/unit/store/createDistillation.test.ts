import { expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import {
  type Distillation,
  parseDistillation,
  serializeDistillation,
} from '../../../src/schema/distillation';
import { defaultDistillation } from '../../../src/schema/distillations';
import { toFragment } from '../../../src/schema/link';
import { createDistillation, type DistillationWorkers } from '../../../src/store/createDistillation';
import type { DistillationData, DistillationProgress } from '../../../src/worker/distillation';
import type { RaceJob, RaceResult } from '../../../src/worker/studyJob';
import { small } from '../engine/specs';
import { fakeStudy, settled } from './fakeStudy';
import { memory } from './memory';

/** A fake worker and a fake pool whose replies come from the test. */
function fakeWorkers() {
  const { workers, ...fake } = fakeStudy<
    Distillation,
    DistillationData,
    DistillationProgress,
    RaceJob,
    RaceResult
  >(
    { labelled: 30, wrong: 6, unlabelled: 0 } as DistillationData,
    { code: 'mismatch', values: { field: 'student.data', found: 'x', allowed: 'y' } },
    (step) => ({
      phase: { kind: 'teaching', who: 'teacher', index: 1, step, steps: 100 },
      share: step / 100,
      teacher: undefined,
      students: [],
    }),
  );
  return { ...fake, workers: workers as unknown as DistillationWorkers };
}

const distillation = (changes: Partial<Distillation> = {}): Distillation =>
  parseDistillation({
    format: 'gradient-lab/distillation',
    version: 1,
    teacher: small(),
    student: small(),
    method: { kind: 'hinton' },
    ...changes,
  });

/** A store whose first race is built. */
function standing(keep = memory()) {
  const worker = fakeWorkers();
  const store = createDistillation(worker.workers, '', keep);
  store.getState().open(distillation());
  worker.ready();
  return { worker, store, keep, state: () => store.getState() };
}

test('opens what a link says, else what was kept, else the default', () => {
  const keep = memory();
  const worker = fakeWorkers();
  const linked = createDistillation(worker.workers, toFragment(distillation({ name: 'Linked' })), keep);
  expect(linked.getState().draft.name).toBe('Linked');
  linked.getState().reset();
  worker.ready();
  expect(createDistillation(fakeWorkers().workers, '', keep).getState().draft).toEqual(
    distillation({ name: 'Linked' }),
  );
  expect(createDistillation(fakeWorkers().workers, '', memory()).getState().draft).toEqual(
    defaultDistillation(),
  );
  // This room ignores a link to something else.
  const other = createDistillation(fakeWorkers().workers, toFragment(small()), keep).getState();
  expect(other.draft.name).toBe('Linked');
  expect(other.problems).toEqual({});
});

test('a damaged distillation in a link or in the store is told, and the rest opens', () => {
  const bad = { ...distillation(), seeds: 0 };
  const keep = memory();
  keep.set('gradient-lab.distillation', '{"format": "gradient-lab/distillation"}');
  const { draft, problems } = createDistillation(fakeWorkers().workers, toFragment(bad), keep).getState();
  expect(draft).toEqual(defaultDistillation());
  expect(problems.link?.message).toContain('seeds: found 0');
  expect(problems.stored?.message).toContain('missing');
});

test('a race on screen stays until the one asked for stands', () => {
  const { worker, state } = standing();
  worker.progress(40, undefined, false);
  state().edit('student.network.width', 5);
  expect(state().status).toBe('loading');
  expect(state().draft.student.network.width).toBe(5);
  expect(state().spec).toEqual(distillation());
  expect(state().share).toBe(0.4);
  worker.ready();
  expect(state().spec.student.network.width).toBe(5);
  expect(state()).toMatchObject({ share: 0, status: 'ready' });
});

test('what does not go together leaves the race as it was, says why, and can be mended or given up', () => {
  const { worker, state } = standing();
  const before = state().spec;
  worker.progress(40, undefined, false);
  const first = worker.loads().at(-1)!.run;
  state().edit('transfer.unlabelled', 5);
  worker.refused();
  expect(state()).toMatchObject({ status: 'ready', share: 0.4, spec: before });
  expect(state().problem?.message).toContain('student.data');
  expect(state().draft.transfer.unlabelled).toBe(5);
  // The store still accepts reports of the current race.
  worker.progress(41, first);
  expect(state().share).toBe(0.41);
  state().discardDraft();
  expect(state().draft).toBe(before);
  expect(state().problem).toBeUndefined();
  // The next edit repairs the fault.
  state().edit('transfer.unlabelled', 6);
  worker.refused();
  state().edit('transfer.unlabelled', 0);
  worker.ready();
  expect(state().problem).toBeUndefined();
  expect(state().spec).toBe(state().draft);
});

test('of many quick edits the newest is shown, one is built at a time, and those between are left out', () => {
  const { worker, state } = standing();
  for (const width of [5, 6, 7]) state().edit('student.network.width', width);
  worker.ready();
  expect(state().draft.student.network.width).toBe(7);
  expect(state().spec.student.network.width).toBe(5);
  expect(state().status).toBe('loading');
  worker.ready();
  expect(worker.loads()).toHaveLength(3);
  expect(state().spec.student.network.width).toBe(7);
  expect(state().status).toBe('ready');
});

test('an edit while it plays plays on', () => {
  const { worker, state } = standing();
  state().play();
  worker.progress(3);
  state().edit('method.0.temperature', 2);
  worker.ready();
  expect(worker.sent.slice(-2).map(({ kind }) => kind)).toEqual(['load', 'play']);
});

test('it goes on playing when an edit turns out not to be possible', () => {
  const { worker, state } = standing();
  state().play();
  worker.progress(3);
  state().edit('transfer.unlabelled', 5);
  expect(state().status).toBe('loading');
  worker.refused();
  expect(worker.sent.at(-1)).toEqual({ kind: 'play' });
  expect(state()).toMatchObject({ status: 'playing', draft: { transfer: { unlabelled: 5 } } });
  expect(state().problem?.message).toContain('student.data');
});

test('a race whose training fails says why, and is built again by Play', () => {
  const { worker, state } = standing();
  state().play();
  worker.progress(3);
  worker.refused();
  expect(state().status).toBe('failed');
  expect(state().problem?.message).toContain('student.data');
  state().play();
  worker.ready();
  expect(state()).toMatchObject({ status: 'playing', problem: undefined });
});

test.each([
  ['method.0.temperature', 0, 'above 0'],
  ['method.0.alpha', 1.5, 'from 0 to 1'],
  ['teacher.network.depth', 900, 'teacher.network.depth'],
  ['student.data.kind', 'sine', 'data with classes'],
])('%s %s is refused at its field, and nothing is asked of the worker', (path, value, words) => {
  const { worker, state } = standing();
  const { draft } = state();
  const sent = worker.sent.length;
  state().edit(path, value);
  expect(state().problems[path]?.message).toContain(words);
  expect(state().draft).toBe(draft);
  expect(worker.sent).toHaveLength(sent);
});

test('a bad file changes nothing', async () => {
  const { state } = standing();
  const { spec: before } = state();
  await state().openFile(new File(['{'], 'a.json'));
  expect(state().problems.file?.message).toContain('not valid JSON');
  expect(state().spec).toBe(before);
});

test('students come into their list and go; the last one cannot', () => {
  const { worker, state } = standing();
  state().add('labelSmoothing');
  state().add('bornAgain');
  expect(state().draft.controls.map(({ kind }) => kind)).toEqual(['hardLabels', 'labelSmoothing']);
  expect(state().draft.method.map(({ kind }) => kind)).toEqual(['hinton', 'bornAgain']);
  state().remove('method', 0);
  expect(state().draft.method.map(({ kind }) => kind)).toEqual(['bornAgain']);
  worker.ready();
  state().remove('method', 0);
  state().remove('controls', 0);
  state().remove('controls', 0);
  expect(state().problems.controls?.message).toContain('no student');
  expect(state().draft.controls).toHaveLength(1);
});

const result = (accuracy: number) =>
  ({ teacher: { metrics: { accuracy } }, students: [] }) as unknown as RaceResult;

test('repeats have seeds of their own; cancelling keeps what is done, and going on does the rest', async () => {
  const { worker, state } = standing();
  state().edit('seeds', 3);
  expect(worker.loads()).toHaveLength(1);
  const running = state().repeat();
  expect(worker.jobs.map(({ job }) => job.race.student.seed)).toEqual([5, 6, 7]);
  worker.jobs[1]!.resolve(result(0.5));
  await settled();
  expect(state().repeating).toMatchObject({ finished: 1, total: 3 });
  state().cancel();
  await running;
  expect(state().repeating).toBeUndefined();
  expect(state().repeats.map((one) => one?.teacher.metrics.accuracy)).toEqual([undefined, 0.5]);
  void state().repeat();
  expect(worker.jobs.slice(3).map(({ job }) => job.race.student.seed)).toEqual([5, 7]);
});

test('outcomes over seeds stay with a reset and with a draft that cannot run, and go with another race', async () => {
  const { worker, state } = standing();
  void state().repeat();
  worker.jobs[0]!.resolve(result(0.5));
  await settled();
  state().reset();
  worker.ready();
  expect(state().repeats).toHaveLength(1);
  state().edit('transfer.unlabelled', 5);
  worker.refused();
  expect(state().repeats).toHaveLength(1);
  state().edit('transfer.unlabelled', 0);
  worker.ready();
  expect(state().repeats).toHaveLength(1);
  state().edit('student.network.depth', 1);
  worker.ready();
  expect(state().repeats).toHaveLength(0);
});

test('a renamed race goes on, and is kept under its new name', () => {
  const { worker, state, keep } = standing();
  state().edit('name', 'Mine');
  expect(worker.loads()).toHaveLength(1);
  expect(state().draft).toBe(state().spec);
  expect(keep.get('gradient-lab.distillation')).toBe(serializeDistillation(distillation({ name: 'Mine' })));
});

test('after a crash it says so, and playing starts a new worker', () => {
  const { worker, state } = standing();
  worker.progress(40);
  worker.crash('out of memory');
  expect(state()).toMatchObject({ status: 'failed', fault: 'out of memory', share: 0.4 });
  state().play();
  expect(worker.loads()).toHaveLength(2);
  worker.ready();
  expect(state().fault).toBeUndefined();
  worker.crash('denied', new Problem('noWorker', { found: 'denied' }));
  expect(state()).toMatchObject({ status: 'failed', fault: undefined, problem: { code: 'noWorker' } });
});
