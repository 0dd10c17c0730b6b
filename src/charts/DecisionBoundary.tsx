import { useMemo } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { partColumn } from './columns';
import { formatNumber, formatPercent } from './format';
import { categoryColor, magnitudeColor } from './palette';
import { Plane, placeCentre } from './plane/Plane';
import { PlaneLegend } from './plane/PlaneLegend';
import { planeSentence } from './plane/planeSentence';
import type { PlaneColors } from './plane/SurfaceCanvas';
import { Ramp } from './Ramp';
import { colorAxis } from './scales';
import type { DecisionBoundaryProps } from './types';

/** Draws the points of a plane over the network's prediction at every place. */
export function DecisionBoundary({
  meta,
  task,
  classNames,
  data,
  surface,
  height = 260,
}: DecisionBoundaryProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const colors = useMemo((): PlaneColors => {
    if (task === 'classification') return { kind: 'classes' };
    const [low, high] = colorAxis([...Array.from(data.values), ...Array.from(surface?.values ?? [])]).domain;
    return { kind: 'targets', low, high };
  }, [task, data, surface]);
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: [
          'x',
          'y',
          task === 'classification'
            ? { id: 'class', label: t('class') }
            : { id: 'target', label: t('target') },
          partColumn(t),
        ],
        rows: Array.from(data.values, (value, i) => [
          data.points[2 * i]!,
          data.points[2 * i + 1]!,
          task === 'classification' ? (classNames[value] ?? value) : value,
          i < data.trainPoints ? 'train' : 'test',
        ]),
      })}
      plot={() => planeSentence(data, surface, task === 'classification' ? classNames : undefined, t)}
      legend={
        <>
          <PlaneLegend
            classNames={task === 'classification' ? classNames : []}
            extra={undefined}
            against={undefined}
          />
          {colors.kind === 'targets' && (
            <Ramp low={colors.low} high={colors.high} colorOf={magnitudeColor} label={t('target')} />
          )}
        </>
      }
    >
      {() => (
        <Plane
          surface={surface}
          colors={colors}
          data={data}
          tell={(place) => {
            const { resolution, outputs, values } = surface!;
            const start = (place.row * resolution + place.column) * outputs;
            const [x, y] = placeCentre(surface!, place);
            return {
              title: `${t('here')} (${formatNumber(x)}, ${formatNumber(y)})`,
              rows: Array.from({ length: Math.min(outputs, 10) }, (_, k) => ({
                label: classNames[k] ?? String(k),
                value:
                  task === 'classification'
                    ? formatPercent(values[start + k]!)
                    : formatNumber(values[start + k]!),
                color: task === 'classification' ? categoryColor(k) : undefined,
              })),
            };
          }}
        />
      )}
    </ChartFrame>
  );
}
