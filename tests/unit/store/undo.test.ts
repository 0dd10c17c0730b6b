import { expect, test, vi } from 'vitest';
import { changeInWords } from '../../../src/schema/changeInWords';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { createLab } from '../../../src/store/createLab';
import { recordUndo, useUndo } from '../../../src/store/undo';
import type { Command, Report } from '../../../src/worker/protocol';
import { small } from '../engine/specs';
import { memory } from './memory';

/** A lab whose worker builds whatever it is asked for when `answer` is called, and a clock of the test's. */
function open() {
  const sent: Command[] = [];
  let report: (report: Report) => void = () => {};
  const start = (onReport: (report: Report) => void) => {
    report = onReport;
    return { send: (command: Command) => void sent.push(command), end: () => {} };
  };
  const lab = createLab(start, '', memory());
  const clock = { now: 0 };
  recordUndo<ExperimentSpec>(
    {
      page: 'lab',
      read: () => lab.getState().spec,
      subscribe: (changed) =>
        lab.subscribe(({ spec, problems }, before) => {
          if (spec !== before.spec)
            changed(problems.run !== undefined && problems.run !== before.problems.run);
        }),
      restore: (spec) => lab.getState().restoreSettings(spec),
      words: changeInWords,
    },
    () => clock.now,
  );
  const loads = () => sent.filter((command) => command.kind === 'load');
  const built = () => {
    const { run, spec } = loads().at(-1)!;
    report({
      kind: 'ready',
      run,
      backend: 'reference',
      stepsPerEpoch: 1,
      data: { task: 'classification' } as never,
      measured: new Float64Array(1000).slice(0, lab.getState().history.frameLength),
    });
    return spec;
  };
  const refused = () =>
    report({
      kind: 'failed',
      run: loads().at(-1)!.run,
      fault: { kind: 'problem', code: 'mismatch', values: { field: 'data', found: 'x', allowed: 'y' } },
    });
  /** Edits after the user has done something else. */
  const edit = (path: string, value: unknown) => {
    clock.now += 5000;
    lab.getState().edit(path, value);
  };
  const steps = () => useUndo.getState().lab;
  const words = (which: 'undo' | 'redo') => steps()?.[which]?.words(({ en }) => en);
  const act = async (which: 'undo' | 'redo') => {
    steps()?.[which]?.act();
    await Promise.resolve();
  };
  return { lab, sent, loads, built, refused, edit, clock, words, act, spec: () => lab.getState().spec };
}

test('changes are undone and redone one by one, and each says in words what it is', async () => {
  const { lab, edit, words, act, spec } = open();
  lab.getState().open(small());
  edit('network.activation', 'relu');
  edit('data.kind', 'circles');
  expect(words('undo')).toMatch(/^Data set: Two moons → /);
  expect(words('redo')).toBeUndefined();
  await act('undo');
  expect(spec().data.kind).toBe('moons');
  expect(words('undo')).toMatch(/^Activation: tanh → ReLU/i);
  expect(words('redo')).toMatch(/^Data set: Two moons → /);
  await act('undo');
  expect(spec().network.activation).toBe('tanh');
  await act('redo');
  await act('redo');
  expect(spec()).toMatchObject({ network: { activation: 'relu' }, data: { kind: 'circles' } });
  await act('redo');
  await act('undo');
  // Another change takes the place of what could be redone.
  edit('network.depth', 5);
  expect(words('redo')).toBeUndefined();
});

test('what was changed before the recording started is one step', async () => {
  const settings = { value: 'opened' };
  const told: ((refused: boolean) => void)[] = [];
  const opened = settings.value;
  settings.value = 'early';
  recordUndo<string>({
    page: 'map',
    opened,
    read: () => settings.value,
    subscribe: (changed) => void told.push(changed),
    restore: (value) => {
      settings.value = value;
    },
    words: (before, after) => `${before} → ${after}`,
  });
  expect(useUndo.getState().map?.undo?.words(({ en }) => en)).toBe('opened → early');
  useUndo.getState().map?.undo?.act();
  await Promise.resolve();
  expect(settings.value).toBe('opened');
  expect(useUndo.getState().map?.undo).toBeUndefined();
  expect(told).toHaveLength(1);
});

