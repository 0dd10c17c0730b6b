import { describe, expect, test } from 'vitest';
import { relaxedSimd } from 'wasm-feature-detect';
import type { Expression } from '../../../../../src/engine/algebra';
import { numbers } from '../../../../../src/engine/kernels/reference/numbers';
import { createWasmKernels } from '../../../../../src/engine/kernels/wasm/wasm';

/**
 * Each function, tested on floats of every exponent. It may differ from float64's value by `ulp` units in the last place
 * of the result, or by `floor` if that is larger.
 */
const functions: Record<string, { f: Expression; ulp: number; floor?: number }> = {
  exp: { f: (m, x) => m.exp(x), ulp: 1 },
  expm1: { f: (m, x) => m.expm1(x), ulp: 1.5 },
  log: { f: (m, x) => m.log(x), ulp: 1 },
  log1p: { f: (m, x) => m.log1p(x), ulp: 2.5 },
  tanh: { f: (m, x) => m.tanh(x), ulp: 2 },
  // Where σ is below the normal floats it is held at e^−87.
  sigmoid: { f: (m, x) => m.sigmoid(x), ulp: 3, floor: 1.7e-38 },
  erf: { f: (m, x) => m.erf(x), ulp: 2.5 },
  sqrt: { f: (m, x) => m.sqrt(x), ulp: 0.5 },
};

/** 2^16 bit patterns, each 65,537 from the next, 40,001 numbers from −20 to 20, and the special floats. */
const inputs = (() => {
  const bits = Uint32Array.from({ length: 65_536 }, (_, i) => (i * 65_537) >>> 0);
  const specials = [0, -0, 1, -1, 88.72, 88.73, -103, -104, 1e-45, 3.4e38, -3.4e38];
  const limits = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  const near = Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 1000);
  return Float32Array.from([...new Float32Array(bits.buffer), ...near, ...specials, ...limits]);
})();

/** The distance from a float32 to the next larger float32. */
function spacing(x: number): number {
  const size = Math.abs(Math.fround(x));
  return size < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(size)) - 23);
}

describe.each([true, false])('with fused multiply-add %s', async (fused) => {
  const runs = !fused || (await relaxedSimd());
  // Without relaxed SIMD in this engine there is nothing to test.
  test.runIf(runs).each(Object.entries(functions))('%s', async (_name, { f, ulp, floor = 0 }) => {
    const kernels = createWasmKernels(fused);
    const x = kernels.matrix(1, inputs.length, inputs);
    const y = kernels.matrix(1, inputs.length);
    kernels.map([y], (m, value) => [f(m, value!)], [x]);
    const actual = await kernels.read(y);
    let worst = 0;
    let where = 0;
    for (const [i, value] of inputs.entries()) {
      const expected = f(numbers, value);
      const here = actual[i]!;
      if (Number.isNaN(expected)) {
        expect(here, `of ${value}`).toBeNaN();
        continue;
      }
      if (Math.fround(expected) === here) continue;
      const error = Math.abs(here - expected);
      const allowed = Math.max(spacing(expected), floor / ulp);
      if (!(error / allowed <= worst)) {
        worst = error / allowed;
        where = value;
      }
    }
    expect(worst, `at ${where}: ${f(numbers, where)}`).toBeLessThanOrEqual(ulp);
    kernels.dispose();
  });
});
