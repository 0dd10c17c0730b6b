import { useEffect, useRef } from 'react';
import { wholePlane } from './SurfaceCanvas';

/** The picture's side in pixels, and the width of a stripe and of the gap after it. */
const side = 320;
const stripe = 2;
const period = 9;

/** Draws stripes over the cells in which `where`, `[resolution²]`, is 1; rows from the smallest y. */
export function HatchCanvas({
  resolution,
  where,
}: {
  readonly resolution: number;
  readonly where: Uint8Array;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(side, side);
    for (let y = 0; y < side; y++) {
      const row = Math.floor(((side - 1 - y) * resolution) / side);
      for (let x = 0; x < side; x++) {
        if ((x + y) % period >= stripe) continue;
        if (where[row * resolution + Math.floor((x * resolution) / side)])
          picture.data.set([0, 0, 0, 200], 4 * (y * side + x));
      }
    }
    context.putImageData(picture, 0, 0);
  }, [resolution, where]);
  return <canvas ref={canvas} width={side} height={side} style={wholePlane} />;
}
