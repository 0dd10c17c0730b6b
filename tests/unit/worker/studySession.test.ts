import { expect, test } from 'vitest';
import { openKernels } from '../../../src/engine/kernels/open';
import { parseDistillation } from '../../../src/schema/distillation';
import { type DistillationReport, distillationAdapter } from '../../../src/worker/distillation';
import { StudySession } from '../../../src/worker/studySession';

const experiment = (seed: number, width: number, steps: number) => ({
  format: 'gradient-lab/experiment',
  version: 1,
  seed,
  data: { kind: 'moons', samples: 80, noise: 0.1 },
  network: { depth: 2, width, activation: 'tanh' },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps },
});

const distillation = parseDistillation({
  format: 'gradient-lab/distillation',
  version: 1,
  teacher: experiment(1, 8, 12),
  student: experiment(1, 4, 10),
  method: { kind: 'hinton' },
});

/** A session and all its reports. */
function open() {
  const reports: DistillationReport[] = [];
  const host = { openKernels, now: () => performance.now(), yieldToMessages: () => Promise.resolve() };
  const session = new StudySession(distillationAdapter, host, (report) => reports.push(report));
  const progress = () => reports.flatMap((report) => (report.kind === 'progress' ? [report] : []));
  const load = (id: number, spec = distillation) =>
    session.handle({ kind: 'load', run: id, spec, backend: 'reference' });
  return { reports, session, progress, load };
}

test('trains the teacher, then the students, and reports their progress', async () => {
  const { reports, session, progress, load } = open();
  await load(1);
  expect(reports[0]).toMatchObject({
    kind: 'ready',
    run: 1,
    data: { labelled: 40, wrong: 0, unlabelled: 0 },
  });
  await session.handle({ kind: 'play' });
  const last = progress().at(-1)!;
  expect(last).toMatchObject({ done: true, playing: false, progress: { phase: { kind: 'done' }, share: 1 } });
  expect(last.progress.students.map(({ student, step }) => [student.kind, step])).toEqual([
    ['hardLabels', 10],
    ['hinton', 10],
  ]);
  expect(last.progress.teacher!.parameters).toBe(2 * 8 + 8 + 8 * 8 + 8 + 8 * 2 + 2);
});

test('Play after Pause goes on to the end, although the Play before it was to end earlier', async () => {
  const { session, progress, load } = open();
  await load(1);
  const earlier = session.handle({ kind: 'play', to: 0.5 });
  await session.handle({ kind: 'pause' });
  const later = session.handle({ kind: 'play' });
  // Pressed twice, it is still one Play.
  await Promise.all([earlier, later, session.handle({ kind: 'play' })]);
  expect(progress().at(-1)).toMatchObject({ done: true, playing: false });
  await session.handle({ kind: 'play', to: 0.5 });
  expect(progress().at(-1)).toMatchObject({ done: true, playing: false });
});

test('one step is one update that can be seen, of the teacher at first', async () => {
  const { session, progress, load } = open();
  await load(1);
  await session.handle({ kind: 'play', steps: 1 });
  expect(progress().at(-1)!.progress.phase).toEqual({
    kind: 'teaching',
    who: 'teacher',
    index: 1,
    step: 1,
    steps: 12,
  });
  for (let i = 0; i < 12; i++) await session.handle({ kind: 'play', steps: 1 });
  expect(progress().at(-1)!.progress.phase).toMatchObject({ kind: 'racing', step: 1 });
});

test('the teacher is kept if it would be the same again, otherwise trained anew', async () => {
  const { session, progress, load } = open();
  await load(1);
  await session.handle({ kind: 'play' });
  const first = progress().at(-1)!.progress;
  const warmer = parseDistillation({ ...distillation, method: { kind: 'hinton', temperature: 9 } });
  await load(2, warmer);
  expect(progress().at(-1)!.progress).toMatchObject({
    phase: { kind: 'preparing' },
    teacher: first.teacher,
  });
  await session.handle({ kind: 'play' });
  const second = progress().at(-1)!.progress;
  expect(second.share).toBe(1);
  // The teacher affects only the students that it teaches; the others have the same results.
  expect(second.students[0]!.metrics).toEqual(first.students[0]!.metrics);
  expect(second.students[1]!.metrics).not.toEqual(first.students[1]!.metrics);

  await load(3, { ...warmer, teacher: { ...warmer.teacher, seed: 2 } });
  expect(progress().at(-1)!.progress.teacher).toBeUndefined();
});

test('pictures come when they are looked at: answers, boundaries, the gradient in its two parts', async () => {
  const { reports, session, load } = open();
  await load(1);
  await session.handle({ kind: 'play' });
  await session.handle({ kind: 'observe', request: { boundaryResolution: 6, answers: true, split: 1 } });
  const report = reports.at(-1)!;
  if (report.kind !== 'snapshot') throw new Error(`a ${report.kind} came`);
  const { answers, surfaces, split } = report.snapshot;
  expect(answers!.teacher).toHaveLength(40 * 2);
  expect(answers!.students).toHaveLength(2);
  expect(surfaces!.students[1]).toHaveLength(36 * 2);
  expect(split!.layers).toHaveLength(3);
  for (const { hard, soft, softPlain, cosine } of split!.layers) {
    expect(hard).toBeGreaterThan(0);
    expect(softPlain).toBeCloseTo(soft / 16, 12);
    expect(Math.abs(cosine)).toBeLessThanOrEqual(1 + 1e-12);
  }
});

test('an impossible race gives one sentence, and the next race is still built', async () => {
  const { reports, load } = open();
  const wrong = parseDistillation({
    ...distillation,
    student: { ...distillation.student, data: { kind: 'spiral', arms: 3 } },
  });
  await load(1, wrong);
  expect(reports.at(-1)).toMatchObject({
    kind: 'failed',
    run: 1,
    fault: { kind: 'problem', code: 'mismatch' },
  });
  await load(2);
  expect(reports.at(-1)).toMatchObject({ kind: 'progress', run: 2, done: false });
});

test('a race that cannot be built leaves the previous one unchanged', async () => {
  const { reports, session, progress, load } = open();
  await load(1);
  await load(
    2,
    parseDistillation({
      ...distillation,
      student: { ...distillation.student, data: { kind: 'spiral', arms: 3 } },
    }),
  );
  expect(reports.at(-1)).toMatchObject({ kind: 'failed', run: 2 });
  await session.handle({ kind: 'play' });
  expect(progress().at(-1)).toMatchObject({ run: 1, done: true });
});

test('trained to a share of all updates, a study is where it was when that share was done', async () => {
  const first = open();
  await first.load(1);
  for (let i = 0; i < 7; i++) await first.session.handle({ kind: 'play', steps: 1 });
  const before = first.progress().at(-1)!;
  const again = open();
  await again.load(1);
  await again.session.handle({ kind: 'play', to: before.progress.share });
  expect(again.progress().at(-1)).toEqual(before);
  // From there it can be played to its end.
  await again.session.handle({ kind: 'play' });
  expect(again.progress().at(-1)).toMatchObject({ done: true, playing: false });
});
