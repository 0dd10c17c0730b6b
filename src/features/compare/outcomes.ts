import type { MetricName } from '../../engine/metrics';
import { measureRun, type RunSummary } from '../../engine/summary';
import type { ComparedRun } from '../../store/compare';

/** The metrics that stand in the table, and whether more of each is better. */
export const told = {
  accuracy: 'more',
  testLoss: 'less',
  trainLoss: 'less',
  signalRatio: undefined,
} as const satisfies Partial<Record<MetricName, 'more' | 'less' | undefined>>;
export type Told = keyof typeof told;

/** A metric of each seed that has been run; of the watched run where there are none. */
export function outcomes(
  { spec, repeats, live }: ComparedRun,
  metric: MetricName,
): readonly (number | undefined)[] {
  const of = (summary: RunSummary | undefined) => summary && measureRun(spec, summary)[metric];
  return repeats.length > 0 ? repeats.map(of) : [live?.train ? of(live) : undefined];
}

/** The runs' values at the seeds that both have: for a comparison pair by pair. */
export function pairs(
  a: readonly (number | undefined)[],
  b: readonly (number | undefined)[],
): readonly [number[], number[]] {
  const both = a.flatMap((value, i) => (value !== undefined && b[i] !== undefined ? [i] : []));
  return [both.map((i) => a[i]!), both.map((i) => b[i]!)];
}
