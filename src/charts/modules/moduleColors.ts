import { divergingColor, magnitudeColor, rgb } from '../palette';
import { type AxisScale, shareAlong, valueScale } from '../scales';

/** How the numbers of a module heatmap become colours. */
export interface ModuleScale {
  readonly axis: AxisScale;
  readonly scale: 'linear' | 'log';
  readonly diverging: boolean;
}

type Color = readonly [number, number, number];

const ramp = (colorOf: (share: number) => string): readonly Color[] =>
  Array.from({ length: 256 }, (_, i) => rgb(colorOf(i / 255)));
const magnitudes = ramp(magnitudeColor);
const signed = ramp(divergingColor);

/** NaN or infinite. */
export const brokenColor = '#d6336c';
/** 0 or below it on a log scale. */
export const zeroColor = '#969696';
const [broken, zero] = [rgb(brokenColor), rgb(zeroColor)];

/** A scale over all numbers, with 0 in the middle if they have both signs. */
export function moduleScale(
  values: Iterable<number>,
  scale: 'linear' | 'log',
  percent: boolean,
): ModuleScale {
  let [low, high, lowest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (value > 0) lowest = Math.min(lowest, value);
  }
  const diverging = scale === 'linear' && low < 0 && high > 0;
  const reach = Math.max(-low, high);
  const ends = diverging ? [-reach, reach] : [scale === 'log' ? lowest : low, high];
  const axis = percent
    ? valueScale([], 'linear', { domain: [0, 1], percent })
    : valueScale(ends.filter(Number.isFinite), scale, { count: 4 });
  return { axis, scale, diverging };
}

/** The colour of a number. */
export function moduleColor(value: number, { axis, scale, diverging }: ModuleScale): Color {
  if (!Number.isFinite(value)) return broken;
  if (scale === 'log' && value <= 0) return zero;
  const share = Math.min(1, Math.max(0, shareAlong(value, axis.domain, scale)));
  return (diverging ? signed : magnitudes)[Math.round(255 * share)]!;
}

/** Draws rows `[rows, columns]` of a matrix on a canvas, one pixel for each cell; cells that were not measured stay clear. */
export function drawModules(
  canvas: HTMLCanvasElement | null,
  { values, measured }: { readonly values: Float64Array; readonly measured: Uint8Array },
  columns: number,
  scale: ModuleScale,
): void {
  const context = canvas?.getContext('2d');
  if (!context || values.length === 0) return;
  const picture = context.createImageData(columns, values.length / columns);
  for (let i = 0; i < values.length; i++) {
    if (!measured[i]) continue;
    const [r, g, b] = moduleColor(values[i]!, scale);
    picture.data[4 * i] = r;
    picture.data[4 * i + 1] = g;
    picture.data[4 * i + 2] = b;
    picture.data[4 * i + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}
