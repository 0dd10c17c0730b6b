import type { Random } from '../random/random';

/**
 * Splits `count` samples at random into train and test. If there are labels it splits class by class, so that both parts have
 * the same class shares. Each part keeps file order; at least one sample stays in train.
 * @param bothSides whether each class of two or more samples has at least one sample in both parts
 */
export function split(
  count: number,
  labels: Int32Array,
  testFraction: number,
  random: Random,
  bothSides = false,
): { train: Int32Array; test: Int32Array } {
  const groups = new Map<number, number[]>();
  for (const sample of random.permutation(count)) {
    const group = labels[sample] ?? 0;
    const members = groups.get(group);
    if (members) members.push(sample);
    else groups.set(group, [sample]);
  }
  const test: number[] = [];
  // The rounding error is carried from class to class, so that the total has the requested fraction.
  let owed = 0;
  for (const group of [...groups.keys()].sort((a, b) => a - b)) {
    const members = groups.get(group)!;
    owed += members.length * testFraction;
    const rounded = Math.min(Math.round(owed), members.length);
    const taken =
      bothSides && members.length > 1 ? Math.min(Math.max(rounded, 1), members.length - 1) : rounded;
    for (const sample of members.slice(0, taken)) test.push(sample);
    owed -= taken;
  }
  return byRows(count, new Set(test.slice(0, count - 1)));
}

/** The rows for testing, and the others, in file order. */
export function byRows(
  count: number,
  testRows: ReadonlySet<number>,
): { train: Int32Array; test: Int32Array } {
  const train = Array.from({ length: count }, (_, i) => i).filter((i) => !testRows.has(i));
  return { train: Int32Array.from(train), test: Int32Array.from(testRows).sort() };
}
