import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { Race } from '../../../../src/engine/distillation/race';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import { numberOf } from '../../../../src/engine/numeric/score';
import type { Distillation } from '../../../../src/schema/distillation';
import { smallDistillation } from '../../schema/distillations';

const openKernels = async () => createReferenceKernels();

/** A race at the first step of its students. */
async function started(distillation: Distillation): Promise<Race> {
  const race = await Race.open(distillation, openKernels);
  while (race.students.length === 0) await race.advance();
  return race;
}

/** A finished race and its history: each trained network with its number of steps. */
async function finished(distillation: Distillation) {
  const race = await Race.open(distillation, openKernels);
  const went: string[] = [];
  let last = 0;
  while (!race.done) {
    await race.advance();
    const { phase } = race;
    expect(race.progress).toBeGreaterThanOrEqual(last);
    last = race.progress;
    if (phase.kind !== 'teaching' || phase.step > 0) continue;
    went.push(`${phase.who} ${phase.index}, ${phase.steps} steps`);
  }
  expect(last).toBeCloseTo(1, 12);
  expect(race.phase).toEqual({ kind: 'done' });
  return { race, went };
}

const every = [
  { kind: 'softTargets' },
  { kind: 'hinton', temperature: 3, teacherOutputs: 'shuffled' },
  { kind: 'logitMatching', unlabelled: true },
  { kind: 'hints' },
  { kind: 'mutual' },
] as const;

describe('the students of a race', () => {
  test('are the same again with the same seed, and others with another', async () => {
    const outcome = async (seed: number) => {
      const distillation = smallDistillation({
        student: { seed },
        method: every,
        transfer: { unlabelled: 10 },
      });
      const { race } = await finished(distillation);
      const logits = [race.teacher!.testLogits];
      for (const student of race.students) logits.push(await student.testLogits());
      return { logits, reports: race.students.map((student) => student.report()) };
    };
    const [first, again, other] = [await outcome(3), await outcome(3), await outcome(4)];
    expect(again).toEqual(first);
    first.logits.slice(1).forEach((logits, i) => {
      expect(other.logits[i + 1]).not.toEqual(logits);
    });
  });

  test('start with the same weights and go through the same batches', async () => {
    const method = [
      { kind: 'softTargets' },
      { kind: 'hinton' },
      { kind: 'hints' },
      { kind: 'bornAgain', generations: 1 },
    ];
    const race = await started(
      smallDistillation({ controls: [{ kind: 'hardLabels' }, { kind: 'teacherArgmax' }], method }),
    );
    const weights = await Promise.all(race.students.map(({ trainer }) => trainer.parameters()));
    for (const own of weights) expect(own).toEqual(weights[0]);
    while (!race.done) {
      const batches = race.students.map(({ trainer }) => trainer.upcoming());
      for (const batch of batches) expect(batch).toEqual(batches[0]);
      await race.advance();
    }
    expect(race.students.map(({ trainer }) => trainer.step)).toEqual(new Array(6).fill(20));
  });

  test('with hard labels is the plain run of the same experiment, bit for bit', async () => {
    const distillation = smallDistillation({ method: every, transfer: { unlabelled: 10 } });
    const { race } = await finished(distillation);
    const { student: spec } = distillation;
    const alone = await createTrainer(spec, createReferenceKernels());
    while (alone.step < spec.training.steps) await alone.advance();
    const [student] = race.students;
    expect(await student!.trainer.parameters()).toEqual(await alone.parameters());
    expect(student!.report().metrics!.accuracy).toBe((await alone.evaluate('test')).accuracy);
  });

  test('may each have a network of its own: the plain run of that network', async () => {
    const network = {
      activation: 'relu',
      initializer: { kind: 'heNormal' },
      normalization: 'batch',
    } as const;
    const distillation = smallDistillation({
      controls: [{ kind: 'hardLabels', network }, { kind: 'hardLabels' }],
    });
    const { race } = await finished(distillation);
    const spec = { ...distillation.student, network: { ...distillation.student.network, ...network } };
    const plain = smallDistillation({ student: { network: { depth: 2, width: 5, ...network } } });
    const alone = await createTrainer(plain.student, createReferenceKernels());
    while (alone.step < spec.training.steps) await alone.advance();
    expect(await race.students[0]!.trainer.parameters()).toEqual(await alone.parameters());
    expect(await race.students[1]!.trainer.parameters()).not.toEqual(await alone.parameters());
  });
});

