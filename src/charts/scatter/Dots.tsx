import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { formatNumber } from '../format';
import { useEmphasis } from '../highlight';
import { markerPaths } from '../markers';
import { categoryColor } from '../palette';
import { TooltipBox } from '../TooltipBox';
import type { ScatterProps } from '../types';
import { room, shareOf, type Ticks } from './layout';

type Groups = ScatterProps['groups'];

/** The largest distance between pointer and selected point, in CSS pixels. */
const reach = 14;

interface DotsProps {
  readonly groups: Groups;
  readonly classNames: readonly string[];
  readonly ticks: Ticks;
  readonly byClass: boolean;
}

const whole = { position: 'absolute', inset: 0, width: '100%', height: '100%' } as const;

/** Draws the points on a canvas; the one under the pointer shows a tooltip. */
export function Dots({ groups, classNames, ticks, byClass }: DotsProps) {
  const { ref, width, height } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hover, setHover] = useState<Dot>();
  const emphasis = useEmphasis(groups.map(({ id }) => id));
  const opacities = groups.map(({ id }) => 0.75 * emphasis(id));
  const look = opacities.join();
  const density = window.devicePixelRatio || 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` stands for the opacities, which are a new list each time.
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.resetTransform();
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const total = groups.reduce((sum, { values }) => sum + values.length, 0);
    const scale = density * (total > 1000 ? 2.2 : 3.2);
    const outlines = groups.map(({ marker }) => new Path2D(markerPaths[marker]));
    for (const { group, i } of inTurns(groups)) {
      const { values, color } = groups[group]!;
      const [x, y] = placeOf(groups, { group, i }, ticks, width, height);
      context.globalAlpha = opacities[group]!;
      context.setTransform(scale, 0, 0, scale, x * density, y * density);
      context.fillStyle = byClass ? categoryColor(values[i]!) : color;
      context.fill(outlines[group]!);
    }
  }, [groups, ticks, byClass, width, height, density, look]);
  // A group may disappear while one of its points is hovered.
  const hovered =
    hover && groups[hover.group] && hover.i < groups[hover.group]!.values.length ? hover : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only adds to what the picture shows.
    <div
      ref={ref}
      style={{ position: 'absolute', ...room }}
      onMouseLeave={() => setHover(undefined)}
      onMouseMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        setHover(nearest(groups, ticks, box, event.clientX - box.left, event.clientY - box.top));
      }}
    >
      <canvas
        ref={canvas}
        width={Math.round(width * density)}
        height={Math.round(height * density)}
        style={whole}
      />
      {hovered && (
        <DotTooltip
          group={groups[hovered.group]!}
          i={hovered.i}
          at={placeOf(groups, hovered, ticks, width, height)}
          size={[width, height]}
          classNames={classNames}
        />
      )}
    </div>
  );
}

/** A point: its group and its index. */
interface Dot {
  readonly group: number;
  readonly i: number;
}

/** All points, one of each group in turn, so that no group covers another. */
export function* inTurns(groups: Groups): Generator<Dot> {
  const longest = Math.max(0, ...groups.map(({ values }) => values.length));
  for (let i = 0; i < longest; i++) {
    for (let group = 0; group < groups.length; group++)
      if (i < groups[group]!.values.length) yield { group, i };
  }
}

/** The position of a point, in CSS pixels. */
function placeOf(groups: Groups, { group, i }: Dot, ticks: Ticks, width: number, height: number) {
  const { points } = groups[group]!;
  return [
    width * shareOf(points[2 * i]!, ticks.x),
    height * (1 - shareOf(points[2 * i + 1]!, ticks.y)),
  ] as const;
}

/** The point closest to a place on the page, if one is near enough. */
export function nearest(
  groups: Groups,
  ticks: Ticks,
  { width, height }: { readonly width: number; readonly height: number },
  x: number,
  y: number,
): Dot | undefined {
  let best: Dot | undefined;
  let least = reach;
  for (const dot of inTurns(groups)) {
    const [dotX, dotY] = placeOf(groups, dot, ticks, width, height);
    const distance = Math.hypot(dotX - x, dotY - y);
    if (distance < least) [least, best] = [distance, dot];
  }
  return best;
}

interface DotTooltipProps {
  readonly group: Groups[number];
  readonly i: number;
  readonly at: readonly [number, number];
  readonly size: readonly [number, number];
  readonly classNames: readonly string[];
}

/** A ring around a point with its description. */
function DotTooltip({
  group: { label, points, values },
  i,
  at: [x, y],
  size: [width, height],
  classNames,
}: DotTooltipProps) {
  const { t } = useTranslation('charts');
  const value = values[i]!;
  return (
    <>
      <svg aria-hidden style={whole}>
        <circle cx={x} cy={y} r={6} fill="none" stroke="var(--mantine-color-text)" />
      </svg>
      <div
        style={{
          position: 'absolute',
          ...(x < width / 2 ? { left: x + 10 } : { right: width - x + 10 }),
          top: Math.min(y, height - 60),
          width: 'max-content',
          zIndex: 2,
          pointerEvents: 'none',
        }}
      >
        <TooltipBox
          title={label}
          rows={[
            { label: t('class'), value: classNames[value] ?? String(value), color: categoryColor(value) },
            {
              label: t('here'),
              value: `(${formatNumber(points[2 * i]!)}, ${formatNumber(points[2 * i + 1]!)})`,
            },
          ]}
        />
      </div>
    </>
  );
}
