import { type ReactNode, useState } from 'react';
import { type AxisScale, shareAlong } from '../scales';
import { wrapped } from '../wrapped';
import { labelsThatFit, overhang, textWidth } from './space';
import { useBox } from './useBox';

/** Where a lying plot puts things, in CSS pixels. */
export interface LyingSpace {
  /** A number on the horizontal axis; NaN if the axis cannot show it. */
  readonly x: (value: number) => number;
  /** The middle of a row. */
  readonly y: (row: number) => number;
  /** The height of a row. */
  readonly row: number;
}

interface LyingPlotProps {
  /** The name of each row, and its look. */
  readonly rows: readonly { readonly name: string; readonly full?: string; readonly strong?: boolean }[];
  readonly axis: AxisScale;
  readonly scale: 'linear' | 'log';
  readonly name: string;
  /** Pixels beside the plot for the rows' names. */
  readonly left: number;
  readonly tip: (row: number) => ReactNode;
  readonly children: (space: LyingSpace) => ReactNode;
}

/** Pixels above and below the plot, and the least beside it. */
const [above, below, beside] = [4, 36, 16];

const [fontSize, lineHeight] = [11, 12];

/** The approximate width of a letter, in pixels. */
const letter = 6.1;

/** A name in one line, or in two where it is too long and the row is tall enough. */
function linesOf(name: string, left: number, row: number): readonly string[] {
  const lines = wrapped(name, Math.floor((left - 10) / letter));
  return row < 2 * lineHeight ? lines.slice(0, 1) : lines;
}

/** Named rows along one horizontal axis of numbers, e.g. with bars. */
export function LyingPlot({ rows, axis, scale, name, left, tip, children }: LyingPlotProps) {
  const [ref, { width, height }] = useBox();
  const [hovered, setHovered] = useState<number>();
  const right = Math.max(beside, 1 + overhang(axis, fontSize));
  const [end, bottom] = [Math.max(left, width - right), Math.max(above, height - below)];
  const row = (bottom - above) / Math.max(1, rows.length);
  const x = (value: number): number =>
    !Number.isFinite(value) || (scale === 'log' && value <= 0)
      ? Number.NaN
      : left + shareAlong(value, axis.domain, scale) * (end - left);
  const y = (index: number): number => above + (index + 0.5) * row;
  const ticks = axis.ticks.map((tick) => ({ text: axis.format(tick), at: x(tick) }));
  const written = labelsThatFit(ticks.map(({ text, at }) => ({ at, width: textWidth(text, fontSize) })));
  const named = labelsThatFit(rows.map((_, i) => ({ at: y(i), width: fontSize - 5 })));
  const pointed = hovered !== undefined && hovered < rows.length ? hovered : undefined;
  return (
    <div
      ref={ref}
      style={{ position: 'relative', width: '100%', height: '100%' }}
      onPointerMove={(event) => {
        const place = event.clientY - event.currentTarget.getBoundingClientRect().top;
        setHovered(place < above || place > bottom ? undefined : Math.floor((place - above) / row));
      }}
      onPointerLeave={() => setHovered(undefined)}
    >
      {end > left && bottom > above && (
        <svg
          className="chart-surface"
          width={width}
          height={height}
          aria-hidden
          style={{ position: 'absolute', inset: 0 }}
        >
          {pointed !== undefined && (
            <rect
              x={left}
              y={above + pointed * row}
              width={end - left}
              height={row}
              fill="var(--mantine-color-default-hover)"
            />
          )}
          <path
            d={ticks.map(({ at }) => `M${at},${above}V${bottom}`).join('')}
            stroke="var(--mantine-color-default-border)"
            strokeDasharray="2 3"
          />
          <path d={`M${left},${above}V${bottom}H${end}`} fill="none" stroke="var(--mantine-color-dimmed)" />
          <g fontSize={fontSize} fill="var(--mantine-color-dimmed)">
            {rows.map((one, i) =>
              named[i] ? (
                <g
                  key={i}
                  textAnchor="end"
                  {...(one.strong ? { fontWeight: 700, fill: 'var(--mantine-color-text)' } : {})}
                >
                  <title>{one.full ?? one.name}</title>
                  {linesOf(one.name, left, row).map((line, l, { length }) => (
                    <text key={line} x={left - 7} y={y(i) + 4 + lineHeight * (l - (length - 1) / 2)}>
                      {line}
                    </text>
                  ))}
                </g>
              ) : null,
            )}
            {ticks.map(({ text, at }, i) =>
              written[i] ? (
                <text key={text} x={at} y={bottom + 15} textAnchor="middle">
                  {text}
                </text>
              ) : null,
            )}
            <text x={(left + end) / 2} y={bottom + 30} textAnchor="middle">
              {name}
            </text>
          </g>
          {children({ x, y, row })}
        </svg>
      )}
      {pointed !== undefined && (
        <div
          style={{
            position: 'absolute',
            zIndex: 5,
            top: y(pointed) + row / 2,
            left: left + 24,
            pointerEvents: 'none',
            width: 'max-content',
          }}
        >
          {tip(pointed)}
        </div>
      )}
    </div>
  );
}
