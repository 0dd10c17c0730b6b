import { useEffect, useRef } from 'react';
import { categoryColor, magnitudeColor, rgb } from '../palette';
import type { Surface } from '../types';

/** How values become colours: each class has its own colour, targets use a scale. */
export type PlaneColors =
  | { readonly kind: 'classes' }
  | { readonly kind: 'targets'; readonly low: number; readonly high: number };

/** The colour of a sample's class or target. */
export const pointColor = (value: number, colors: PlaneColors): string =>
  colors.kind === 'classes'
    ? categoryColor(value)
    : magnitudeColor((value - colors.low) / (colors.high - colors.low));

/** Draws the network's prediction at every place of the plane in colours. */
export function SurfaceCanvas({
  surface,
  colors,
}: {
  readonly surface: Surface;
  readonly colors: PlaneColors;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { resolution, outputs, values } = surface;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(resolution, resolution);
    for (let row = 0; row < resolution; row++) {
      for (let column = 0; column < resolution; column++) {
        const start = (row * resolution + column) * outputs;
        // Rows of the surface go upward with y, but a picture's rows go downward.
        const pixel = 4 * ((resolution - 1 - row) * resolution + column);
        const color =
          colors.kind === 'classes' ? mixed(values, start, outputs) : rgb(pointColor(values[start]!, colors));
        picture.data.set([...color, 255], pixel);
      }
    }
    context.putImageData(picture, 0, 0);
  }, [resolution, outputs, values, colors]);
  return <canvas ref={canvas} width={resolution} height={resolution} style={wholePlane} />;
}

/** Covers the whole plane. */
export const wholePlane = { position: 'absolute', inset: 0, width: '100%', height: '100%' } as const;

const classRgb = Array.from({ length: 100 }, (_, k) => rgb(categoryColor(k)));

/** The classes' colours mixed by their probabilities, and lightened so that points are visible. */
function mixed(values: ArrayLike<number>, start: number, classes: number): [number, number, number] {
  const mix: [number, number, number] = [0, 0, 0];
  for (let k = 0; k < classes; k++) {
    const share = values[start + k]!;
    for (let c = 0; c < 3; c++) mix[c]! += share * classRgb[k]![c]!;
  }
  return mix.map((value) => 255 - 0.55 * (255 - value)) as [number, number, number];
}
