import { Problem, say } from '../../../base/problem';
import { createRandom, type Random } from '../../../random/random';
import { curveSamples } from '../curve';
import type { Samples } from '../dataset';
import { parseFormula } from './expression';

interface FormulaFields {
  readonly formula: string;
  readonly samples: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Draws x uniformly, and y by the formula.
 * @throws Problem if the formula cannot be read, or has no finite value at a sample
 */
export function formulaSamples({ formula, samples, from, to }: FormulaFields, random: Random): Samples {
  const value = parseFormula(formula);
  const inputs = Float64Array.from({ length: samples }, () => from + (to - from) * random.uniform());
  const targets = inputs.map((x) => value(x, random));
  const bad = targets.findIndex((y) => !Number.isFinite(y));
  if (bad >= 0) {
    const at = Number(inputs[bad]!.toPrecision(3));
    throw new Problem('mismatch', {
      field: 'data.formula',
      found: say(`it has no finite value at x = ${at}`, `在 x = ${at} 处没有有限值`),
      allowed: say(`one that has a value from ${from} to ${to}`, `在 ${from} 到 ${to} 上处处有值的公式`),
    });
  }
  return curveSamples(inputs, targets);
}

/** Places at which a formula is tried before it is used. */
const tries = 500;

/** Checks that a formula can be read and has a value wherever it is tried. @throws Problem if not */
export function checkFormula(fields: Pick<FormulaFields, 'formula' | 'from' | 'to'>): void {
  formulaSamples({ ...fields, samples: tries }, createRandom(0, 'data'));
}
