import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cellTicks,
  linearAxis,
  logAxis,
  namesToWrite,
  rowsToShow,
  rowsToWrite,
  stepTicks,
  wholeAxis,
} from '../../../src/charts/scales';

/** The smallest normal double. Smaller numbers lose precision, and no axis shows them. */
const number = fc
  .double({ min: -1e9, max: 1e9, noNaN: true })
  .map((value) => (Math.abs(value) < 1e-290 ? 0 : value));

/** Whether a number is 1, 2 or 5 times a power of ten. */
const isOneTwoFive = (value: number) => /^[125](\.0*)?e/.test(value.toExponential(6).replace(/\.?0+e/, 'e'));

test('a linear axis: ticks are multiples of 1, 2 or 5 times a power of ten, and hold every number between its ends', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 20 }), (values) => {
      const { domain, ticks } = linearAxis(values);
      expect(domain[0]).toBeLessThanOrEqual(Math.min(...values));
      expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...values));
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(12);
      expect(isOneTwoFive(ticks[1]! - ticks[0]!)).toBe(true);
    }),
  );
});

test('a linear axis: what was odd is round', () => {
  expect(linearAxis([0.63, 0.77, 0.91], { count: 4 }).ticks).toEqual([0.6, 0.7, 0.8, 0.9, 1]);
  expect(linearAxis([-1.51, -0.413, 0.682]).ticks).toContain(0);
  expect(linearAxis([0.2, 0.9]).domain[0]).toBe(0);
  expect(linearAxis([0, 0], { percent: true }).domain).toEqual([0, 1]);
  expect(linearAxis([0.844], { domain: [0, 1], percent: true }).format(0.8)).toBe('80 %');
});

test('no two ticks of a linear axis are written alike, however close its numbers lie', () => {
  const close = fc
    .tuple(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: -9, max: 0, noNaN: true }))
    .map(([value, decades]) => [value, value * (1 + 10 ** decades)]);
  fc.assert(
    fc.property(close, fc.boolean(), fc.boolean(), (values, percent, negative) => {
      const { ticks, format } = linearAxis(negative ? values.map((value) => -value) : values, { percent });
      expect(new Set(ticks.map((tick) => format(tick))).size).toBe(ticks.length);
    }),
  );
  const { ticks, format } = linearAxis([0.593147, 0.593145]);
  expect(ticks.map((tick) => format(tick))).toEqual([
    '0.593145',
    '0.5931455',
    '0.593146',
    '0.5931465',
    '0.593147',
  ]);
  expect(linearAxis([0.98, 0.9812], { percent: true }).format(0.9806)).toBe('98.06 %');
});

test('an axis of equal numbers has room around them, whatever their size', () => {
  for (const value of [0, 3e-9, -7, 1e8]) {
    const { domain, ticks } = linearAxis([value, value]);
    expect(domain[0]).toBeLessThan(domain[1]);
    expect(ticks.some((tick) => tick >= domain[0] && tick <= domain[1])).toBe(true);
  }
});

test('a log axis: round ends around the numbers, few ticks, 1 among them wherever it lies on the axis', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-290, max: 1e290, noNaN: true }), { minLength: 1 }), (values) => {
      const { domain, ticks } = logAxis([...values, 0, -1, Number.NaN]);
      expect(domain[0]).toBeLessThanOrEqual(Math.min(...values) * (1 + 1e-8));
      expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...values) * (1 - 1e-8));
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.toSorted((a, b) => a - b)).toEqual(ticks);
      for (const tick of ticks) expect(isOneTwoFive(tick)).toBe(true);
      if (domain[0] <= 1 && domain[1] >= 1) expect(ticks).toContain(1);
    }),
  );
  expect(logAxis([0.952, 1.4, 1.85]).ticks).toEqual([0.5, 1, 2]);
  expect(logAxis([0.209, 1.41]).ticks).toContain(1);
});

test('the ticks of an axis are written alike: all as powers of ten, or none', () => {
  const written = ({ ticks, format }: ReturnType<typeof logAxis>) => ticks.map(format);
  expect(written(logAxis([2e-3, 0.9]))).toEqual(['10⁻³', '10⁻²', '10⁻¹', '1']);
  expect(written(logAxis([0.02, 50]))).toEqual(['0.01', '0.1', '1', '10', '100']);
  expect(written(logAxis([1e-8, 100]))).toEqual(['10⁻⁶', '10⁻³', '1']);
  expect(written(logAxis([0.006, 0.04]))).toEqual(['5×10⁻³', '10⁻²', '2×10⁻²', '5×10⁻²']);
  expect(written(linearAxis([0, 0.02]))).toEqual(['0', '0.005', '0.01', '0.015', '0.02']);
  expect(written(linearAxis([0, 0.004]))).toEqual(['0', '10⁻³', '2×10⁻³', '3×10⁻³', '4×10⁻³']);
  expect(written(linearAxis([-50_000, 150_000]))).toEqual(['−5×10⁴', '0', '5×10⁴', '10⁵', '1.5×10⁵']);
});

