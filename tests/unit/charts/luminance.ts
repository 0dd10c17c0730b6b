import { rgb } from '../../../src/charts/palette';

/** Relative luminance of a colour, from 0, black, to 1, white (WCAG 2.2). */
export function luminance(color: string): number {
  const [r, g, b] = rgb(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
