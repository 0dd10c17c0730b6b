import { useEffect, useRef } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { answerColor } from './palette';
import { Ramp } from './Ramp';
import { colorAxis, extent } from './scales';
import type { UnitMapProps } from './types';

/** Draws the output of one unit over the plane: blue below the middle of its range, orange above. */
export function UnitMap({
  meta,
  resolution,
  values,
  height = 200,
}: UnitMapProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [least, most] = extent(values) ?? [0, 0];
  const {
    domain: [low, high],
    format,
  } = colorAxis(values);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(resolution, resolution);
    for (let row = 0; row < resolution; row++) {
      for (let column = 0; column < resolution; column++) {
        const value = values[row * resolution + column]!;
        const share = (value - low) / (high - low);
        // Rows go upward with y, but a picture's rows go downward.
        picture.data.set([...answerColor(share), 255], 4 * ((resolution - 1 - row) * resolution + column));
      }
    }
    context.putImageData(picture, 0, 0);
  }, [resolution, values, low, high]);
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: [
          { id: 'row', label: t('heads.row') },
          { id: 'column', label: t('heads.column') },
          { id: 'answer', label: t('heads.output') },
        ],
        rows: Array.from(values, (value, i) => [Math.floor(i / resolution), i % resolution, value]),
      })}
      plot={() => ({
        sentence: t('summary.between', { low: formatNumber(least), high: formatNumber(most) }),
      })}
      legend={
        <Ramp
          low={low}
          high={high}
          colorOf={(share) => `rgb(${answerColor(share).join(' ')})`}
          format={format}
        />
      }
    >
      {() => (
        <canvas
          ref={canvas}
          width={resolution}
          height={resolution}
          style={{ height: '100%', aspectRatio: '1', margin: '0 auto', display: 'block', maxWidth: '100%' }}
        />
      )}
    </ChartFrame>
  );
}