describe('the teaching networks are trained first, in order', () => {
  const teacher = 'teacher 1, 20 steps';
  const stages: readonly (readonly [object, readonly string[]])[] = [
    [{ kind: 'hinton' }, [teacher]],
    [{ kind: 'mutual' }, [teacher]],
    [{ kind: 'earlyStopped', fraction: 0.25 }, [teacher]],
    [{ kind: 'ensemble', teachers: 3 }, [teacher, 'ensemble 2, 20 steps', 'ensemble 3, 20 steps']],
    [{ kind: 'assistant' }, [teacher, 'assistant 1, 20 steps']],
    [{ kind: 'bornAgain', generations: 2 }, [teacher, 'generations 1, 20 steps', 'generations 2, 20 steps']],
  ];

  test.each(stages.map(([method, order]) => [JSON.stringify(method), method, order] as const))(
    '%s',
    async (_name, method, order) => {
      const { went } = await finished(smallDistillation({ method: [method] }));
      expect(went).toEqual(order);
    },
  );

  test('of several students, each its own, and the ensemble once', async () => {
    const method = [
      { kind: 'assistant' },
      { kind: 'ensemble', teachers: 2 },
      { kind: 'ensemble', teachers: 3 },
      { kind: 'assistant', width: 6 },
    ];
    const { went } = await finished(smallDistillation({ method }));
    expect(went).toEqual([
      teacher,
      'ensemble 2, 20 steps',
      'ensemble 3, 20 steps',
      'assistant 1, 20 steps',
      'assistant 1, 20 steps',
    ]);
  });

  test('a teacher stopped after all its steps is the teacher; one stopped earlier is not', async () => {
    const at = (fraction: number) => ({ kind: 'earlyStopped', fraction }) as const;
    const { race } = await finished(smallDistillation({ method: [{ kind: 'hinton' }, at(1), at(0.1)] }));
    const [, plain, whole, early] = await Promise.all(race.students.map((student) => student.testLogits()));
    expect(whole).toEqual(plain);
    expect(early).not.toEqual(plain);
  });

  test('two that teach each other differ, and both learn', async () => {
    const { race } = await finished(smallDistillation({ student: { seed: 3 }, method: { kind: 'mutual' } }));
    const [alone, pair] = await Promise.all(race.students.map((student) => student.testLogits()));
    expect(pair).not.toEqual(alone);
    expect(race.students[1]!.report().metrics!.accuracy).toBeGreaterThan(1 / 3);
  });
});

test('a teacher that diverges is a Problem that names its training', async () => {
  const training = { loss: 'meanSquaredError', optimizer: { kind: 'sgd', learningRate: 1000 }, steps: 70 };
  const distillation = smallDistillation({
    teacher: { training, network: { depth: 2, width: 5, activation: 'linear' } },
  });
  await expect(finished(distillation)).rejects.toMatchObject({
    name: 'Problem',
    message: expect.stringMatching(/^teacher\.training: the teacher diverged at step \d+; use /),
  });
});

describe('a wrong teacher', () => {
  test('with outputs shuffled among all samples, it teaches worse than no teacher', async () => {
    const training = { optimizer: { kind: 'adam', learningRate: 0.02 }, batchSize: 16, steps: 200 };
    const soft = { kind: 'hinton', alpha: 0, temperature: 2 };
    const distillation = smallDistillation({
      teacher: { training, data: { kind: 'spiral', samples: 400, turns: 0.5 } },
      student: { training, data: { kind: 'spiral', samples: 300, turns: 0.5 } },
      method: [soft, { ...soft, teacherOutputs: 'shuffledInClass' }, { ...soft, teacherOutputs: 'shuffled' }],
    });
    const { race } = await finished(distillation);
    const [none, right, inClass, shuffled] = race.students.map((student) =>
      numberOf(student.report().metrics!.accuracy),
    );
    expect(right).toBeGreaterThan(0.9);
    expect(shuffled).toBeLessThan(none! - 0.3);
    expect(shuffled).toBeLessThan(inClass! - 0.3);
  });
});
