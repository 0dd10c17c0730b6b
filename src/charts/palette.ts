import { lab, rgb as parseColor } from 'd3-color';
import { interpolateRdBu, interpolateViridis } from 'd3-scale-chromatic';

/** Twelve colours, each with a contrast of at least 3:1 against the light and the dark page (WCAG 2.2, 1.4.11). */
export const categorical = [
  '#0f77b8',
  '#d55e00',
  '#009e73',
  '#b8559f',
  '#967500',
  '#4a93dd',
  '#8a63e8',
  '#777777',
  '#cf4046',
  '#6b982c',
  '#ea5c92',
  '#94684a',
] as const;

/** The number of distinguishable colours. */
export const categoryCount = categorical.length;

/** The colour of the i-th series or class. */
export const categoryColor = (index: number): string => categorical[index % categorical.length]!;

/** The grey for marks that belong to no series: references, counts. */
export const neutralColor = categorical[7];

/** The largest number of series with solid lines. More series are also dashed, so that they differ in more than colour. */
const solid = 6;
const dashes = ['7 3', '2 3', '9 3 2 3'] as const;

/** The style of the i-th series; the first 48 all differ. */
export function seriesLook(index: number): { readonly color: string; readonly dash?: string } {
  const dash =
    index < solid ? undefined : dashes[Math.floor((index - solid) / categorical.length) % dashes.length];
  return { color: categoryColor(index), ...(dash ? { dash } : {}) };
}

/** Viridis from 0 to 1, for magnitudes. */
export const magnitudeColor = (share: number): string => interpolateViridis(Math.min(1, Math.max(0, share)));

/** Blue through white to red, for values on both sides of a middle. */
export const divergingColor = (share: number): string => interpolateRdBu(1 - Math.min(1, Math.max(0, share)));

/** Blue, grey and orange. */
const signed = [
  [0, 0x72, 0xb2],
  [0x9a, 0x9a, 0x9a],
  [0xd5, 0x5e, 0],
] as const;

/** Blue below 0, grey at 0, orange above, from −1 to 1. */
export function signedColor(share: number): string {
  const [low, middle, high] = signed;
  const end = share < 0 ? low : high;
  const size = Math.min(1, Math.abs(share));
  return `rgb(${middle.map((m, c) => Math.round(m + (end[c]! - m) * size)).join(', ')})`;
}

/** The lightness L* of the first and the last layer's colour: between them a line has 3:1 on the light and on the dark page. */
const [firstLightness, lastLightness] = [48, 61];

/** A colour for one of many layers, from input to output: the hues of viridis, at a lightness that both themes can show. */
export function layerColor(layer: number, layers: number): string {
  const share = layers > 1 ? layer / (layers - 1) : 0.4;
  const { a, b } = lab(magnitudeColor(share));
  return lab(firstLightness + (lastLightness - firstLightness) * share, a, b)
    .rgb()
    .clamp()
    .formatHex();
}

/** The position of a unit's output between its smallest (blue) and its largest value (orange), as red, green, blue. */
export function answerColor(share: number): readonly [number, number, number] {
  const [cold, warm] = [rgb(categorical[0]), rgb(categorical[1])];
  const mixed = (c: 0 | 1 | 2) => cold[c] + (warm[c] - cold[c]) * share;
  return [mixed(0), mixed(1), mixed(2)];
}

/** A CSS colour as numbers 0..255. */
export function rgb(color: string): readonly [number, number, number] {
  const { r, g, b } = parseColor(color);
  return [r, g, b];
}

/** Whether dark text has more contrast on a colour than light text. At lightness L* of 50 both have a contrast of 4.5. */
export const takesDarkText = (color: string): boolean => lab(color).l > 50;
