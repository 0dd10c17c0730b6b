import { describe, expect, test } from 'vitest';
import { fieldMeta } from '../../../../src/base/entry';
import { buildDataset } from '../../../../src/data/build';
import { dataSets } from '../../../../src/data/sets';
import { parseFormula } from '../../../../src/data/sets/formula/expression';
import { createRandom } from '../../../../src/random/random';
import { experiment, problemOf } from '../../schema/experiments';

const at = (formula: string, x: number) => parseFormula(formula)(x, createRandom(1, 'data'));

describe('a formula', () => {
  test.each<[string, (x: number) => number]>([
    ['sin(3x)', (x) => Math.sin(3 * x)],
    ['2 pi x^2 - 1', (x) => 2 * Math.PI * x * x - 1],
    ['-x^2', (x) => -(x * x)],
    ['e^-x / (1 + abs(x))', (x) => Math.exp(-x) / (1 + Math.abs(x))],
    ['max(x, 0) + min(x, 0) * 0.1', (x) => (x > 0 ? x : 0.1 * x)],
    ['x > 0 ? 1 : -1', (x) => (x > 0 ? 1 : -1)],
    ['2^3^2 + 7 mod 4', () => 515],
    ['1e-3 x', (x) => 1e-3 * x],
  ])('%s is what mathematics says', (formula, value) => {
    for (const x of [-1.5, -0.25, 0.3, 2]) expect(at(formula, x)).toBeCloseTo(value(x), 12);
  });

  test('noise has mean 0 and standard deviation 1, and is drawn anew each time', () => {
    const [value, random] = [parseFormula('x + 0.5 noise'), createRandom(3, 'data')];
    const drawn = Array.from({ length: 20_000 }, () => value(2, random));
    const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
    const variance = drawn.reduce((a, b) => a + (b - mean) ** 2, 0) / drawn.length;
    expect(mean).toBeCloseTo(2, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(0.5, 1);
  });

  test.each([
    ['sin(3x', 6, /cannot be read at character 6: a bracket is not closed; use/],
    ['2 + * x', 5, /cannot be read at character 5: "\*" does not fit there; use/],
    ['2 +', 3, /cannot be read at character 3: the formula ends too early; use/],
    ['x)', 2, /cannot be read at character 2: "\)" does not fit there/],
    ['x ? 1', 5, /cannot be read at character 5: the formula ends too early/],
    ['3..2', 3, /cannot be read at character 3: "\." does not fit there/],
    ['x + 😀', 5, /cannot be read at character 5: "😀" does not fit there/],
    ['3 y', 3, /"y" at character 3 is not known here; use a formula in x such as sin\(3x\) \+ 0\.1 noise/],
    ['2x + 3xx', 7, /"xx" at character 7 is not known here/],
    ['sin x', 1, /"sin" without brackets at character 1; use sin\(x\)/],
    ['x + evaluate("1")', 5, /"evaluate\(…\)" at character 5 is not known here/],
    ['x.constructor', 1, /"x\.constructor" at character 1 is not known here/],
    ['constructor(x)', 1, /"constructor\(…\)" at character 1 is not known here/],
    ['f(x) = 3', 1, /"f\(x\) = 3" at character 1 is not known here/],
    ['x!', 2, /"!" at character 2 is not known here/],
    ['"x"', 1, /""x"" at character 1 is not known here/],
    ['[x, x]', 1, /"\[x, x\]" at character 1 is not known here/],
    ['x; x', 2, /at character 2 is not known here/],
  ])('%s is refused in a sentence that names the character', (formula, at, sentence) => {
    const problem = problemOf(() => parseFormula(formula));
    expect(problem.message).toMatch(sentence);
    expect(problem.values.at).toBe(at);
    expect(problem.in('zh-CN')).toContain(`第 ${at} 个字符`);
  });

  test.each(['', '  ', '# sin(3x)'])('%j holds nothing, and says so', (formula) => {
    const problem = problemOf(() => parseFormula(formula));
    expect(problem.message).toMatch(/^data\.formula: it is empty; use a formula in x such as/);
    expect(problem.in('zh-CN')).toMatch(/^data\.formula：为空；请改为：x 的公式/);
  });

  test('the names of other coordinates and a division by zero are told as what they are', () => {
    expect(problemOf(() => parseFormula('x2 + 1')).message).toMatch(/"x2" at character 1 is not known here/);
    const divided = experiment({
      data: { kind: 'formula', formula: '1 / (x - x)' },
      training: { loss: 'meanSquaredError' },
    });
    const problem = problemOf(() => buildDataset(divided));
    expect(problem.message).toMatch(/^data\.formula: it has no finite value at x = -?0\.\d+; use one that/);
    expect(problem.in('zh-CN')).toMatch(/^data\.formula：在 x = -?0\.\d+ 处没有有限值/);
  });

  test('one without a finite value names the place', () => {
    const spec = experiment({
      data: { kind: 'formula', formula: 'log(x)' },
      training: { loss: 'meanSquaredError' },
    });
    expect(problemOf(() => buildDataset(spec)).message).toMatch(
      /^data\.formula: it has no finite value at x = -0\.\d+; use one that has a value from -1 to 1\.$/,
    );
  });

  test('the page can try one before the experiment gets it', async () => {
    const { check } = fieldMeta.get(dataSets.formula.params.formula)!;
    await expect(check!('log(x)', { from: 1, to: 2 })).resolves.toBeUndefined();
    await expect(check!('log(x)', { from: -1, to: 2 })).rejects.toThrow('no finite value at x = -');
    await expect(check!('log(x', { from: 1, to: 2 })).rejects.toThrow('at character 5');
  });

  test('its samples lie between the two ends, and are the same for the same seed', () => {
    const data = { kind: 'formula', formula: 'x + noise', from: 2, to: 3, samples: 50, testFraction: 0.2 };
    const build = (seed: number) =>
      buildDataset(experiment({ seed, data, training: { loss: 'meanSquaredError' } }));
    const { train, test: tests } = build(1);
    expect([train.count, tests.count]).toEqual([40, 10]);
    expect(train.inputs.every((x) => x >= 2 && x <= 3)).toBe(true);
    expect(build(1).train.targets).toEqual(train.targets);
    expect(build(2).train.targets).not.toEqual(train.targets);
  });
});
