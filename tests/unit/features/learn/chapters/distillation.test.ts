import { expect } from 'vitest';
import { buildDataset } from '../../../../../src/data/build';
import {
  classSimilarity,
  entropyAt,
  errorsWithBias,
} from '../../../../../src/engine/distillation/darkKnowledge';
import { argmax } from '../../../../../src/engine/numeric/argmax';
import { numberOf, type Score } from '../../../../../src/engine/numeric/score';
import { softmax } from '../../../../../src/engine/numeric/softmax';
import {
  digitTeacher,
  spiralControls,
  spiralStudents,
  tutorial,
  unseenClass,
  youngStudent,
} from '../../../../../src/features/learn/figures/distillation/experiments';
import { softGradients, temperatures } from '../../../../../src/features/learn/figures/distillation/squares';
import type { ExperimentSpec } from '../../../../../src/schema/experiment';
import type { TestAnswers } from '../../../../../src/worker/answersJob';
import { expectSaid, testClaims } from '../claims';
import { answersOf, withRace } from '../engine';

const seeds = [1, 2, 3];
const classes = 10;

let taught: Promise<TestAnswers> | undefined;
const teacher = () => {
  taught ??= answersOf(digitTeacher);
  return taught;
};
let found: Promise<ReturnType<typeof softGradients>> | undefined;
const gradients = () => {
  found ??= (async () => softGradients(await answersOf(youngStudent), await teacher()))();
  return found;
};
const at = (row: readonly number[], temperature: number) => row[temperatures.indexOf(temperature)]!;

type Student = (typeof spiralStudents)[number];
let races: Promise<Record<Student, number>[]> | undefined;
/** The accuracy of each student on the spiral, for each seed. */
const spiral = () => {
  races ??= (async () => {
    const rows = [];
    for (const seed of seeds) {
      const scores = await withRace(spiralControls(seed), async (race) =>
        race.students.map((student) => numberOf(student.report().metrics!.accuracy)),
      );
      rows.push(
        Object.fromEntries(spiralStudents.map((name, k) => [name, scores[k]!])) as Record<Student, number>,
      );
    }
    return rows;
  })();
  return races;
};
const mean = async (student: Student) =>
  (await spiral()).reduce((sum, row) => sum + row[student] / seeds.length, 0);

let unseen: Promise<{ hard: number; soft: number; samples: number }[]> | undefined;
/** How many samples of the class that it never saw each student gets wrong: with hard labels, and at the highest temperature. */
const unseenErrors = () => {
  unseen ??= (async () => {
    const rows = [];
    for (const seed of seeds) {
      // Students of a race do not depend on each other: the one at T = 1, of which nothing is claimed, is left out.
      const { method, ...others } = unseenClass(seed);
      rows.push(
        await withRace({ ...others, method: method.slice(-1) }, async ({ students, data }) => {
          const errors = async (k: number) =>
            errorsWithBias(await students[k]!.testLogits(), data.test.labels, classes, 3, 0);
          const [hard, soft] = [await errors(0), await errors(1)];
          return { hard: hard.ofClass, soft: soft.ofClass, samples: hard.samples };
        }),
      );
    }
    return rows;
  })();
  return unseen;
};

const chapter = {
  file: '06-distillation',
  long: ['unseen-hard', 'unseen-soft', 'argmax', 'soft', 'shuffled', 'chance'],
};

