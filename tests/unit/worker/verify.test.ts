import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { scoresOf } from '../../../src/engine/summary';
import { type Answer, answerOf, parseAnswer } from '../../../src/schema/assignment/answer';
import { type Assignment, parseAssignment } from '../../../src/schema/assignment/assignment';
import { answersIn, type HandedIn } from '../../../src/schema/assignment/collect';
import { differences } from '../../../src/schema/differences';
import { setField } from '../../../src/schema/edit';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { toFragment } from '../../../src/schema/link';
import { verify, verifyBackend } from '../../../src/worker/verify';
import { small } from '../engine/specs';
import { ownPool } from './ownPool';

/** Sigmoid layers on separable points do not learn them in twenty steps; tanh layers do. */
const start = small({
  data: { kind: 'gaussians', samples: 40 },
  network: { depth: 4, width: 4, activation: 'sigmoid' },
  training: { optimizer: { kind: 'sgd', learningRate: 0.3 }, batchSize: 8, steps: 30 },
});
const assignment: Assignment = parseAssignment({
  format: 'gradient-lab/assignment',
  version: 1,
  name: 'Separate the points',
  task: 'Make it learn.',
  start,
  settings: [
    { path: 'network.activation' },
    { path: 'network.depth', min: 2, max: 4 },
    { path: 'training.optimizer.kind', values: ['sgd', 'momentum', 'adam'] },
    { path: 'training.optimizer.learningRate', max: 1 },
  ],
  maxChanges: 2,
  steps: 30,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.9 }],
});
const solved = setField(start, 'network.activation', 'tanh');

const pool = ownPool();
const hand = (experiment: ExperimentSpec, more: Partial<Answer> = {}): HandedIn => ({
  source: 'ada.answer.json',
  ...answerOf(assignment, { student: 'Ada', experiment, claimed: {}, ...more }),
  ...more,
});
const judged = (experiment: ExperimentSpec, more?: Partial<Answer>) =>
  verify(hand(experiment, more), pool, { assignment });

async function scores(spec: ExperimentSpec) {
  const { summary } = await pool.run({ spec, backend: verifyBackend, steps: spec.training.steps });
  return scoresOf(spec, summary);
}

describe('honest answers', () => {
  test('an answer that reaches the goal passes, with what was measured and what was changed', async () => {
    const { accuracy } = await scores(solved);
    const verdict = await judged(solved, { claimed: { accuracy: accuracy as number } });
    expect(verdict).toMatchObject({ kind: 'passed', student: 'Ada', steps: 30, reasons: [] });
    expect(verdict.goals).toMatchObject([{ measured: accuracy, reached: true }]);
    expect(verdict.changes.map(({ en }) => en)).toEqual(['Activation: Sigmoid → Tanh']);
  });

  test('an answer that misses the goal is told by how much', async () => {
    const verdict = await judged(start);
    expect(verdict.kind).toBe('missed');
    expect(verdict.reasons[0]!.en).toMatch(/^Goal missed: Accuracy at least 90 %; measured: .*\.$/);
  });

  test('name, stop conditions and recording are no changes; fewer steps are none either', async () => {
    const other = {
      ...setField(solved, 'training.steps', 29),
      name: 'mine',
      stop: { loss: 1, accuracy: 0.5, plateau: 3 },
      telemetry: { every: 7, evaluateEvery: 3 },
    };
    const verdict = await judged(other);
    expect(verdict.kind).not.toBe('refused');
    // A stop condition would have ended the run earlier.
    expect(verdict).toMatchObject({ steps: 29, changes: [{ en: 'Activation: Sigmoid → Tanh' }] });
  });

  test('another optimizer is one change, with its own fields or with those that stay', async () => {
    const kept = setField(start, 'training.optimizer.kind', 'adam');
    const fresh = { ...kept, training: { ...kept.training, optimizer: { ...kept.training.optimizer } } };
    for (const spec of [kept, setField(fresh, 'training.optimizer.learningRate', 0.001)]) {
      expect((await judged(spec)).changes.map(({ en }) => en)).toEqual(['Optimizer: SGD → Adam']);
    }
    const third = setField(setField(kept, 'training.optimizer.learningRate', 0.02), 'network.depth', 3);
    expect((await judged(third)).reasons.map(({ en }) => en)).toEqual([
      '3 settings were changed; this assignment allows 2.',
    ]);
  });

  test('equal layers written one by one are the same network', async () => {
    const { depth: _, width: __, activation: ___, ...rest } = solved.network;
    const hidden = Array.from({ length: 4 }, () => ({ units: 4, activation: 'tanh' as const }));
    expect(await judged({ ...solved, network: { ...rest, hidden } })).toMatchObject({ kind: 'passed' });
    const unequal = hidden.map((layer, l) => (l === 0 ? { ...layer, units: 5 } : layer));
    expect((await judged({ ...solved, network: { ...rest, hidden: unequal } })).kind).toBe('refused');
  });
});

