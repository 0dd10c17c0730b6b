import { backpropagate, centralDifference, lossOf, withWeight } from '../../math/tinyNetwork';
import { places, sample, weights } from './network';

/** The largest distance of a finite difference from the gradient, over all ten weights, for steps from 10⁻¹⁵ to 1. */
export function differenceErrors() {
  const { x, y } = sample;
  const { loss, layers } = backpropagate(weights, x, y);
  const steps = Array.from({ length: 61 }, (_, i) => 10 ** (i / 4 - 15));
  const worst = (slopeAt: (place: (typeof places)[number], h: number) => number) =>
    steps.map((h) =>
      Math.max(
        ...places.map((place) => {
          const [l, from, to] = place;
          return Math.abs(slopeAt(place, h) - layers[l]!.gradient[from]![to]!);
        }),
      ),
    );
  return {
    steps,
    one: worst((place, h) => {
      const [l, from, to] = place;
      return (lossOf(withWeight(weights, place, weights[l]![from]![to]! + h), x, y) - loss) / h;
    }),
    two: worst((place, h) => centralDifference(weights, x, y, place, h)),
  };
}
