import { useEffect } from 'react';
import { softmax } from '../../engine/numeric/softmax';
import { useStudy } from './definition';

/** Side of the grid of points at which every network is evaluated. */
const resolution = 80;

/** Requests the outputs of every network over the plane while the calling component is mounted. */
export function useSurfaceRequest(): void {
  const { useStore } = useStudy();
  const observe = useStore((state) => state.observe);
  useEffect(() => {
    observe({ boundaryResolution: resolution });
    return () => observe({ boundaryResolution: 0 });
  }, [observe]);
}

/** Converts logits on a grid to class probabilities for drawing. @param outputs number of classes */
export function surfaceOf<Bounds>(
  { resolution, bounds }: { readonly resolution: number; readonly bounds: Bounds },
  logits: Float64Array,
  outputs: number,
) {
  return { resolution, bounds, outputs, values: softmax(logits, outputs, 1) };
}
