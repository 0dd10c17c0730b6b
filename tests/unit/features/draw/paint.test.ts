import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DrawnPoint, pointLimits } from '../../../../src/data/sets/points';
import { changed, type Drawing, painted } from '../../../../src/features/draw/paint';
import { createRandom } from '../../../../src/random/random';

const random = createRandom(1, 'data');
const some: readonly DrawnPoint[] = [
  [0, 0, 0],
  [0.5, 0.5, 1],
];

test('a brush scatters points of its class within its radius, a brush of 0 puts one at the place itself', () => {
  const place = fc.tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(
      place,
      fc.constantFrom(0, 0.08, 0.2),
      fc.integer({ min: 0, max: 5 }),
      ([x, y], radius, label) => {
        const added = painted(some, { kind: 'brush', label, radius }, [x, y], random).slice(2);
        expect(added).toHaveLength(radius === 0 ? 1 : 4);
        for (const [a, b, of] of added) {
          expect(Math.hypot(a - x, b - y)).toBeLessThanOrEqual(radius + 0.001);
          expect(Math.max(Math.abs(a), Math.abs(b))).toBeLessThanOrEqual(1);
          expect(of).toBe(label);
        }
      },
    ),
  );
});

test('an eraser takes what is near; no more points are drawn than an experiment holds', () => {
  const eraser = { kind: 'eraser', label: 0, radius: 0.2 } as const;
  expect(painted(some, eraser, [0.1, 0.1], random)).toEqual([[0.5, 0.5, 1]]);
  expect(painted(some, eraser, [-0.9, 0.9], random)).toBe(some);
  const many = Array.from({ length: pointLimits.points }, (): DrawnPoint => [0, 0, 0]);
  expect(painted(many, { ...eraser, kind: 'brush' }, [0, 0], random)).toHaveLength(pointLimits.points);
});

test('a stroke is one step of undo; redo brings it back, and a new stroke ends redo', () => {
  const start: Drawing = { points: some, before: [], after: [] };
  const stroke = [
    [...some, [0.1, 0.1, 0]],
    [...some, [0.1, 0.1, 0], [0.2, 0.2, 0]],
  ] as DrawnPoint[][];
  let drawing = changed(start, { kind: 'paint', points: stroke[0]!, starts: true });
  drawing = changed(drawing, { kind: 'paint', points: stroke[1]!, starts: false });
  const undone = changed(drawing, { kind: 'undo' });
  expect(undone.points).toBe(some);
  expect(changed(undone, { kind: 'redo' }).points).toBe(stroke[1]);
  expect(changed(undone, { kind: 'undo' })).toBe(undone);
  const cleared = changed(undone, { kind: 'clear' });
  expect([cleared.points, cleared.after]).toEqual([[], []]);
  expect(changed(cleared, { kind: 'undo' }).points).toBe(some);
});
