import { expect, test } from 'vitest';
import { openKernels } from '../../../src/engine/kernels/open';
import { type ComparisonReport, ComparisonSession } from '../../../src/worker/comparison';
import { JobRunner } from '../../../src/worker/job';
import { small } from '../engine/specs';

const thread = {
  openKernels,
  now: () => performance.now(),
  yieldToMessages: () => new Promise<void>((resolve) => setImmediate(resolve)),
};

function open() {
  const reports: ComparisonReport[] = [];
  const session = new ComparisonSession(thread, (report) => reports.push(report));
  return { reports, session };
}

const short = (changes: Record<string, unknown>) => {
  const spec = small(changes);
  return { ...spec, training: { ...spec.training, steps: 25 } };
};
const specs = [short({}), short({ network: { depth: 5, width: 8, activation: 'relu' } })];
const load = { kind: 'load', run: 1, specs, backend: 'wasm' } as const;

test.each(['lockstep', 'race'] as const)(
  'in a %s every run comes to what it comes to alone',
  async (pace) => {
    const { reports, session } = open();
    await session.handle(load);
    await session.handle({ kind: 'play', pace });
    const last = reports.at(-1)!;
    if (last.kind !== 'progress') throw new Error(last.kind);
    expect(last.playing).toBe(false);
    for (const [i, spec] of specs.entries()) {
      const alone = await new JobRunner(thread).run(
        { spec, backend: 'wasm', steps: 25 },
        () => {},
        () => false,
      );
      expect(last.runs[i]!.done).toBe(true);
      expect(last.runs[i]!.summary).toEqual(alone!.summary);
    }
  },
);

test('before the first step every run is measured as that step will record it', async () => {
  const { reports, session } = open();
  await session.handle(load);
  await session.handle({ kind: 'play', pace: 'lockstep', steps: 1 });
  const [before, after] = reports.map((report) => (report.kind === 'progress' ? report.runs : []));
  expect(before!.map(({ step, done }) => [step, done])).toEqual(specs.map(() => [0, false]));
  for (const i of specs.keys()) {
    const { first, curves } = before![i]!.summary;
    expect(curves.loss).toHaveLength(1);
    expect(first).toEqual(after![i]!.summary.first);
  }
});

test('a step is one step of each; in lockstep none is ever more than one ahead', async () => {
  const { reports, session } = open();
  await session.handle(load);
  await session.handle({ kind: 'play', pace: 'lockstep', steps: 1 });
  await session.handle({ kind: 'play', pace: 'lockstep', steps: 1 });
  const steps = reports.map((report) =>
    report.kind === 'progress' ? report.runs.map(({ step }) => step) : [],
  );
  expect(steps).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});

test('Play that is pressed while a step is being done trains after it', async () => {
  const { reports, session } = open();
  await session.handle(load);
  const stepped = session.handle({ kind: 'play', pace: 'lockstep', steps: 1 });
  await Promise.all([stepped, session.handle({ kind: 'play', pace: 'lockstep' })]);
  const last = reports.at(-1)!;
  if (last.kind !== 'progress') throw new Error(last.kind);
  expect(last.playing).toBe(false);
  expect(last.runs.map(({ done }) => done)).toEqual([true, true]);
});

test('a new list takes the place of one that trains', async () => {
  const { reports, session } = open();
  const long = specs.map((spec) => ({ ...spec, training: { ...spec.training, steps: 1_000_000 } }));
  await session.handle({ ...load, specs: long });
  const training = session.handle({ kind: 'play', pace: 'race' });
  await session.handle({ ...load, run: 2 });
  await training;
  expect(reports.at(-1)).toMatchObject({ kind: 'progress', run: 2, playing: false });
  await session.handle({ kind: 'play', pace: 'lockstep' });
  expect(reports.at(-1)).toMatchObject({
    run: 2,
    runs: [
      { step: 25, done: true },
      { step: 25, done: true },
    ],
  });
});

test('a run that cannot be built is reported by its number', async () => {
  const { reports, session } = open();
  const bad = small({ data: { kind: 'csv', file: 'x.csv', text: 'a,b\n1,2\nx,3\n' } });
  await session.handle({ ...load, specs: [specs[0]!, bad] });
  expect(reports).toMatchObject([{ kind: 'failed', run: 1, place: 1, fault: { kind: 'problem' } }]);
});

test.each(['lockstep', 'race'] as const)(
  'in a %s each run is trained to its own step, and further from there',
  async (pace) => {
    const { reports, session } = open();
    await session.handle(load);
    await session.handle({ kind: 'play', pace, to: [12, 7] });
    const stepsNow = () => {
      const last = reports.at(-1)!;
      return last.kind === 'progress' ? [last.playing, ...last.runs.map(({ step }) => step)] : [];
    };
    expect(stepsNow()).toEqual([false, 12, 7]);
    await session.handle({ kind: 'play', pace });
    expect(stepsNow()).toEqual([false, 25, 25]);
  },
);
