import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../locales/useText';
import { useTranslation } from '../locales/useTranslation';
import { comma } from '../schema/names';
import { axisText } from './axisText';
import { ChartFrame } from './ChartFrame';
import { ColorBar } from './ColorBar';
import { cellAt } from './cellAt';
import { withUnit } from './format';
import { Legend } from './Legend';
import { divergingColor, magnitudeColor, rgb } from './palette';
import { cellTicks, linearAxis, shareAlong } from './scales';
import { TooltipBox } from './TooltipBox';
import type { CellAxis, GridMapProps, KeyEntry } from './types';

/** The width for the names of rows. */
const roomFor = (labels: readonly string[]): number =>
  Math.min(130, Math.max(48, 14 + 6.2 * Math.max(...labels.map(({ length }) => length))));
const right = 84;
const bottom = 44;

/** Colours of 256 shares of the scale. */
const ramps = {
  sequential: Array.from({ length: 256 }, (_, i) => magnitudeColor(i / 255)),
  diverging: Array.from({ length: 256 }, (_, i) => divergingColor(i / 255)),
};

/** The ends of the colour scale; with a middle value, the scale is symmetric around it. Undefined before the first value. */
function scaleOf(
  values: Float64Array,
  colors: 'sequential' | 'diverging',
  middle = 0,
): readonly [number, number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return undefined;
  if (colors === 'diverging') {
    const reach = Math.max(Math.abs(low - middle), Math.abs(high - middle), 1e-9);
    return [middle - reach, middle + reach];
  }
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** Draws a value for each cell of a grid, with y upward. Cells appear as they are computed, and a click opens one. */
export function GridMap(props: GridMapProps & { readonly height?: number }) {
  const { meta, x, y, values, states, colors, middle, metric, curves, onPick, height = 520 } = props;
  const percent = props.percent === true;
  const divergedAt = (k: number) => props.divergedAt?.[k] ?? Number.NaN;
  const { t } = useTranslation('charts');
  const text = useText();
  const [at, setAt] = useState<{ readonly x: number; readonly y: number }>();
  const left = roomFor(y.labels);
  const [columns, rows] = [x.labels.length, y.labels.length];
  const ends = scaleOf(values, colors, middle);
  const ramp = ramps[colors];
  const colorOf = (value: number) => {
    const [low, high] = ends!;
    return ramp[Math.round((255 * (value - low)) / (high - low))]!;
  };

  const grey = 'var(--mantine-color-dimmed)';
  const keys: KeyEntry[] = [
    ...(curves.length > 0 ? [{ id: 'curve', label: t('curve'), color: grey, dash: '6 4' }] : []),
    ...(states.includes(1)
      ? [{ id: 'hatched', label: t('divergedHere'), color: grey, shape: 'hatch' as const }]
      : []),
    ...(states.includes(2)
      ? [{ id: 'crossed', label: t('noNumberHere'), color: grey, shape: 'cross' as const }]
      : []),
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, readonly [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      const from = at ?? { x: 0, y: 0 };
      setAt({
        x: Math.min(columns - 1, Math.max(0, from.x + (at ? move[0] : 0))),
        y: Math.min(rows - 1, Math.max(0, from.y + (at ? move[1] : 0))),
      });
    } else if (event.key === 'Enter' && at) onPick(at.x, at.y);
  };
  const placeOf = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: cellAt((event.clientX - box.left) / box.width, columns),
      y: rows - 1 - cellAt((event.clientY - box.top) / box.height, rows),
    };
  };
  const value = at && values[at.y * columns + at.x]!;
  const stateRow = (state: number, value: number | undefined) => {
    const word = stateWords[state] ?? (value === undefined || Number.isNaN(value) ? 'notRunYet' : undefined);
    return word ? [{ label: t('state'), value: t(word) }] : [];
  };
  // Beside the first step that is not finite stands the last one that is; the first step of all has none before it.
  const stepRows = (first: number) =>
    Number.isNaN(first)
      ? []
      : [
          { label: t('lastFiniteStep'), value: first > 0 ? String(first - 1) : t('noStep') },
          { label: t('firstNonFiniteStep'), value: String(first) },
        ];
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: [
          x.label,
          y.label,
          { id: metric, label: metric, percent },
          t('state'),
          t('lastFiniteStep'),
          t('firstNonFiniteStep'),
        ],
        rows: Array.from(values, (cell, k) => [
          x.labels[k % columns]!,
          y.labels[Math.floor(k / columns)]!,
          Number.isNaN(cell) ? '' : cell,
          stateWords[states[k]!] ? t(stateWords[states[k]!]!) : Number.isNaN(cell) ? t('notRunYet') : '',
          divergedAt(k) > 0 ? divergedAt(k) - 1 : '',
          Number.isNaN(divergedAt(k)) ? '' : divergedAt(k),
        ]),
      })}
      interactive
      plot={() => ({
        matrix: {
          rows: y.labels,
          columns: x.labels,
          rowLabel: y.label,
          columnLabel: x.label,
          valueLabel: metric,
          percent,
          upward: true,
          values,
        },
      })}
      legend={<Legend entries={keys} />}
    >
      {() => (
        <>
          <Cells {...props} colorOf={colorOf} />
          <svg
            aria-hidden
            viewBox={`0 0 ${columns} ${rows}`}
            preserveAspectRatio="none"
            style={{
              position: 'absolute',
              left,
              top: 0,
              width: `calc(100% - ${left + right}px)`,
              height: `calc(100% - ${bottom}px)`,
            }}
          >
            {Array.from(states, (state, k) =>
              state ? (
                <path
                  key={`${k % columns},${Math.floor(k / columns)}`}
                  d={(state === 1 ? hatch : cross)(k % columns, rows - 1 - Math.floor(k / columns))}
                  stroke="white"
                  strokeWidth={1}
                  vectorEffect="non-scaling-stroke"
                  fill="none"
                  style={{ mixBlendMode: 'difference' }}
                />
              ) : null,
            )}
            {curves.map(({ id, points, dashes }, k) => (
              <polyline
                key={`${id} ${k}`}
                points={points.map(([px, py]) => `${px + 0.5},${rows - 0.5 - py}`).join(' ')}
                fill="none"
                stroke="white"
                strokeWidth={2}
                strokeDasharray={dashes}
                vectorEffect="non-scaling-stroke"
                style={{ mixBlendMode: 'difference' }}
              />
            ))}
            {at && (
              <rect
                x={at.x}
                y={rows - 1 - at.y}
                width={1}
                height={1}
                fill="none"
                stroke="var(--mantine-color-text)"
                strokeWidth={2}
                vectorEffect="non-scaling-stroke"
              />
            )}
          </svg>
          <div
            role="slider"
            tabIndex={0}
            aria-label={t('mapCells', { title: meta.title })}
            aria-valuenow={at ? at.y * columns + at.x : 0}
            aria-valuetext={
              at ? `${x.label} ${x.labels[at.x]}${text(comma)}${y.label} ${y.labels[at.y]}` : t('mapKeys')
            }
            style={{ position: 'absolute', left, right, top: 0, bottom, cursor: 'pointer' }}
            onMouseMove={(event) => setAt(placeOf(event))}
            onMouseLeave={() => setAt(undefined)}
            onClick={(event) => {
              const place = placeOf(event);
              onPick(place.x, place.y);
            }}
            onKeyDown={onKeyDown}
          >
            {at && (
              <div
                style={{
                  position: 'absolute',
                  left: `${Math.min(60, (100 * (at.x + 1)) / columns)}%`,
                  top: `${Math.min(80, (100 * (rows - at.y)) / rows)}%`,
                  zIndex: 2,
                  pointerEvents: 'none',
                  minWidth: 160,
                }}
              >
                <TooltipBox
                  title={`${x.label} ${x.labels[at.x]}${y.label ? `, ${y.label} ${y.labels[at.y]}` : ''}`}
                  rows={[
                    {
                      label: metric,
                      value: withUnit(value ?? Number.NaN, { percent }),
                    },
                    ...stateRow(states[at.y * columns + at.x]!, value),
                    ...stepRows(divergedAt(at.y * columns + at.x)),
                  ]}
                />
              </div>
            )}
          </div>
          <MapAxes {...props} ends={ends} ramp={ramp} />
        </>
      )}
    </ChartFrame>
  );
}

