import { expect, test, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem';
import type { Judged } from '../../../../src/engine/statistics/family';
import { createEditing } from '../../../../src/features/study/createEditing';
import { Diverged } from '../../../../src/features/study/Diverged';
import { Explanation } from '../../../../src/features/study/Explanation';
import { explanationOf } from '../../../../src/features/study/explanationOf';
import { Faults } from '../../../../src/features/study/Faults';
import { JobQueueRun } from '../../../../src/features/study/JobQueueRun';
import { MeasuredValue } from '../../../../src/features/study/MeasuredValue';
import { OutcomeTable } from '../../../../src/features/study/OutcomeTable';
import { RunBar } from '../../../../src/features/study/RunBar';
import { Verdict } from '../../../../src/features/study/Verdict';
import { idleState, render, studyOf, textOf } from './render';

// The lab's store starts a training worker when it is loaded.
vi.hoisted(() => {
  vi.stubGlobal(
    'Worker',
    class {
      postMessage() {}
      terminate() {}
    },
  );
});

const percent = (value: number) => `${Math.round(100 * value)} %`;
const read = (...given: Parameters<typeof render>) => textOf(render(...given));

test('one run gives its number with the interval of its test samples; seeds give a median and its interval', () => {
  // Wilson's interval of 90 of 100, e.g. R's prop.test(90, 100, correct = FALSE): 0.8256 to 0.9448.
  expect(read(<MeasuredValue scores={[0.9]} samples={100} format={percent} />)).toBe('90 % [83 %, 94 %]');
  expect(read(<MeasuredValue scores={[0.9]} format={percent} />)).toBe('90 %');
  expect(read(<MeasuredValue scores={[0.5, 0.9, 0.7]} format={percent} />)).toBe('70 % range [50 %, 90 %]');
  const six = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
  expect(read(<MeasuredValue scores={six} format={percent} />)).toBe('35 % [10 %, 60 %]');
});

test('a number that does not exist is shown as what it is', () => {
  expect(read(<MeasuredValue scores={['diverged']} format={percent} />)).toBe('diverged');
  expect(read(<MeasuredValue scores={['constant']} format={percent} />)).toBe('constant outputs');
  expect(read(<MeasuredValue scores={[]} format={percent} />)).toBe('–');
  expect(read(<MeasuredValue scores={[0.5, 'diverged', 0.7]} format={percent} />)).toContain(
    'of 2 of 3 runs',
  );
});

test('a divergence says its step, or of how many runs', () => {
  expect(read(<Diverged steps={[7]} runs={1} />)).toBe('diverged at step 7 (finite up to step 6)');
  expect(read(<Diverged steps={[0]} runs={1} />)).toBe('diverged at step 0');
  expect(read(<Diverged steps={[7, 9]} runs={5} />)).toBe('2 diverged');
  expect(read(<Diverged steps={[]} runs={5} />)).toBe('');
});

const judged = (changes: Partial<Judged>): Judged =>
  ({
    better: 6,
    worse: 0,
    ties: 0,
    pairs: 6,
    difference: { kind: 'interval', median: 0.1, low: 0.05, high: 0.2, count: 6, runs: 6 },
    verdict: 'better',
    adjusted: 0.03,
    family: 2,
    fewest: 6,
    ...changes,
  }) as Judged;

test('a verdict is one sentence with its difference, and there is none before the last seed', () => {
  const say = (one: Judged | undefined) => read(<Verdict judged={one} planned={6} percent />);
  expect(say(judged({}))).toBe('Better in 6 of 6 seeds: +10 [5, 20] percentage points');
  expect(say(judged({ verdict: 'tooFew', better: 2, worse: 1, pairs: 3 }))).toMatch(
    /^Too few seeds for a verdict \(at least 6\): better in 2, worse in 1 of 3 seeds/,
  );
  expect(say(judged({ verdict: 'running', pairs: 4, better: 4 }))).toContain(
    'until all 6 seeds are finished',
  );
  expect(say(undefined)).toBe('–');
});

test('a table has a cell for each entry and measure, whichever of them are its columns', () => {
  const entries = ['A', 'B'].map((key) => ({ key, heading: key }));
  const measures = ['loss', 'accuracy'].map((key) => ({
    key,
    heading: key,
    cell: (entry: number) => `${key} of ${entries[entry]!.key}`,
  }));
  const cells = (columns: 'measures' | 'entries') =>
    [
      ...render(<OutcomeTable testId="t" corner="" {...{ entries, measures, columns }} />).matchAll(
        /<t[dh](?: [^>]*)?>([^<]*)</g,
      ),
    ].map(([, cell]) => cell);
  expect(cells('measures')).toEqual([
    ...['', 'loss', 'accuracy'],
    ...['A', 'loss of A', 'accuracy of A'],
    ...['B', 'loss of B', 'accuracy of B'],
  ]);
  expect(cells('entries')).toEqual([
    ...['', 'A', 'B'],
    ...['loss', 'loss of A', 'loss of B'],
    ...['accuracy', 'accuracy of A', 'accuracy of B'],
  ]);
});

const refused = new Problem('tooLarge', { field: 'seeds', found: '99', allowed: '30' });

test('every failure is one sentence; a draft that cannot run can be given up', () => {
  expect(read(<Faults />)).toBe('');
  const state = idleState({
    problems: { file: refused, seeds: refused },
    problem: refused,
    draft: { name: 'Other', seeds: 6 },
    tooLargeToStore: true,
  });
  const html = render(<Faults />, studyOf(state));
  // The refused number of seeds is told beside its control.
  expect(html.match(/role="alert"/g)).toHaveLength(2);
  expect(textOf(html)).toContain('The page still shows the previous one.');
  expect(textOf(html)).toContain('Go back to it');
  expect(html).toContain('data-testid="too-large-to-store"');
  expect(read(<Faults />, studyOf(idleState({ fault: 'out of memory' })))).toBe('It stopped: out of memory.');
});

test('a ready study explains itself until something else than its name or seeds is changed', () => {
  const spec = { name: 'Ready', seeds: 3, steps: 5 };
  const why = { en: 'Why so.', 'zh-CN': '原因。' };
  const find = explanationOf([{ why, spec }]);
  expect(find({ ...spec, name: 'Mine', seeds: 9 })).toBe(why);
  expect(find({ ...spec, steps: 6 })).toBeUndefined();
  const ready = { one: { title: why, why, spec } };
  expect(read(<Explanation />, studyOf(idleState({ draft: spec }), { ready }))).toBe('Why so.');
  expect(read(<Explanation />, studyOf(idleState(), { ready }))).toBe('');
});

const disabled = (html: string, label: string) =>
  new RegExp(`<button[^>]*disabled=""[^>]*>(?:(?!</button>).)*${label}`).test(html);

test('runs over seeds start only when the study on screen is the one asked for, and go on with the rest', () => {
  const bar = (done: number, changes = {}) =>
    render(
      <JobQueueRun label="Repeat" help="" done={done} total={6} progress={undefined} run={() => {}} />,
      studyOf(idleState(changes)),
    );
  expect(disabled(bar(0), 'Repeat')).toBe(false);
  expect(textOf(bar(2))).toBe('Run the remaining ones2 of 6 runs kept');
  expect(disabled(bar(6), 'Repeat')).toBe(true);
  expect(disabled(bar(0, { status: 'loading' }), 'Repeat')).toBe(true);
  expect(disabled(bar(0, { draft: { name: 'Other', seeds: 6 } }), 'Repeat')).toBe(true);
  expect(disabled(bar(0, { repeating: { finished: 1, total: 6, share: 0.2, since: 0 } }), 'Repeat')).toBe(
    true,
  );
});

test('the run bar says what is trained; it plays what is ready and pauses what plays', () => {
  const bar = (changes: object) => render(<RunBar />, studyOf(idleState(changes)));
  expect(textOf(bar({}))).toContain('Teacher: step 3 of 9');
  expect(disabled(bar({}), 'Play')).toBe(false);
  expect(textOf(bar({ status: 'loading' }))).toContain('Preparing…');
  expect(disabled(bar({ status: 'loading' }), 'Play')).toBe(true);
  expect(textOf(bar({ status: 'playing' }))).toContain('Pause');
  expect(disabled(bar({ status: 'playing' }), 'Pause')).toBe(false);
  expect(textOf(bar({ problems: { seeds: refused } }))).toContain(refused.in('en'));
});

test('a control edits its own path of the draft, and the same scope is the same editing', () => {
  const edits: unknown[] = [];
  const state = idleState({
    draft: { name: 'Moons', seeds: 6, teacher: { seed: 4 } } as never,
    problem: refused,
    edit: (...given) => edits.push(given),
  });
  const editingOf = createEditing(studyOf(state).useStore);
  const editing = editingOf('teacher.');
  expect(editingOf('teacher.')).toBe(editing);
  expect(editing.useValue('teacher.seed')).toBe(4);
  expect(editing.useProblem('seeds')).toBe(refused);
  expect(editing.useProblem('teacher.seed')).toBeUndefined();
  editing.edit('teacher.seed', 5);
  expect(edits).toEqual([['teacher.seed', 5]]);
});
