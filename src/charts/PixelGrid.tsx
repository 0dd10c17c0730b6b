import { Text } from '@mantine/core';
import { PixelImage } from './PixelImage';
import type { Pixels } from './types';

interface PixelGridProps {
  readonly images: readonly (Pixels & { readonly id: string; readonly caption: string })[];
  /** Width of each on the page, in CSS pixels. */
  readonly size?: number;
}

/** The smallest width of a caption, in CSS pixels. */
const captionWidth = 72;

/** Draws small pictures side by side, each with its caption. */
export function PixelGrid({ images, size = 56 }: PixelGridProps) {
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10 }}>
      {images.map(({ id, caption, ...pixels }) => (
        <figure key={id} style={{ margin: 0, width: Math.max(size, captionWidth) }}>
          <PixelImage {...pixels} label={caption} size={size} />
          <Text component="figcaption" size="xs" c="dimmed" lh={1.25} style={{ overflowWrap: 'anywhere' }}>
            {caption}
          </Text>
        </figure>
      ))}
    </div>
  );
}
