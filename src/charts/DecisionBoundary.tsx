import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { extent } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber, formatPercent } from './format';
import { categoryColor, magnitudeColor, rgb } from './palette';
import { TooltipBox } from './TooltipBox';
import type { DecisionBoundaryProps, PlanePoints, Surface } from './types';

/** The drawing's own side; it scales to its place. */
const side = 300;

/** Points of a plane over what the network says of every place in it. */
export function DecisionBoundary({
  meta,
  task,
  classNames,
  data,
  surface,
  height = 260,
}: DecisionBoundaryProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const [hover, setHover] = useState<{ row: number; column: number; x: number; y: number }>();
  // Classes have colours of their own; only targets are placed on a scale.
  const [low, high] =
    task === 'regression'
      ? extent([...Array.from(data.values), ...Array.from(surface?.values ?? [])], 'linear')
      : [0, 1];
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: ['x', 'y', task === 'classification' ? 'class' : 'target', 'part'],
        rows: Array.from(data.values, (value, i) => [
          data.points[2 * i]!,
          data.points[2 * i + 1]!,
          task === 'classification' ? (classNames[value] ?? value) : value,
          i < data.trainPoints ? 'train' : 'test',
        ]),
      })}
    >
      {() => (
        // biome-ignore lint/a11y/noStaticElementInteractions: hovering only adds to what the picture shows.
        <div
          style={{
            position: 'relative',
            height: '100%',
            aspectRatio: '1',
            margin: '0 auto',
            maxWidth: '100%',
          }}
          onMouseLeave={() => setHover(undefined)}
          onMouseMove={(event) => {
            if (!surface) return;
            const box = event.currentTarget.getBoundingClientRect();
            const [x, y] = [event.clientX - box.left, event.clientY - box.top];
            const at = (share: number) =>
              Math.min(surface.resolution - 1, Math.max(0, Math.floor(share * surface.resolution)));
            setHover({ row: at(1 - y / box.height), column: at(x / box.width), x, y });
          }}
        >
          {surface && <SurfaceCanvas surface={surface} task={task} low={low} high={high} />}
          {surface && <Points data={data} task={task} {...surface.bounds} low={low} high={high} />}
          {hover && surface && (
            <div
              style={{
                position: 'absolute',
                left: Math.min(hover.x, 120),
                top: hover.y + 12,
                zIndex: 2,
                pointerEvents: 'none',
              }}
            >
              <TooltipBox {...told(surface, hover, task, classNames, t('here'))} />
            </div>
          )}
        </div>
      )}
    </ChartFrame>
  );
}

/** What the network says at a place. */
function told(
  surface: Surface,
  { row, column }: { row: number; column: number },
  task: string,
  names: readonly string[],
  here: string,
) {
  const { resolution, bounds, outputs, values } = surface;
  const x = bounds.xMin + ((bounds.xMax - bounds.xMin) * (column + 0.5)) / resolution;
  const y = bounds.yMin + ((bounds.yMax - bounds.yMin) * (row + 0.5)) / resolution;
  const start = (row * resolution + column) * outputs;
  return {
    title: `${here} (${formatNumber(x)}, ${formatNumber(y)})`,
    rows: Array.from({ length: Math.min(outputs, 10) }, (_, k) => ({
      label: names[k] ?? String(k),
      value: task === 'classification' ? formatPercent(values[start + k]!) : formatNumber(values[start + k]!),
      color: task === 'classification' ? categoryColor(k) : undefined,
    })),
  };
}

function SurfaceCanvas({
  surface,
  task,
  low,
  high,
}: {
  readonly surface: Surface;
  readonly task: string;
  readonly low: number;
  readonly high: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { resolution, outputs, values } = surface;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(resolution, resolution);
    for (let row = 0; row < resolution; row++) {
      for (let column = 0; column < resolution; column++) {
        const start = (row * resolution + column) * outputs;
        // Rows of the surface rise with y, those of a picture fall.
        const pixel = 4 * ((resolution - 1 - row) * resolution + column);
        picture.data.set(
          [
            ...(task === 'classification'
              ? mixed(values, start, outputs)
              : rgb(magnitudeColor((values[start]! - low) / (high - low)))),
            255,
          ],
          pixel,
        );
      }
    }
    context.putImageData(picture, 0, 0);
  }, [resolution, outputs, values, task, low, high]);
  return (
    <canvas
      ref={canvas}
      width={resolution}
      height={resolution}
      style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }}
    />
  );
}

const classRgb = Array.from({ length: 100 }, (_, k) => rgb(categoryColor(k)));

/** The classes' colours mixed by their probabilities, lightened so that points stand out. */
function mixed(values: ArrayLike<number>, start: number, classes: number): [number, number, number] {
  const mix: [number, number, number] = [0, 0, 0];
  for (let k = 0; k < classes; k++) {
    const share = values[start + k]!;
    for (let c = 0; c < 3; c++) mix[c]! += share * classRgb[k]![c]!;
  }
  return mix.map((value) => 255 - 0.55 * (255 - value)) as [number, number, number];
}

type PointsProps = Surface['bounds'] & {
  readonly data: PlanePoints;
  readonly task: string;
  readonly low: number;
  readonly high: number;
};

/** Train samples solid, test samples hollow; drawn once, as they stay while the surface beneath them moves. */
const Points = memo(function Points({ data, task, xMin, xMax, yMin, yMax, low, high }: PointsProps) {
  const x = (value: number) => (side * (value - xMin)) / (xMax - xMin);
  const y = (value: number) => side - (side * (value - yMin)) / (yMax - yMin);
  const color = (value: number) =>
    task === 'classification' ? categoryColor(value) : magnitudeColor((value - low) / (high - low));
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      aria-hidden
      style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }}
    >
      {Array.from(data.values, (value, i) => {
        const train = i < data.trainPoints;
        const place = { cx: x(data.points[2 * i]!), cy: y(data.points[2 * i + 1]!), r: train ? 2.6 : 2.4 };
        const look = train
          ? { fill: color(value), stroke: '#ffffff', strokeWidth: 0.7 }
          : { fill: '#ffffff', stroke: color(value), strokeWidth: 1.2 };
        return <circle key={i} {...place} {...look} />;
      })}
    </svg>
  );
});