describe('forged answers are refused, each with a sentence', () => {
  const refused = async (experiment: ExperimentSpec, sentence: RegExp, more?: Partial<Answer>) => {
    const before = pool.ran;
    const verdict = await judged(experiment, more);
    expect(verdict.kind).toBe('refused');
    expect(verdict.reasons.map(({ en }) => en).join(' ')).toMatch(sentence);
    return pool.ran - before;
  };

  test('edited accuracy: whatever is claimed, the run is measured', async () => {
    const honest = (await scores(start)).accuracy;
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.9, max: 1, noNaN: true }), async (accuracy) => {
        expect(typeof honest === 'number' ? honest < 0.85 : honest).toBeTruthy();
        await refused(start, /^The answer claims Accuracy .*; measured: /, { claimed: { accuracy } });
      }),
      { numRuns: 10 },
    );
  });

  test('another seed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        fc.pre(seed !== start.seed);
        expect(await refused({ ...solved, seed }, /does not allow to change “seed”/)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  test('more steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 31, max: 1_000_000 }), async (steps) => {
        const more = setField(solved, 'training.steps', steps);
        expect(await refused(more, /this assignment allows 30/)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  const forbidden: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
    ['data.kind', fc.constantFrom('moons', 'xor', 'circles')],
    ['data.samples', fc.integer({ min: 41, max: 400 })],
    ['data.noise', fc.double({ min: 0, max: 0.01, noNaN: true })],
    ['data.testFraction', fc.constantFrom(0.1, 0.3, 0.4)],
    ['network.width', fc.integer({ min: 5, max: 64 })],
    ['network.residual', fc.constant(true)],
    ['network.normalization', fc.constantFrom('batch', 'layer')],
    ['network.initializer.kind', fc.constantFrom('heNormal', 'orthogonal')],
    ['training.batchSize', fc.integer({ min: 9, max: 40 })],
    ['training.loss', fc.constant('meanSquaredError')],
    ['network.hidden.1.units', fc.integer({ min: 5, max: 20 })],
  ];
  test.each(forbidden)('a setting that is not free: %s', async (path, values) => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const forged = setField(solved, path, value);
        fc.pre(differences(solved, forged).length > 0);
        expect(await refused(forged, /does not allow to change/)).toBe(0);
      }),
      { numRuns: 8 },
    );
  });

  test('a value beyond what is allowed', async () => {
    expect(await refused(setField(solved, 'network.depth', 5), /“network.depth” is 5; .* 2 to 4/)).toBe(0);
    expect(await refused(setField(start, 'training.optimizer.kind', 'rmsprop'), /sgd, momentum, adam/)).toBe(
      0,
    );
    expect(await refused(setField(solved, 'training.optimizer.learningRate', 1.5), /at most 1/)).toBe(0);
  });

  test('trained weights written into the answer', async () => {
    const weights = (rows: number, columns: number) =>
      Array.from({ length: rows }, () => Array(columns).fill(1));
    const layers = [2, 4, 4, 4, 4].map((rows, l) => {
      const columns = l === 4 ? 2 : 4;
      return { weights: weights(rows, columns), biases: Array<number>(columns).fill(0) };
    });
    const free = parseAssignment({
      ...assignment,
      settings: [...assignment.settings, { path: 'network.initializer.kind' }],
    });
    const forged = {
      ...start,
      network: { ...start.network, initializer: { kind: 'inline' as const, layers } },
    };
    const verdict = await verify({ source: 'x', student: '', experiment: forged }, pool, {
      assignment: free,
    });
    expect(verdict.kind).toBe('refused');
    expect(verdict.reasons.map(({ en }) => en).join(' ')).toContain('network.initializer.layers');
  });

  test('an edited goal, task or limit in the answer itself', async () => {
    const easier = { ...assignment, goals: [{ ...assignment.goals[0]!, value: 0.1 }] };
    const longer = { ...assignment, steps: 5000 };
    for (const forged of [easier, longer, { ...assignment, maxChanges: 9 }]) {
      expect(
        await refused(solved, /another assignment, or its assignment was edited/, { assignment: forged }),
      ).toBe(0);
    }
  });

  test('without the teacher’s assignment nothing passes but what comes with the program', async () => {
    const easy = { ...assignment, goals: [{ ...assignment.goals[0]!, value: 0 }] };
    const own = hand(start, { assignment: easy });
    expect(await verify(own, pool)).toMatchObject({ kind: expect.stringMatching(/unjudged|missed/) });
    expect(await verify(hand(solved), pool)).toMatchObject({ kind: 'unjudged' });
    expect(await verify(hand(solved), pool, { known: [assignment] })).toMatchObject({ kind: 'passed' });
    expect(await verify({ source: 'x', student: '', experiment: solved }, pool)).toMatchObject({
      kind: 'unjudged',
    });
  });

  test('whatever is changed, an answer that is run differs from the start in what is free alone', async () => {
    const paths = [...forbidden, ['network.activation', fc.constantFrom('relu', 'tanh')] as const];
    const edit = fc
      .constantFrom(...paths)
      .chain(([path, values]) => values.map((value) => [path, value] as const));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let forged = start;
        for (const [path, value] of edits) forged = setField(forged, path, value);
        const changed = differences(start, forged).map(({ path }) => path);
        const before = pool.ran;
        const verdict = await judged(forged);
        const free = changed.every((path) => path === 'network.activation');
        expect(verdict.kind === 'refused').toBe(!free);
        expect(pool.ran - before).toBe(free ? 1 : 0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is handed in', () => {
  const answer = answerOf(assignment, { student: 'Ada', experiment: solved, claimed: {} });
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('a file, a link, links one a line with names before them, a bare experiment', async () => {
    const link = `https://example.org/lab/${toFragment(answer as never)}`;
    const [file] = await answersIn(bytes(JSON.stringify(answer)), 'ada.answer.json');
    expect(file).toMatchObject({ student: 'Ada', experiment: solved, assignment });
    const lines = await answersIn(bytes(`${link}\r\n\r\nBob: ${link}\n`), 'class.txt');
    expect(lines).toMatchObject([{ source: 'class.txt:1' }, { source: 'class.txt:3', student: 'Ada' }]);
    const [bare] = await answersIn(bytes(JSON.stringify(solved)), 'x.experiment.json');
    expect(bare).toMatchObject({ student: '', experiment: solved });
    expect(bare).not.toHaveProperty('assignment');
  });

  test('a damaged answer is told in its place, and the others are read', async () => {
    const found = await answersIn(bytes(`nothing\n${toFragment(answer as never)}`), 'class.txt');
    expect(found[0]).toHaveProperty('problem');
    expect(found[1]).toMatchObject({ student: 'Ada' });
    expect(await verify(found[0]!, pool, { assignment })).toMatchObject({ kind: 'unreadable' });
    await expect(answersIn(bytes(' \n'), 'empty.txt')).rejects.toThrow('no answer in it');
    // So many that no call takes them all.
    const many = bytes('a\n'.repeat(300_000));
    await expect(answersIn(many, 'many.txt')).rejects.toThrow('many.txt: found 300000 answers');
    const [packed] = await answersIn(zipSync({ 'many.txt': many }), 'class.zip');
    expect(packed).toMatchObject({ problem: { message: expect.stringMatching(/^class\.zip\/many\.txt: /) } });
  });

  test('fields that an answer does not have, such as results, are refused', () => {
    expect(() => parseAnswer({ ...answer, accuracy: 1 })).toThrow('unknown field "accuracy"');
    expect(() => parseAnswer({ ...answer, passed: true })).toThrow('unknown field "passed"');
  });
});
