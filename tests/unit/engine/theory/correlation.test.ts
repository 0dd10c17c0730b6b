import { describe, expect, test } from 'vitest';
import { type ActivationName, activations } from '../../../../src/engine/activations';
import {
  correlationDepth,
  correlationMap,
  correlationSlope,
  settledCorrelation,
} from '../../../../src/engine/theory/correlation';
import { sixDepths } from '../../../../src/engine/theory/curves';
import { chi, fixedPoint } from '../../../../src/engine/theory/meanField';
import { parseExperiment } from '../../../../src/schema/parse';
import golden from '../../../golden/theory.json';

const close = (found: number, expected: number, tolerance: number) =>
  expect(Math.abs(found - expected)).toBeLessThan(tolerance * Math.max(1e-3, Math.abs(expected)));

describe('q*, χ*, c*, its slope and ξc are mpmath’s, kinks or not', () => {
  test.each(
    golden.ensembles.map((one) => [one.activation, one.weightVariance, one.biasVariance, one] as const),
  )('%s, σw² = %s, σb² = %s', (name, weightVariance, biasVariance, one) => {
    const ensemble = { activation: activations[name as ActivationName], weightVariance, biasVariance };
    const length = fixedPoint(ensemble);
    close(length, one.length, 1e-9);
    close(chi(ensemble, length), one.chi, 1e-9);
    if (one.chi > 1) {
      const { correlation, slope } = settledCorrelation(ensemble, length);
      close(correlation, one.correlation, 1e-8);
      close(slope, one.slope, 1e-9);
      // The integrals agree with the series.
      close(correlationMap(ensemble, length, correlation), correlation, 1e-8);
      close(correlationSlope(ensemble, length, correlation), slope, 1e-8);
    }
    close(correlationDepth(ensemble), one.depth, 1e-6);
  });

  test('values that an earlier quadrature rule got wrong', () => {
    const depth = (name: ActivationName, std: number, biasStd: number) =>
      correlationDepth({
        activation: activations[name],
        weightVariance: std ** 2,
        biasVariance: biasStd ** 2,
      });
    expect(depth('hardTanh', Math.SQRT2, 0)).toBeCloseTo(9.37, 2);
    expect(depth('hardTanh', 3, 0.1)).toBeCloseTo(3.55, 2);
  });
});

test('just above the critical point the depth is large, finite and falls with distance', () => {
  const depths = [1.0005, 1.001, 1.01, 1.1].map((weightVariance) =>
    correlationDepth({ activation: activations.hardTanh, weightVariance, biasVariance: 1e-6 }),
  );
  for (const [i, depth] of depths.entries()) {
    expect(depth).toBeGreaterThan(0);
    expect(Number.isFinite(depth)).toBe(true);
    if (i > 0) expect(depth).toBeLessThan(depths[i - 1]!);
  }
});

describe('the curve of six depths has no holes, for any activation', () => {
  test.each(Object.keys(activations) as ActivationName[])('%s', (activation) => {
    for (const sigmaW of [0.5, 0.9, 1.2, 1.6, 2.5, 8]) {
      for (const sigmaB of [0, 0.3]) {
        const spec = parseExperiment({
          format: 'gradient-lab/experiment',
          version: 1,
          data: { kind: 'moons' },
          network: { depth: 10, width: 32, activation, initializer: { kind: 'meanField', sigmaW, sigmaB } },
        });
        expect(sixDepths(spec, 1, 2)).toBeGreaterThan(0);
      }
    }
  });
});
