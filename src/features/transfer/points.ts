import type { PlanePoints } from '../../charts';
import type { DomainSummary } from '../../worker/transfer';

/** The largest number of points drawn for a domain. This number can be redrawn between two moves of a slider. */
const usual = 400;

/** Evenly chosen samples of a domain. Their positions are those in the plane, or their first two inputs. */
export function thinned(domain: DomainSummary, inPlane: boolean, most = usual): PlanePoints {
  const { points, values, trainPoints } = inPlane ? domain : firstInputs(domain);
  const count = values.length;
  const kept = Array.from({ length: Math.min(count, most) }, (_, i) =>
    Math.floor((i * count) / Math.min(count, most)),
  );
  return {
    points: kept.flatMap((i) => [points[2 * i]!, points[2 * i + 1]!]),
    values: kept.map((i) => values[i]!),
    trainPoints: kept.filter((i) => i < trainPoints).length,
  };
}

/** The first two inputs of test samples. The second is 0 if there is only one input. */
function firstInputs({ inputs, labels, features }: DomainSummary): PlanePoints {
  const points = Array.from(labels, (_, i) => [
    inputs[i * features]!,
    features > 1 ? inputs[i * features + 1]! : 0,
  ]);
  return { points: points.flat(), values: labels, trainPoints: 0 };
}

/** Rows of some samples: one of each class, then a second of each, and so on. The user can thus compare the domains by class. */
export function byClass(labels: Int32Array, count: number): number[] {
  const seen = new Map<number, number>();
  const turns = Array.from(labels, (label, row) => {
    const turn = seen.get(label) ?? 0;
    seen.set(label, turn + 1);
    return { row, label, turn };
  });
  return turns
    .sort((a, b) => a.turn - b.turn || a.label - b.label)
    .slice(0, count)
    .map(({ row }) => row);
}
