import { type AxisScale, shareAlong } from '../scales';

/** The horizontal axis: names side by side, or numbers; `at` are the numbers at which a chart has something to tell. */
export type Across =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | {
      readonly kind: 'numbers';
      readonly axis: AxisScale;
      readonly at: ArrayLike<number>;
      readonly scale?: 'linear' | 'log';
    };

/** A vertical axis; its name is written along it. */
export interface Up {
  readonly axis: AxisScale;
  readonly scale?: 'linear' | 'log';
  readonly name?: string;
}

/** The rectangle between the axes, in CSS pixels. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the axes put things, in CSS pixels. What an axis cannot show is NaN. */
export interface Space {
  readonly area: Area;
  /** The number of places along the horizontal axis, and the width of each if they are names. */
  readonly count: number;
  readonly band: number;
  /** The middle of a place. */
  readonly x: (place: number) => number;
  /** A number on the horizontal axis. */
  readonly across: (value: number) => number;
  readonly y: (value: number) => number;
  /** The same by the axis on the right. */
  readonly yRight: (value: number) => number;
  /** The place nearest to a point; undefined outside of the area, and if there are no places. */
  readonly nearest: (x: number, y: number) => number | undefined;
}

/** SVG breaks on coordinates of many digits; what is farther out than this many sizes of the area is drawn there. */
const farthest = 3;

/** A vertical axis as a function from values to pixels. */
function upward({ top, bottom }: Area, up: Up | undefined): (value: number) => number {
  if (!up) return () => Number.NaN;
  const { axis, scale = 'linear' } = up;
  return (value) => {
    if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) return Number.NaN;
    const share = shareAlong(value, axis.domain, scale);
    return bottom - Math.min(farthest, Math.max(-farthest, share)) * (bottom - top);
  };
}

/** Lays out a plot's axes. */
export function plotSpace(area: Area, places: Across, up: Up, upRight?: Up): Space {
  const { left, right, top, bottom } = area;
  const count = places.kind === 'names' ? places.names.length : places.at.length;
  const band = places.kind === 'names' ? (right - left) / Math.max(1, count) : 0;
  const across = (value: number): number => {
    if (places.kind === 'names') return left + (value + 0.5) * band;
    const { axis, scale = 'linear' } = places;
    if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) return Number.NaN;
    return left + shareAlong(value, axis.domain, scale) * (right - left);
  };
  const x = places.kind === 'names' ? across : (place: number) => across(places.at[place]!);
  const nearest = (px: number, py: number): number | undefined => {
    if (count === 0 || px < left || px > right || py < top || py > bottom) return undefined;
    if (band > 0) return Math.min(count - 1, Math.floor((px - left) / band));
    let best: number | undefined;
    let distance = Number.POSITIVE_INFINITY;
    for (let place = 0; place < count; place++) {
      const off = Math.abs(x(place) - px);
      if (off < distance) [best, distance] = [place, off];
    }
    return best;
  };
  return { area, count, band, x, across, y: upward(area, up), yRight: upward(area, upRight), nearest };
}

/** Half of the text of an axis' last tick, in CSS pixels: it reaches over the end of the axis. */
export const overhang = ({ ticks, format }: AxisScale, fontSize: number): number =>
  textWidth(format(ticks.at(-1) ?? 0), fontSize) / 2;

/** A label beside an axis: where its middle is, and its width. */
interface Label {
  readonly at: number;
  readonly width: number;
}

/** The least gap between two labels, in pixels. */
const labelGap = 6;

/**
 * Which of the labels along an axis are written: the first, the last, and those between that touch no other. Of two labels
 * that touch, the last one of all stays.
 */
export function labelsThatFit(labels: readonly Label[]): readonly boolean[] {
  const fits = labels.map(() => false);
  const last = labels.length - 1;
  const free = (a: Label, b: Label) => b.at - b.width / 2 - (a.at + a.width / 2) >= labelGap;
  let before: Label | undefined;
  labels.forEach((label, i) => {
    if (before && !free(before, label)) return;
    if (i < last && !free(label, labels[last]!)) return;
    fits[i] = true;
    before = label;
  });
  if (last >= 0) fits[last] = true;
  return fits;
}

/** The approximate width of a text as a multiple of its font size. A Chinese character is about twice as wide as a letter. */
export const textWidth = (text: string, fontSize: number): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.56), 0) * fontSize;