test('a slider that is dragged is one step; the same slider later is another', async () => {
  const { lab, edit, clock, words, act, spec } = open();
  lab.getState().open(small());
  edit('network.depth', 4);
  for (const depth of [5, 6, 7]) {
    clock.now += 40;
    lab.getState().edit('network.depth', depth);
  }
  expect(words('undo')).toBe('Depth: 3 → 7');
  edit('network.depth', 9);
  await act('undo');
  expect(spec().network.depth).toBe(7);
  await act('undo');
  expect(spec().network.depth).toBe(3);
});

test('a setting that changes during training is undone in the running network', async () => {
  const { lab, built, edit, loads, sent, act } = open();
  lab.getState().open(small());
  built();
  built();
  const before = loads().length;
  edit('training.optimizer.learningRate', 0.5);
  await act('undo');
  expect(loads()).toHaveLength(before);
  expect(sent.at(-1)).toMatchObject({ kind: 'change', settings: { learningRate: 0.1 } });
});

test('settings that cannot be built leave no step behind, in the middle of a drag as well', async () => {
  const { lab, built, refused, edit, clock, words, spec, act } = open();
  built();
  lab.getState().open(small());
  built();
  edit('network.depth', 4);
  built();
  const stood = spec();
  expect(words('undo')).toBe('Depth: 3 → 4');
  clock.now += 40;
  lab.getState().edit('network.depth', 5);
  refused();
  expect(spec()).toBe(stood);
  expect(words('undo')).toBe('Depth: 3 → 4');
  edit('seed', 9);
  refused();
  expect(words('undo')).toBe('Depth: 3 → 4');
  await act('undo');
  expect(spec().network.depth).toBe(3);
});

test('a page that loads anew brings back what can be undone and redone, if it opens with the same settings', async () => {
  const leaving: (() => void)[] = [];
  vi.stubGlobal('addEventListener', (_: string, leave: () => void) => leaving.push(leave));
  const storage = memory();
  const visit = (opened: number) => {
    useUndo.setState({ map: undefined as never });
    let value = opened;
    let tell = (_: boolean) => {};
    recordUndo<number>({
      page: 'map',
      read: () => value,
      subscribe(changed) {
        tell = changed;
      },
      restore(settings) {
        value = settings;
      },
      words: (before, after) => `${before} → ${after}`,
      keep: { storage, write: String, read: Number },
    });
    const words = (which: 'undo' | 'redo') => useUndo.getState().map?.[which]?.words(({ en }) => en);
    const act = async (which: 'undo' | 'redo') => {
      useUndo.getState().map?.[which]?.act();
      await Promise.resolve();
    };
    const edit = (next: number) => {
      value = next;
      tell(false);
    };
    const open = (found: number) => {
      value = found;
      tell(true);
    };
    return { words, act, edit, open, leave: () => leaving.at(-1)!() };
  };
  const first = visit(1);
  first.edit(2);
  first.edit(3);
  await first.act('undo');
  first.leave();
  const second = visit(2);
  expect([second.words('undo'), second.words('redo')]).toEqual(['1 → 2', '2 → 3']);
  await second.act('undo');
  expect(second.words('redo')).toBe('1 → 2');
  second.leave();
  // A room that reads the database opens with its settings later; one that was not opened keeps what waits for it.
  visit(0).leave();
  const late = visit(0);
  expect(late.words('redo')).toBeUndefined();
  late.open(1);
  expect([late.words('undo'), late.words('redo')]).toEqual([undefined, '1 → 2']);
  await late.act('redo');
  expect(late.words('undo')).toBe('1 → 2');
  late.leave();
  const other = visit(7);
  expect([other.words('undo'), other.words('redo')]).toEqual([undefined, undefined]);
  storage.set('gradient-lab.undo.map', '{"past": 5, "present": "7"}');
  expect(visit(7).words('undo')).toBeUndefined();
  vi.unstubAllGlobals();
});
