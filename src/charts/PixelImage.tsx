import { useEffect, useRef } from 'react';
import { divergingColor, rgb } from './palette';
import type { Pixels } from './types';

interface PixelImageProps extends Pixels {
  /** The description for screen readers. */
  readonly label: string;
  /** Width on the page, in CSS pixels. */
  readonly size?: number;
}

/** Converts values to canvas pixels, `[height · width · 4]`. Values that are not numbers are transparent. */
export function pixelBytes({ width, height, values, colors = 'gray', reach }: Pixels): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(4 * width * height);
  const furthest =
    reach ?? Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
  for (let i = 0; i < width * height; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const gray = 255 * value;
    const color =
      colors === 'gray'
        ? [gray, gray, gray]
        : rgb(divergingColor(furthest > 0 ? 0.5 + value / (2 * furthest) : 0.5));
    bytes.set(
      [...color, 255].map((part) => Math.round(Math.min(255, Math.max(0, part)))),
      4 * i,
    );
  }
  return bytes;
}

/** Draws a small picture with sharp pixels. */
export function PixelImage({ label, size = 56, ...pixels }: PixelImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, values, colors, reach } = pixels;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture's own fields are all there is to it.
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(width, height);
    picture.data.set(pixelBytes(pixels));
    context.putImageData(picture, 0, 0);
  }, [width, height, values, colors, reach]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={width}
      height={height}
      style={{
        width: size,
        aspectRatio: `${width} / ${height}`,
        imageRendering: 'pixelated',
        // A frame marks the edge of black pictures on a dark page and of white ones on a light page.
        outline: '1px solid var(--mantine-color-default-border)',
      }}
    />
  );
}
