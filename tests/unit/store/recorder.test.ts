import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { frameLength, runIndex } from '../../../src/engine/telemetry';
import { hiddenLayers } from '../../../src/schema/experiment';
import type { Lab } from '../../../src/store/createLab';
import type { Command, Report } from '../../../src/worker/protocol';
import { small } from '../engine/specs';
import { memory } from './memory';

/** What the page's worker was sent, and its end that reports. */
const worker = vi.hoisted(() => ({ sent: [] as Command[], report: (_: Report): void => {} }));

vi.mock('../../../src/store/lab', async () => {
  const { createLab } = await import('../../../src/store/createLab');
  const start = (report: (report: Report) => void) => {
    worker.report = report;
    return { send: (command: Command) => void worker.sent.push(command), end: () => {} };
  };
  return { useLab: createLab(start, '', memory()) };
});

const { useLab } = await import('../../../src/store/lab');
const { useLibrary } = await import('../../../src/store/library');
const { saveRun, startRecorder } = await import('../../../src/store/recorder');

const lab = (): Lab => useLab.getState();
const loads = () => worker.sent.filter((command) => command.kind === 'load');
const lengthOf = (spec = lab().spec) => frameLength(hiddenLayers(spec.network).length + 1);

/** The worker builds whatever it is told to. */
function ready(): void {
  while (lab().status === 'loading') {
    const { run, spec } = loads().at(-1)!;
    const measured = new Float64Array(lengthOf(spec));
    const data = { task: 'classification' } as never;
    worker.report({ kind: 'ready', run, backend: 'reference', stepsPerEpoch: 3, data, measured });
  }
}

/** The worker has trained up to a step. */
function train(step: number): void {
  const frames = new Float64Array(lengthOf(loads().at(-1)!.spec));
  frames[runIndex('step')] = step - 1;
  worker.report({
    kind: 'frames',
    run: loads().at(-1)!.run,
    frames,
    count: 1,
    step,
    stepsPerSecond: 1,
  } as Report);
}

const stop = (step: number, reason: 'paused' | 'steps') =>
  worker.report({ kind: 'stopped', run: loads().at(-1)!.run, reason, step } as Report);

/** What the library lists: name, step, end, and whether it is a draft. */
const listed = async () =>
  (await useLibrary.getState().list()).runs
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name, step, end, draft, spec }) => ({ name, step, end, draft, seed: spec.seed }));

let time = 0;
vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
vi.stubGlobal('requestAnimationFrame', (act: () => void) => act());
vi.spyOn(performance, 'now').mockImplementation(() => time);
startRecorder();

beforeEach(async () => {
  lab().open(small({ name: 'Before' }));
  ready();
  const { runs } = await useLibrary.getState().list();
  await useLibrary.getState().remove(runs.map(({ id }) => id));
});

/** Opens an experiment and plays it, as long as it takes to be stored, up to a step. */
function play(name: string, step: number, seed = 1): void {
  lab().open(small({ name, seed }));
  ready();
  lab().play();
  time += 2500;
  train(step);
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('an unfinished run is kept, in its last state and with its own settings, when another begins', async () => {
  play('First', 10);
  train(14);
  // An edit while it plays: the other plays on by itself.
  lab().edit('seed', 7);
  lab().edit('name', 'Second');
  ready();
  time += 2500;
  train(5);
  lab().reset();
  ready();
  await vi.waitFor(async () =>
    expect(await listed()).toEqual([
      { name: 'First', step: 14, end: 'running', draft: true, seed: 1 },
      { name: 'Second', step: 5, end: 'running', draft: true, seed: 7 },
    ]),
  );
});

test('a run without a step, or replaced within two seconds, leaves nothing', async () => {
  lab().open(small({ name: 'Untouched' }));
  ready();
  lab().open(small({ name: 'Dragged' }));
  ready();
  time += 10_000;
  lab().play();
  train(1);
  for (let seed = 10; seed < 30; seed++) {
    lab().edit('seed', seed);
    ready();
    time += 10;
    train(2);
  }
  time += 2500;
  train(3);
  await vi.waitFor(async () => expect((await listed()).map(({ step }) => step)).toContain(3));
  expect((await listed()).map(({ seed }) => seed)).toEqual([29]);
});

test('a run that was saved or has ended is no draft', async () => {
  play('Saved', 4);
  await saveRun();
  play('Ended', 6);
  stop(6, 'steps');
  lab().open(small({ name: 'Next' }));
  ready();
  await vi.waitFor(async () =>
    expect(await listed()).toEqual([
      { name: 'Ended', step: 6, end: 'steps', draft: undefined, seed: 1 },
      { name: 'Saved', step: 4, end: 'running', draft: undefined, seed: 1 },
    ]),
  );
});

test('settings that are refused come back, and the run is stored with them', async () => {
  play('Stands', 3);
  lab().edit('seed', 99);
  const { run } = loads().at(-1)!;
  worker.report({ kind: 'failed', run, fault: { kind: 'problem', code: 'tooLarge', values: {} } } as never);
  expect(lab().spec.seed).toBe(1);
  await settled();
  time += 2500;
  worker.report({
    kind: 'frames',
    run: loads().at(-2)!.run,
    frames: new Float64Array(lengthOf()),
    count: 1,
    step: 9,
    stepsPerSecond: 1,
  } as Report);
  await vi.waitFor(async () =>
    expect(await listed()).toEqual([{ name: 'Stands', step: 9, end: 'running', draft: true, seed: 1 }]),
  );
});