test('an axis of steps ends at the step that was reached', () => {
  expect(wholeAxis(0, 1000).ticks).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(wholeAxis(0, 795).ticks).toEqual([0, 200, 400, 600, 795]);
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (first, more) => {
      const { ticks, domain } = wholeAxis(first, first + more);
      expect(ticks[0]).toBe(first);
      expect(ticks.at(-1)).toBe(first + more);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(domain[1]).toBeGreaterThan(domain[0]);
    }),
  );
});

test('of many layers the first, the round and the last are named', () => {
  const layers = (count: number) => [...Array.from({ length: count }, (_, l) => String(l + 1)), 'out'];
  expect(namesToWrite(layers(20))).toEqual(['1', '5', '10', '15', '20', 'out']);
  expect(namesToWrite(layers(200))).toEqual(['1', '50', '100', '150', '200', 'out']);
  expect(namesToWrite(layers(5))).toHaveLength(6);
});

test('along many cells stand round numbers at their places, along few their own', () => {
  const squares = Array.from({ length: 32 }, (_, i) => Math.sqrt(0.5 + (3.5 * i) / 31) ** 2);
  expect(cellTicks(squares, 10).map(({ label }) => label)).toEqual([
    '0.5',
    '1',
    '1.5',
    '2',
    '2.5',
    '3',
    '3.5',
    '4',
  ]);
  expect(cellTicks(squares, 10)[1]!.at).toBeCloseTo((31 * 0.5) / 3.5);
  const decades = Array.from({ length: 25 }, (_, i) => 10 ** (-4 + i / 6));
  const ticks = cellTicks(decades, 6);
  expect(ticks.map(({ label }) => label)).toEqual(['10⁻⁴', '10⁻³', '10⁻²', '10⁻¹', '1']);
  for (const [k, { at }] of ticks.entries()) expect(at).toBeCloseTo(6 * k, 6);
  expect(cellTicks([3, 2, 1], 10)).toEqual([
    { label: '3', at: 0 },
    { label: '2', at: 1 },
    { label: '1', at: 2 },
  ]);
});

/** Steps from 0 on, every so many. */
const every = (stride: number, count: number) => Array.from({ length: count }, (_, i) => stride * i);

test('columns of steps have their ticks at round steps and at both ends, whatever the steps recorded', () => {
  const ticks = stepTicks(every(5, 400));
  expect(ticks.map(({ label }) => label)).toEqual(['0', '500', '1000', '1500', '1995']);
  for (const { label, at } of ticks) expect(at).toBeCloseTo(Number(label) / 5, 9);
  expect(stepTicks(every(7, 300)).map(({ label }) => label)).toEqual(['0', '500', '1000', '1500', '2093']);
  expect(stepTicks(every(7, 300))[1]!.at).toBeCloseTo(500 / 7, 9);
  expect(stepTicks([0, 12345, 67891])).toEqual([
    { label: '0', at: 0 },
    { label: '12345', at: 1 },
    { label: '67891', at: 2 },
  ]);
  expect(stepTicks([])).toEqual([]);
  // A log that was merged holds a step twice, and one that was thinned has no even steps.
  const merged = [0, 100, 100, 200, 300, 400, 900, 1000];
  for (const { label, at } of stepTicks(merged)) {
    const [low, high] = [merged[Math.floor(at)]!, merged[Math.ceil(at)]!];
    expect(Number(label)).toBeGreaterThanOrEqual(low);
    expect(Number(label)).toBeLessThanOrEqual(high);
  }
});

test('of many rows, those closest to round steps are named', () => {
  const steps = every(43, 24);
  expect(rowsToWrite(steps).map((row) => steps[row])).toEqual([0, 215, 387, 602, 817, 989]);
  const round = every(50, 21);
  expect(rowsToWrite(round).map((row) => round[row])).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(rowsToWrite([3, 8, 9])).toEqual([0, 1, 2]);
});

test('of too many rows, those at round steps are shown, and as many as fit about', () => {
  const steps = every(1, 1001);
  const shown = rowsToShow(steps, 60).map((row) => steps[row]!);
  expect(shown).toEqual(every(20, 51));
  expect(rowsToShow(every(10, 40), 40)).toHaveLength(40);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 4, max: 60 }),
      (unsorted, most) => {
        const numbers = unsorted.toSorted((a, b) => a - b);
        const rows = rowsToShow(numbers, most);
        expect(rows.length).toBeLessThanOrEqual(most);
        expect(rows.length).toBeGreaterThanOrEqual(Math.min(numbers.length, most / 3));
        expect([rows[0], rows.at(-1)]).toEqual([0, numbers.length - 1]);
        expect([...rows].every((row, i) => i === 0 || row > rows[i - 1]!)).toBe(true);
      },
    ),
  );
});