testClaims(chapter, {
  'setup-teacher': (numbers) => {
    const { network, training, data } = digitTeacher;
    expect(network).toMatchObject({ depth: 2 });
    const { image } = buildDataset(digitTeacher);
    expect(data.kind).toBe('digits');
    expect([network.width, training.steps, image!.width, image!.height].toSorted()).toEqual(
      numbers.toSorted(),
    );
  },
  'setup-student': () => {
    const student = spiralControls(1).student as ExperimentSpec;
    expect(buildDataset({ ...digitTeacher, data: student.data }).train.labels).toHaveLength(90);
    expect(student.data).toMatchObject({ kind: 'spiral', labelNoise: 0.2 });
  },
  tenth: () => {
    const student = unseenClass(1).student as ExperimentSpec;
    const { labels } = buildDataset({ ...digitTeacher, data: student.data }).test;
    expect([...labels].filter((label) => label === 3)).toHaveLength(labels.length / 10);
  },
  'same-gradient': () => {
    const [student, teacher] = [Float64Array.of(0.3, -1.2, 2), Float64Array.of(1, 0.5, -0.7)];
    const q = softmax(teacher, 3, 4);
    const slope = (loss: (p: ArrayLike<number>) => number, k: number) => {
      const [ahead, behind] = [1e-5, -1e-5].map((h) =>
        loss(
          softmax(
            student.map((z, i) => z + (i === k ? h : 0)),
            3,
            4,
          ),
        ),
      );
      return (ahead! - behind!) / 2e-5;
    };
    const sum = (p: ArrayLike<number>, of: (q: number, p: number) => number) =>
      q.reduce((total, one, i) => total + of(one, p[i]!), 0);
    for (const k of [0, 1, 2]) {
      const crossEntropy = slope((p) => sum(p, (a, b) => -a * Math.log(b)), k);
      const divergence = slope((p) => sum(p, (a, b) => a * Math.log(a / b)), k);
      expect(Math.abs(crossEntropy)).toBeGreaterThan(0.01);
      expect(divergence).toBeCloseTo(crossEntropy, 8);
    }
  },
  'setup-spiral': ([points]) => {
    const { data } = spiralControls(1).teacher as ExperimentSpec;
    expect(buildDataset({ ...digitTeacher, data }).train.labels).toHaveLength(points!);
  },
  entropy: async ([cold, below, warm, above, uniform]) => {
    const { logits } = await teacher();
    expect(entropyAt(logits, classes, cold!)).toBeLessThan(below!);
    expect(entropyAt(logits, classes, warm!)).toBeGreaterThan(above!);
    expectSaid(uniform, Math.log(classes));
  },
  order: async ([temperature]) => {
    const { logits, labels } = await teacher();
    const soft = softmax(logits, classes, temperature!);
    for (let row = 0; row < labels.length; row++)
      expect(argmax(soft, row, classes)).toBe(argmax(logits, row, classes));
  },
  alike: async ([shown, ...likeliest]) => {
    const { logits, labels } = await teacher();
    const row = classSimilarity(logits, labels, classes, 4).slice(shown! * classes, (shown! + 1) * classes);
    const others = [...row.keys()].filter((k) => k !== shown).toSorted((a, b) => row[b]! - row[a]!);
    expect(others.slice(0, 2).toSorted()).toEqual(likeliest);
  },
  'unseen-hard': async ([count, threes]) => {
    const errors = await unseenErrors();
    expect(errors.map(({ hard, samples }) => [hard, samples])).toEqual(Array(count).fill([threes, threes]));
  },
  'unseen-soft': async ([temperature, most, threes]) => {
    expect(unseenClass(1).method.at(-1)).toMatchObject({ temperature });
    for (const { soft, samples } of await unseenErrors()) {
      expect(soft).toBeLessThanOrEqual(most!);
      expect(samples).toBe(threes);
    }
  },
  fall: async ([low, high, times]) => {
    const { plain, squared } = await gradients();
    expect(at(plain, low!) / at(plain, high!)).toBeGreaterThan(times!);
    expect(Math.abs(at(squared, high!) / at(squared, low!) - 1)).toBeLessThan(1 / 5);
  },
  limit: async ([temperature, percent]) => {
    const { squared, limit } = await gradients();
    expect(Math.abs(at(squared, temperature!) / at(limit, temperature!) - 1)).toBeLessThan(percent! / 100);
  },
  argmax: async ([count, hard, argmax]) => {
    expect(count).toBe(seeds.length);
    expect(await mean('hard')).toBeLessThan(hard!);
    expect(await mean('argmax')).toBeGreaterThan(argmax!);
  },
  soft: async ([most]) => {
    expect((await mean('soft')) - (await mean('argmax'))).toBeLessThan(most!);
    expect(await mean('soft')).toBeGreaterThan(await mean('argmax'));
  },
  shuffled: async ([count]) => {
    const worse = (await spiral()).filter(({ shuffled, hard }) => shuffled < hard);
    expect(worse).toHaveLength(count!);
  },
  chance: async ([least, most]) => {
    const scores: Score[] = [];
    for (const seed of seeds)
      await withRace(tutorial(seed), async ({ students, teacher }) => {
        scores.push(teacher!.metrics.accuracy, ...students.map((one) => one.report().metrics!.accuracy));
      });
    for (const score of scores) {
      expect(score).toBeGreaterThan(least!);
      expect(score).toBeLessThan(most!);
    }
  },
});
