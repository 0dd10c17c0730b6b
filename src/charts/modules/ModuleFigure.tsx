import { useEffect, useRef } from 'react';
import { valueName } from '../columns';
import { divergingColor, magnitudeColor } from '../palette';
import { namesToWrite, shareAlong, stepTicks } from '../scales';
import type { ModuleHeatmapProps } from '../types';
import { drawModules, type ModuleScale } from './moduleColors';

const [left, right, bottom, rowHeight] = [170, 74, 22, 14];
/** The height of a figure of many rows. */
const tallest = 560;
const longestName = 26;

/** All rows of a module heatmap at once, for a saved figure. */
export function ModuleFigure({
  rows,
  steps,
  values,
  measured,
  axis,
  scale,
}: ModuleHeatmapProps & { readonly scale: ModuleScale }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const columns = steps.length;
  useEffect(
    () => drawModules(canvas.current, { values, measured }, columns, scale),
    [values, measured, columns, scale],
  );
  const height = Math.min(tallest, rows.length * rowHeight);
  const most = Math.floor(height / 11);
  const written = new Set(
    namesToWrite(
      rows.map(({ key }) => key),
      Math.max(2, most),
    ),
  );
  const text = { fontSize: 10, fill: 'var(--mantine-color-text)' };
  const box = (at: object) => ({ position: 'absolute', overflow: 'visible', ...at }) as const;
  return (
    <div style={{ position: 'relative', height: height + bottom }}>
      <svg aria-hidden style={box({ left: 0, top: 0, width: left, height })}>
        {rows.map(({ key, label, depth }, i) =>
          written.has(key) ? (
            <text key={key} x={4 + 8 * depth} y={`${((i + 0.5) / rows.length) * 100}%`} dy={3.5} {...text}>
              {label.length > longestName ? `${label.slice(0, longestName - 1)}…` : label}
            </text>
          ) : null,
        )}
      </svg>
      <canvas
        ref={canvas}
        width={Math.max(1, columns)}
        height={Math.max(1, rows.length)}
        style={{
          position: 'absolute',
          left,
          top: 0,
          width: `calc(100% - ${left + right}px)`,
          height,
          imageRendering: 'pixelated',
        }}
      />
      <svg
        aria-hidden
        style={box({ left, top: height, width: `calc(100% - ${left + right}px)`, height: bottom })}
      >
        {stepTicks(steps).map(({ label, at }, i, all) => (
          <text
            key={at}
            x={`${(100 * (at + 0.5)) / columns}%`}
            y={14}
            textAnchor={i === 0 ? 'start' : i === all.length - 1 ? 'end' : 'middle'}
            {...text}
          >
            {label}
          </text>
        ))}
      </svg>
      <svg aria-hidden style={box({ right: 0, top: 0, width: right, height })}>
        {Array.from({ length: 32 }, (_, k) => (
          <rect
            key={k}
            x={12}
            width={10}
            y={`${((31 - k) / 32) * 100}%`}
            height="3.3%"
            fill={(scale.diverging ? divergingColor : magnitudeColor)(k / 31)}
            stroke="none"
          />
        ))}
        {scale.axis.ticks.map((tick) => {
          const share = shareAlong(tick, scale.axis.domain, scale.scale);
          return (
            <text key={tick} x={26} y={`${100 - 100 * share}%`} dy={share > 0.9 ? 9 : 4} {...text}>
              {scale.axis.format(tick)}
            </text>
          );
        })}
        <text x={26} y="100%" dy={14} textAnchor="middle" {...text}>
          {valueName(axis)}
        </text>
      </svg>
    </div>
  );
}
