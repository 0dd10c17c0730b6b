const all = ['svg', 'pdf', 'png', 'tikz'] as const;
export type Format = (typeof all)[number];

/** Whether this page can draw a PDF. A report, one file, can't: the fonts alone would double it. */
export const hasPdf = import.meta.env.MODE !== 'report';

/** The file formats of a figure. */
export const formats: readonly Format[] = hasPdf ? all : all.filter((format) => format !== 'pdf');

/** The purposes of a figure. */
export const sizes = ['page', 'column', 'slide', 'screen'] as const;
export type SizeName = (typeof sizes)[number];

interface Size {
  /** The layout width in CSS pixels; `undefined`: as wide as on the page. */
  readonly width: number | undefined;
  readonly height?: number;
  /** The largest number of charts side by side. */
  readonly columns: number;
  /** The enlargement of the drawing relative to its layout. */
  readonly zoom: number;
  /** Pixels of a PNG per CSS pixel of the layout. */
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
  /** The caption below the figure; none if it is empty. */
  readonly caption: string;
}

/** The layout for a number of charts. Several charts on a slide are drawn smaller, so that each has room. */
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
