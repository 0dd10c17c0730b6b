import { z } from 'zod';
import { coded, Problem, say } from '../base/problem';
import type { LogitMetrics } from '../engine/distillation/logitMetrics';
import type { NoScore, Score } from '../engine/numeric/score';
import { type Curve, curves, type RunSummary } from '../engine/summary';
import { endQuantities, frameLength } from '../engine/telemetry';
import type { Divergence, Evaluation } from '../worker/protocol';

/** The schemas of results that a room keeps, as they come back from the browser's database. */

/** What the page calls the results of an earlier visit. */
export const ofEarlier = say('Results of an earlier visit', '上次访问的结果');

/** A measured number; one that does not exist is NaN or infinite, which the database keeps. */
export const number = z
  .custom<number>((value) => typeof value === 'number', { params: { allowed: say('a number', '数') } })
  .meta({ type: 'number' });
export const count = z.int().min(0);
const reasons = ['diverged', 'constant', 'undefined', 'notRun'] as const satisfies readonly NoScore[];
export const score: z.ZodType<Score> = z.union([number, z.enum(reasons)]);
/** A score that earlier versions did not measure. */
const laterScore = score.prefault('undefined');

/** Numbers of 64 bits, at most this many. */
export const floats = (max: number) =>
  z.custom<Float64Array>((value) => value instanceof Float64Array && value.length <= max, {
    params: { allowed: say(`at most ${max} numbers of 64 bits`, `至多 ${max} 个 64 位数`) },
  });
const points = floats(10_000);

/** All of the engine's list: a missing one is a type error. */
const quantities = {
  preActivation: 'preActivation',
  activation: 'activation',
  loss: 'loss',
  signal: 'signal',
  weightGradient: 'weightGradient',
  biasGradient: 'biasGradient',
  update: 'update',
} as const satisfies { readonly [Q in Divergence['quantity']]: Q };

export const divergence: z.ZodType<Divergence> = z.object({
  step: count,
  layer: count,
  quantity: z.enum(quantities),
});

const evaluation: z.ZodType<Evaluation> = z.object({
  loss: number,
  accuracy: score,
  auc: laterScore,
  rmse: laterScore,
  rSquared: laterScore,
  confusion: z.custom<Int32Array>((value) => value instanceof Int32Array, {
    params: { allowed: say('numbers of 32 bits', '32 位数') },
  }),
});

export const summarySchema = z
  .object({
    steps: points,
    curves: z.object(
      Object.fromEntries(curves.map((name) => [name, points])) as Record<Curve, typeof points>,
    ),
    first: points,
    last: points,
    train: evaluation.optional(),
    test: evaluation.optional(),
    divergence: divergence.optional(),
  })
  .transform(({ train, test, divergence, ...rest }): RunSummary => ({ ...rest, train, test, divergence }));

/** The length of a frame before its last quantities, which earlier versions did not record. */
const leastLength = (layers: number): number => frameLength(layers) - endQuantities.length;

/** @throws Problem if a summary is not of a network of so many layers, output layer included */
export function checkLayers({ first, last }: RunSummary, layers: number, field: string): void {
  const least = leastLength(layers);
  const found = Math.min(first.length, last.length);
  if (found < least) {
    const values = { found: say(`${found} numbers`, `${found} 个数`), allowed: String(least) };
    throw new Problem('tooSmall', { field: coded(field, ofEarlier), ...values });
  }
}

export const logitMetrics: z.ZodType<LogitMetrics> = z.object({
  accuracy: score,
  loss: score,
  agreement: score,
  divergence: score,
  calibrationError: score,
  calibrationByChance: score,
  bestConstant: number,
  samples: count,
});
