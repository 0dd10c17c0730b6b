import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { partColumn } from './columns';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor } from './palette';
import { LineMark } from './plot/marks';
import { Plot } from './plot/Plot';
import { dotsPath } from './plot/paths';
import { linearAxis } from './scales';
import type { KeyEntry, RegressionFitProps } from './types';

/** The radius of a sample's mark. */
const radius = 3.5;

/** Draws the points and the fitted curve of a network with one input. */
export function RegressionFit({
  meta,
  data,
  surface,
  height = 260,
}: RegressionFitProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const points = Array.from(data.values, (y, i) => ({ x: data.points[i]!, y, train: i < data.trainPoints }));
  const curve = surface
    ? Array.from({ length: surface.resolution }, (_, i) => ({
        x: surface.bounds.xMin + ((surface.bounds.xMax - surface.bounds.xMin) * i) / (surface.resolution - 1),
        fit: surface.values[i * surface.outputs]!,
      }))
    : [];
  const emphasis = useEmphasis(['train', 'test', 'fit']);
  const keys: KeyEntry[] = [
    { id: 'train', label: t('train'), color: categoryColor(0), shape: 'point' },
    { id: 'test', label: t('test'), color: categoryColor(0), shape: 'ring' },
    { id: 'fit', label: t('fit'), color: categoryColor(1) },
  ];
  const part = (train: boolean) => points.filter((point) => point.train === train);
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: ['x', 'y', partColumn(t)],
        rows: [
          ...points.map(({ x, y, train }) => [x, y, train ? 'train' : 'test']),
          ...curve.map(({ x, fit }) => [x, fit, 'fit']),
        ],
      })}
      plot={() => ({
        panels: [
          {
            x: { label: 'x' },
            y: { label: 'y' },
            series: [
              ...[true, false].map((train, k) => ({
                ...keys[k]!,
                draw: 'points' as const,
                x: part(train).map(({ x }) => x),
                y: part(train).map(({ y }) => y),
              })),
              {
                ...keys[2]!,
                draw: 'line' as const,
                x: curve.map(({ x }) => x),
                y: curve.map(({ fit }) => fit),
              },
            ],
          },
        ],
      })}
      // Where no point is kept aside, there is none to explain.
      legend={<Legend entries={keys.filter(({ id }) => id !== 'test' || part(false).length > 0)} />}
    >
      {() => (
        <Plot
          places={{
            kind: 'numbers',
            axis: linearAxis([...points, ...curve].map(({ x }) => x)),
            at: curve.map(({ x }) => x),
          }}
          up={{ axis: linearAxis([...points.map(({ y }) => y), ...curve.map(({ fit }) => fit)]) }}
          left={44}
          crossed
        >
          {(space) => (
            <>
              {[true, false].map((train) => {
                const shown = part(train);
                return (
                  <path
                    key={String(train)}
                    d={dotsPath(
                      shown.length,
                      (i) => space.across(shown[i]!.x),
                      (i) => space.y(shown[i]!.y),
                      radius,
                    )}
                    fill={train ? categoryColor(0) : 'none'}
                    stroke={train ? 'none' : categoryColor(0)}
                    opacity={emphasis(train ? 'train' : 'test')}
                  />
                );
              })}
              <LineMark
                space={space}
                values={curve.map(({ fit }) => fit)}
                color={categoryColor(1)}
                opacity={emphasis('fit')}
                width={2}
              />
            </>
          )}
        </Plot>
      )}
    </ChartFrame>
  );
}
