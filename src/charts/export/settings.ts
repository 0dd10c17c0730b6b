/** What a figure is saved as. */
export const formats = ['svg', 'pdf', 'png', 'tikz'] as const;
export type Format = (typeof formats)[number];

/** What it is made for. */
export const sizes = ['page', 'column', 'slide', 'screen'] as const;
export type SizeName = (typeof sizes)[number];

interface Size {
  /** CSS pixels that the figure is laid out in; `undefined`: as wide as on the page. */
  readonly width: number | undefined;
  readonly height?: number;
  /** Charts side by side at most. */
  readonly columns: number;
  /** How much larger it is drawn than it is laid out. */
  readonly zoom: number;
  /** Pixels of a PNG for each CSS pixel of the layout. */
  readonly density: number;
}

/** Layouts: 175 mm and 85 mm at 96 pixels an inch with 8-point letters, a slide of 16 : 9, or as on the page. */
const sizeOf: Readonly<Record<SizeName, Size>> = {
  page: { width: 661, columns: 2, zoom: 1, density: 4 },
  column: { width: 321, columns: 1, zoom: 1, density: 6 },
  slide: { width: 640, height: 360, columns: 2, zoom: 2, density: 3 },
  screen: { width: undefined, columns: 2, zoom: 1, density: 2 },
};

export interface FigureSettings {
  readonly size: SizeName;
  readonly scheme: 'light' | 'dark';
  readonly titled: boolean;
  /** Beneath the figure; none where it is empty. */
  readonly caption: string;
}

/** The layout of so many charts: several on a slide are drawn smaller, so that each has room. */
export function layoutOf(size: SizeName, charts: number): Size {
  const one = sizeOf[size];
  if (size !== 'slide' || charts === 1) return one;
  const times = charts <= 4 ? 1.5 : 2;
  return {
    ...one,
    width: one.width! * times,
    height: one.height! * times,
    columns: charts <= 4 ? 2 : 3,
    zoom: one.zoom / times,
    density: one.density / times,
  };
}
