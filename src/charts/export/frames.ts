import type { ReactNode } from 'react';
import type { PlotData } from '../plotData';
import type { ChartMeta } from '../types';
import type { ChartTable } from './csv';

/** A chart on the page, which a figure draws again at another size. */
export interface Frame {
  readonly meta: ChartMeta;
  readonly scale: 'linear' | 'log';
  readonly height: number | string;
  /** Whether the picture keeps its shape at any width. */
  readonly keepsShape: boolean;
  /** Its size on the page, in CSS pixels. */
  readonly size: () => { readonly width: number; readonly height: number };
  readonly picture: () => ReactNode;
  readonly legend: ReactNode;
  readonly table: () => ChartTable;
  readonly plot: () => PlotData;
}

/** The charts of the view in the order in which they were opened; each returns its current state on request. */
const mounted = new Map<string, () => Frame>();

/** Adds a chart to those of the view. @returns a function that removes it */
export function mountFrame(id: string, frame: () => Frame): () => void {
  mounted.set(id, frame);
  return () => {
    if (mounted.get(id) === frame) mounted.delete(id);
  };
}

/** The charts of the view from the top of the page down. */
export const framesOfView = (): readonly Frame[] =>
  [...mounted.entries()]
    .flatMap(([id, frame]) => {
      const place = document.getElementById(id)?.getBoundingClientRect();
      return place ? [{ frame: frame(), top: place.top, left: place.left }] : [];
    })
    .toSorted((a, b) => a.left - b.left || a.top - b.top)
    .map(({ frame }) => frame);
