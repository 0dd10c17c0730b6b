import { useEffect } from 'react';
import { softmax } from '../../engine/numeric/softmax';
import { useStudy } from './definition';

/** Side of the grid of places that everyone is asked about. */
const resolution = 80;

/** Has the worker tell what everyone answers all over the plane, as long as the caller is on view. */
export function useSurfaceRequest(): void {
  const { useStore } = useStudy();
  const look = useStore((state) => state.look);
  useEffect(() => {
    look({ boundaryResolution: resolution });
    return () => look({ boundaryResolution: 0 });
  }, [look]);
}

/** Logits on a grid as class probabilities, ready to be drawn. @param outputs classes */
export function surfaceOf<Bounds>(
  { resolution, bounds }: { readonly resolution: number; readonly bounds: Bounds },
  logits: Float64Array,
  outputs: number,
) {
  return { resolution, bounds, outputs, values: softmax(logits, outputs, 1) };
}
