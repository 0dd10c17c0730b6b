import type { Marker } from './types';

/** Outlines of markers around 0, all of about the same area, as SVG paths for radius 1. */
export const markerPaths = {
  circle: 'M-1,0a1,1 0 1 0 2,0a1,1 0 1 0 -2,0z',
  triangle: 'M0,-1.3l1.25,2.15h-2.5z',
  square: 'M-0.9,-0.9h1.8v1.8h-1.8z',
  diamond: 'M0,-1.3l1.25,1.3l-1.25,1.3l-1.25,-1.3z',
} as const satisfies Record<Marker, string>;

const kinds = Object.keys(markerPaths) as Marker[];

/** The marker of the i-th series, for readers who cannot distinguish its colour. */
export const seriesMarker = (index: number): Marker => kinds[index % kinds.length]!;