/** The label of each state of a cell. */
const stateWords: readonly (string | undefined)[] = [undefined, 'divergedHere', 'noNumberHere'];

/** A small cross in the middle of a cell. */
const cross = (x: number, y: number): string =>
  `M${x + 0.3},${y + 0.3}L${x + 0.7},${y + 0.7}M${x + 0.3},${y + 0.7}L${x + 0.7},${y + 0.3}`;

/** Draws two strokes across a cell. */
const hatch = (x: number, y: number): string =>
  `M${x},${y + 0.5}L${x + 0.5},${y}M${x},${y + 1}L${x + 1},${y}M${x + 0.5},${y + 1}L${x + 1},${y + 0.5}`;

function Cells({ x, y, values, colorOf }: GridMapProps & { readonly colorOf: (value: number) => string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const left = roomFor(y.labels);
  const [columns, rows] = [x.labels.length, y.labels.length];
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(columns, rows);
    values.forEach((value, k) => {
      if (!Number.isFinite(value)) return;
      const [r, g, b] = rgb(colorOf(value));
      const row = rows - 1 - Math.floor(k / columns);
      picture.data.set([r, g, b, 255], 4 * (row * columns + (k % columns)));
    });
    context.putImageData(picture, 0, 0);
  });
  return (
    <canvas
      ref={canvas}
      width={columns}
      height={rows}
      style={{
        position: 'absolute',
        left,
        top: 0,
        width: `calc(100% - ${left + right}px)`,
        height: `calc(100% - ${bottom}px)`,
        imageRendering: 'pixelated',
        background: 'var(--mantine-color-default-hover)',
      }}
    />
  );
}

