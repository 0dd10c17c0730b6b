import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { axisText } from './axisText';
import { ChartFrame } from './ChartFrame';
import { ColorBar } from './ColorBar';
import { cellAt } from './cellAt';
import { stepColumns, valueName } from './columns';
import { formatNorm, formatPercent } from './format';
import { layerTitle } from './layerTitle';
import { magnitudeColor, rgb } from './palette';
import { namesToWrite, shareAlong, valueScale, wholeAxis } from './scales';
import { TooltipBox } from './TooltipBox';
import type { LayerTimeHeatmapProps } from './types';

const left = 48;
const right = 74;
const bottom = 30;

/** A colour for each of 256 shares of the scale. */
const ramp = Array.from({ length: 256 }, (_, i) => rgb(magnitudeColor(i / 255)));
/** Values that are 0, negative or not finite cannot be shown on a log scale. */
const blank = [150, 150, 150] as const;

/** Draws one quantity, layer × step, as a heatmap with a colour scale; the input layer is at the top. */
export function LayerTimeHeatmap({
  meta,
  steps,
  layers,
  values,
  axis,
  end,
  height = 320,
}: LayerTimeHeatmapProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hover, setHover] = useState<{ l: number; i: number; x: number; y: number }>();
  const columns = steps.length;
  // Another network may leave fewer layers or steps under a pointer that rests.
  const hovered = hover && hover.l < layers.length && hover.i < columns ? hover : undefined;
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={height}
      table={() => ({
        columns: [{ id: 'layer', label: t('layer') }, ...stepColumns(steps, axis, t)],
        rows: layers.map((layer, l) => [
          layer,
          ...Array.from(values.subarray(l * columns, (l + 1) * columns)),
        ]),
      })}
      plot={() => ({
        matrix: {
          rows: layers,
          columns: Array.from(steps, String),
          rowLabel: t('layer'),
          columnLabel: t('step'),
          valueLabel: axis.label,
          percent: axis.percent,
          values,
        },
      })}
    >
      {(scale) => (
        <>
          <HeatmapCanvas
            canvas={canvas}
            columns={columns}
            rows={layers.length}
            values={values}
            scale={scale}
          />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: hovering only adds to what the exported table says. */}
          <div
            style={{ position: 'absolute', left, right, top: 0, bottom }}
            onMouseLeave={() => setHover(undefined)}
            onMouseMove={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              const [x, y] = [event.clientX - box.left, event.clientY - box.top];
              setHover({ l: cellAt(y / box.height, layers.length), i: cellAt(x / box.width, columns), x, y });
            }}
          >
            {hovered && (
              <div
                style={{
                  position: 'absolute',
                  left: Math.max(0, hovered.x - 120),
                  top: hovered.y + 12,
                  zIndex: 2,
                  pointerEvents: 'none',
                }}
              >
                <TooltipBox
                  title={t('layerAtStep', {
                    layer: layerTitle(t, layers[hovered.l]!),
                    step: steps[hovered.i],
                  })}
                  rows={[
                    {
                      label: valueName(axis),
                      value: axis.percent
                        ? formatPercent(values[hovered.l * columns + hovered.i]!)
                        : formatNorm(values[hovered.l * columns + hovered.i]!),
                    },
                  ]}
                />
              </div>
            )}
          </div>
          <HeatmapAxes steps={steps} layers={layers} values={values} scale={scale} axis={axis} end={end} />
        </>
      )}
    </ChartFrame>
  );
}

interface CanvasProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
  readonly scale: 'linear' | 'log';
}

function HeatmapCanvas({ canvas, columns, rows, values, scale }: CanvasProps) {
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || columns === 0) return;
    const picture = context.createImageData(columns, rows);
    const { domain } = valueScale(values, scale);
    values.forEach((value, k) => {
      const share = shareAlong(value, domain, scale);
      const [r, g, b] = Number.isFinite(share)
        ? ramp[Math.round(255 * Math.min(1, Math.max(0, share)))]!
        : blank;
      picture.data.set([r, g, b, 255], 4 * k);
    });
    context.putImageData(picture, 0, 0);
  }, [canvas, columns, rows, values, scale]);
  return (
    <canvas
      ref={canvas}
      width={Math.max(1, columns)}
      height={rows}
      style={{
        position: 'absolute',
        left,
        top: 0,
        width: `calc(100% - ${left + right}px)`,
        height: `calc(100% - ${bottom}px)`,
        imageRendering: 'pixelated',
      }}
    />
  );
}

interface AxesProps {
  readonly steps: ArrayLike<number>;
  readonly layers: readonly string[];
  readonly values: Float64Array;
  readonly scale: 'linear' | 'log';
  readonly axis: LayerTimeHeatmapProps['axis'];
  readonly end: number | undefined;
}

/** Draws layer names, steps and the colour bar around the canvas. */
function HeatmapAxes({ steps, layers, values, scale, axis, end }: AxesProps) {
  const { t } = useTranslation('charts');
  const { label, percent } = axis;
  const range = useMemo(() => valueScale(values, scale, { percent }), [values, scale, percent]);
  const written = new Set(namesToWrite(layers));
  const [first, last] = [steps[0] ?? 0, Math.max(end ?? 0, steps[steps.length - 1] ?? 1)];
  return (
    <>
      <svg
        aria-hidden
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          width: left,
          height: `calc(100% - ${bottom}px)`,
          overflow: 'visible',
        }}
      >
        {layers.map((layer, l) =>
          written.has(layer) ? (
            <text
              key={layer}
              x={left - 6}
              y={`${((l + 0.5) / layers.length) * 100}%`}
              textAnchor="end"
              dominantBaseline="middle"
              {...axisText}
            >
              {layer}
            </text>
          ) : null,
        )}
      </svg>
      <svg
        aria-hidden
        style={{
          position: 'absolute',
          left,
          bottom: 0,
          width: `calc(100% - ${left + right}px)`,
          height: bottom,
          overflow: 'visible',
        }}
      >
        {wholeAxis(first, last).ticks.map((tick) => (
          <text
            key={tick}
            x={`${(100 * (tick - first)) / Math.max(1, last - first)}%`}
            y="14"
            textAnchor={tick === last ? 'end' : tick === first ? 'start' : 'middle'}
            {...axisText}
          >
            {tick}
          </text>
        ))}
        <text x="50%" y="26" textAnchor="middle" {...axisText}>
          {t('step')}
        </text>
      </svg>
      <svg
        aria-hidden
        style={{
          position: 'absolute',
          right: 0,
          top: 0,
          width: right,
          height: `calc(100% - ${bottom}px)`,
          overflow: 'visible',
        }}
      >
        <ColorBar
          color={magnitudeColor}
          ticks={range.ticks.map((tick) => ({
            share: shareAlong(tick, range.domain, scale),
            label: range.format(tick),
          }))}
        />
        <text x={right} y="100%" dy={26} textAnchor="end" {...axisText}>
          {label}
        </text>
      </svg>
    </>
  );
}
