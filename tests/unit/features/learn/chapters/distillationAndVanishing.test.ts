import { expect } from 'vitest';
import { numberOf, type Score } from '../../../../../src/engine/numeric/score';
import { layerIndex, type TelemetryFrame } from '../../../../../src/engine/telemetry';
import {
  type Depth,
  placeOf,
  type Student,
  seeds,
  sickStudents,
  students,
} from '../../../../../src/features/learn/figures/bothWays/experiments';
import { signalShares } from '../../../../../src/features/learn/figures/layers';
import { testClaims } from '../claims';
import { withRace } from '../engine';

interface Run {
  readonly accuracy: Score;
  readonly first: TelemetryFrame;
}
/** How good the teachers of the students with six layers are. */
const teachers: Score[] = [];
const known = new Map<Depth, Promise<Record<Student, Run>[]>>();
/** Every student of every seed. */
const runs = (depth: Depth) => {
  const measure = async () => {
    const found: Record<Student, Run>[] = [];
    for (const seed of seeds) {
      found.push(
        await withRace(sickStudents(depth, seed), async (race) => {
          if (depth === '6') teachers.push(race.teacher!.metrics.accuracy);
          const reports = race.students.map((student) => student.report());
          const of = (name: Student): Run => {
            const { metrics, summary } = reports[placeOf[name]]!;
            return { accuracy: metrics!.accuracy, first: summary!.first };
          };
          return Object.fromEntries(students.map((name) => [name, of(name)])) as Record<Student, Run>;
        }),
      );
    }
    return found;
  };
  const promise = known.get(depth) ?? measure();
  known.set(depth, promise);
  return promise;
};
const signal = (frame: TelemetryFrame, layer: number) => frame[layerIndex(layer, 'signalNorm')]!;

const chapter = {
  file: '08-distillation-and-vanishing',
  long: ['teacher', 'output', 'share', 'hints-signal', 'six', 'twelve', 'normalized', 'both'],
};

testClaims(chapter, {
  teacher: async () => {
    await runs('6');
    expect(teachers).toHaveLength(seeds.length);
    for (const accuracy of teachers) expect(numberOf(accuracy)).toBeGreaterThan(0.95);
  },
  'setup-steps': ([steps]) => {
    for (const depth of ['6', '12'] as const)
      expect(sickStudents(depth, 1).student.training).toMatchObject({ optimizer: { kind: 'sgd' }, steps });
  },
  output: async ([, times]) => {
    for (const { hard, soft } of await runs('12'))
      expect(signal(soft.first, 12) / signal(hard.first, 12)).toBeGreaterThan(times!);
  },
  share: async ([depth, percent]) => {
    for (const { hard, soft } of await runs('12')) {
      const share = ({ first }: Run) => signalShares(first, depth!)[0]!;
      expect(Math.abs(share(soft) / share(hard) - 1)).toBeLessThan(percent! / 100);
    }
  },
  'hints-signal': async ([times]) => {
    for (const { hard, hints } of await runs('12'))
      expect(signal(hints.first, 0) / signal(hard.first, 0)).toBeGreaterThan(times!);
  },
  six: async ([, chance, count, least]) => {
    const all = await runs('6');
    expect(all).toHaveLength(count!);
    for (const { hard, soft, hints } of all) {
      expect([hard.accuracy, soft.accuracy]).toEqual([chance, chance]);
      expect(numberOf(hints.accuracy)).toBeGreaterThan(least!);
    }
  },
  twelve: async ([, count]) => {
    const all = await runs('12');
    const scores = all.flatMap(({ hard, soft, hints }) =>
      [hard, soft, hints].map(({ accuracy }) => accuracy),
    );
    expect(scores).toEqual(Array(count).fill('constant'));
  },
  normalized: async ([least, count]) => {
    for (const depth of ['6', '12'] as const) {
      const all = await runs(depth);
      expect(all).toHaveLength(count!);
      for (const { hardNormalized } of all) expect(numberOf(hardNormalized.accuracy)).toBeGreaterThan(least!);
    }
  },
  both: async ([least, most]) => {
    for (const depth of ['6', '12'] as const) {
      for (const { hardNormalized, softNormalized } of await runs(depth)) {
        const [hard, soft] = [numberOf(hardNormalized.accuracy), numberOf(softNormalized.accuracy)];
        expect(soft).toBeGreaterThan(least!);
        expect(Math.abs(soft - hard)).toBeLessThan(most!);
      }
    }
  },
});