interface MapAxesProps extends GridMapProps {
  readonly ends: readonly [number, number] | undefined;
  readonly ramp: readonly string[];
}

/** What is written along an axis, at most about so often, and the cell where it stands. */
function written({ labels, numbers }: CellAxis, most: number) {
  if (numbers && labels.length > most) return cellTicks(numbers, most);
  const stride = Math.max(1, Math.ceil(labels.length / most));
  return labels.flatMap((label, at) => (at % stride === 0 ? [{ label, at }] : []));
}

/** Draws the names of columns and rows and the colour bar around the cells. */
function MapAxes({ x, y, metric, percent = false, ends, ramp }: MapAxesProps) {
  const bar = ends && linearAxis(ends, { count: 6, percent });
  const plain = { position: 'absolute', overflow: 'visible' } as const;
  const left = roomFor(y.labels);
  const narrow = useMediaQuery('(max-width: 600px)');
  const [columns, rows] = [x.labels.length, y.labels.length];
  return (
    <>
      <svg
        aria-hidden
        style={{ ...plain, left, bottom: 0, width: `calc(100% - ${left + right}px)`, height: bottom }}
      >
        {written(x, narrow ? 4 : 10).map(({ label, at }) => (
          <text key={label} x={`${(100 * (at + 0.5)) / columns}%`} y="14" textAnchor="middle" {...axisText}>
            {label}
          </text>
        ))}
        {/* On a phone the name of the rows needs the place to its left. */}
        <text
          x={narrow ? '100%' : '50%'}
          y="34"
          textAnchor={narrow ? 'end' : 'middle'}
          {...axisText}
          fontSize={12}
        >
          {x.label}
        </text>
      </svg>
      <svg aria-hidden style={{ ...plain, left: 0, top: 0, width: left, height: `calc(100% - ${bottom}px)` }}>
        {written(y, 10).map(({ label, at }) => (
          <text
            key={label}
            x={left - 6}
            y={`${100 - (100 * (at + 0.5)) / rows}%`}
            textAnchor="end"
            dominantBaseline="middle"
            {...axisText}
          >
            {label}
          </text>
        ))}
      </svg>
      <svg aria-hidden style={{ ...plain, left: 4, bottom: 0, width: left, height: bottom }}>
        <text x="0" y="34" {...axisText} fontSize={12}>
          {y.label && `↑ ${y.label}`}
        </text>
      </svg>
      {/* Before the first cell there is nothing that colours stand for. */}
      {ends && bar && (
        <svg
          aria-hidden
          style={{ ...plain, right: 0, top: 0, width: right, height: `calc(100% - ${bottom}px)` }}
        >
          <ColorBar
            color={(share) => ramp[Math.round(255 * share)]!}
            ticks={bar.ticks
              .filter((tick) => tick >= ends[0] && tick <= ends[1])
              .map((tick) => ({ share: shareAlong(tick, ends, 'linear'), label: bar.format(tick) }))}
          />
          <title>{metric}</title>
        </svg>
      )}
    </>
  );
}
