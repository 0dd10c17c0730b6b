import type { Factor } from '../../src/engine/numeric/productSingularValues';

/** A product of random factors and its singular values by mpmath; see products.py. */
export interface GoldenProduct {
  readonly name: string;
  readonly seed: number;
  readonly widths: readonly number[];
  readonly slopes: 'sigmoid' | 'relu' | 'saturated' | 'none';
  readonly gain: number;
  /** The largest first. */
  readonly values: readonly number[];
}

const slope = {
  sigmoid: (u: number) => u * (1 - u),
  relu: (u: number) => Number(u > 0.5),
  saturated: (u: number) => 2 ** -Math.floor(60 * u),
  none: () => 1,
};

/** The very factors that products.py draws. */
export function factorsOf({ seed, widths, slopes, gain }: GoldenProduct): Factor[] {
  let state = BigInt(seed);
  const draw = () => {
    state = (1103515245n * state + 12345n) % 2147483648n;
    return Number(state) / 2147483648;
  };
  return widths.slice(1).map((cols, l) => {
    const rows = widths[l]!;
    const scale = gain / Math.max(rows, cols);
    const values = Float64Array.from(
      { length: rows * cols },
      () => (draw() + draw() + draw() + draw() - 2) * scale,
    );
    return {
      matrix: { rows, cols, values },
      slopes: Float64Array.from({ length: rows }, () => slope[slopes](draw())),
    };
  });
}
