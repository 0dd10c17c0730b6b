import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelsThatFit, plotSpace } from '../../../../src/charts/plot/space';
import { linearAxis, logAxis } from '../../../../src/charts/scales';

const area = { left: 50, right: 250, top: 10, bottom: 110 };
const names = { kind: 'names', names: ['1', '2', '3', '4'] } as const;

test('names have columns of equal width, and values their height between the ends of the axis', () => {
  const space = plotSpace(area, names, { axis: { ...linearAxis([]), domain: [0, 10] } });
  expect([0, 1, 2, 3].map(space.x)).toEqual([75, 125, 175, 225]);
  expect([0, 5, 10].map(space.y)).toEqual([110, 60, 10]);
  expect(space.y(Number.NaN)).toBeNaN();
  expect(space.y(Number.POSITIVE_INFINITY)).toBeNaN();
});

test('a log axis has equal heights for equal factors, and shows neither 0 nor negative numbers', () => {
  const up = { axis: logAxis([1e-4, 1]), scale: 'log' } as const;
  const { y } = plotSpace(area, names, up);
  expect(y(1)).toBeCloseTo(10);
  expect(y(1e-2)).toBeCloseTo(60);
  expect(y(1e-4)).toBeCloseTo(110);
  expect(y(0)).toBeNaN();
  expect(y(-1)).toBeNaN();
});

test('what is far beyond the axis stays a number of few digits, which SVG can draw', () => {
  const { y } = plotSpace(area, names, { axis: { ...linearAxis([]), domain: [0, 1] } });
  expect(Math.abs(y(1e300))).toBeLessThan(1000);
  expect(Math.abs(y(-1e300))).toBeLessThan(1000);
});

test('the pointer means the column it is in, or the nearest number; beside the axes it means nothing', () => {
  const up = { axis: linearAxis([0, 1]) };
  const columns = plotSpace(area, names, up);
  expect(
    [
      [51, 50],
      [124, 50],
      [126, 50],
      [249, 109],
    ].map(([x, y]) => columns.nearest(x!, y!)),
  ).toEqual([0, 1, 1, 3]);
  expect(
    [
      [40, 50],
      [260, 50],
      [100, 5],
      [100, 115],
    ].map(([x, y]) => columns.nearest(x!, y!)),
  ).toEqual([undefined, undefined, undefined, undefined]);
  const axis = { ...linearAxis([]), domain: [0, 200] as const };
  const numbers = plotSpace(area, { kind: 'numbers', axis, at: [0, 10, 200] }, up);
  expect([51, 54, 56, 154, 156].map((x) => numbers.nearest(x, 50))).toEqual([0, 0, 1, 1, 2]);
  expect(plotSpace(area, { kind: 'numbers', axis, at: [] }, up).nearest(100, 50)).toBeUndefined();
});

test('labels that are written do not touch, and the ends are among them', () => {
  const label = fc.record({ at: fc.integer({ min: 0, max: 500 }), width: fc.integer({ min: 5, max: 60 }) });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 20 }), (labels) => {
      const sorted = labels.toSorted((a, b) => a.at - b.at);
      const fits = labelsThatFit(sorted);
      expect(fits.at(-1)).toBe(true);
      const written = sorted.filter((_, i) => fits[i]);
      for (let i = 1; i < written.length; i++) {
        const [a, b] = [written[i - 1]!, written[i]!];
        expect(b.at - b.width / 2).toBeGreaterThan(a.at + a.width / 2);
      }
    }),
  );
  const wide = [0, 100, 200].map((at) => ({ at, width: 20 }));
  expect(labelsThatFit(wide)).toEqual([true, true, true]);
  expect(labelsThatFit([0, 15, 30, 100].map((at) => ({ at, width: 20 })))).toEqual([true, false, true, true]);
});
