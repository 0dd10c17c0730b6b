import type { Trace } from './write';

/** Number of grey levels of a pixel: 8 bits, as in scanned digits. */
const levels = 255;

/**
 * Draws a digit with a round pen into `pixels [size · size]`, rows from the top: 0 is paper, 1 is ink. A pixel at the
 * distance d from the stroke, in pixels, gets ½ + radius − d, so that edges are smooth.
 */
export function rasterize({ lines, thickness }: Trace, size: number, pixels: Float64Array): void {
  const radius = (thickness * size) / 2;
  const reach = radius + 0.5;
  // Squared distances first: the minimum over all segments.
  pixels.fill(reach * reach);
  for (const line of lines) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      // Pixel centres lie on whole numbers.
      const [x, y] = [line[i]! * size - 0.5, line[i + 1]! * size - 0.5];
      const [dx, dy] = [line[i + 2]! * size - 0.5 - x, line[i + 3]! * size - 0.5 - y];
      const square = dx * dx + dy * dy;
      const left = Math.max(Math.ceil(Math.min(x, x + dx) - reach), 0);
      const right = Math.min(Math.floor(Math.max(x, x + dx) + reach), size - 1);
      const top = Math.max(Math.ceil(Math.min(y, y + dy) - reach), 0);
      const bottom = Math.min(Math.floor(Math.max(y, y + dy) + reach), size - 1);
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const [px, py] = [column - x, row - y];
          const along = square > 0 ? Math.min(Math.max((px * dx + py * dy) / square, 0), 1) : 0;
          const [ox, oy] = [px - along * dx, py - along * dy];
          const distance = ox * ox + oy * oy;
          const at = row * size + column;
          if (distance < pixels[at]!) pixels[at] = distance;
        }
      }
    }
  }
  for (let i = 0; i < pixels.length; i++) {
    const ink = Math.min(Math.max(reach - Math.sqrt(pixels[i]!), 0), 1);
    pixels[i] = Math.round(ink * levels) / levels;
  }
}
