import { type MouseEvent, type ReactNode, useId, useState } from 'react';
import { DirectLabels, type LabelledLine, roomForLabels } from '../DirectLabels';
import { Axes, fontSize } from './Axes';
import { type Across, overhang, plotSpace, type Space, textWidth, type Up } from './space';
import { useBox } from './useBox';

/** The place below the pointer, and a function to change it. Plots above one another share it. */
export type Hover = readonly [number | undefined, (place: number | undefined) => void];

interface PlotProps {
  readonly places: Across;
  readonly up: Up;
  readonly upRight?: Up | undefined;
  /** The name below the horizontal axis. */
  readonly name?: string | undefined;
  /** Whether the horizontal axis has no texts, because another plot below has them. */
  readonly bare?: boolean;
  /** Pixels beside the plot for the texts of the vertical axes. */
  readonly left?: number;
  readonly right?: number;
  /** Lines whose names are written beside their ends where there is room. */
  readonly endLabels?: readonly LabelledLine[];
  readonly crossed?: boolean;
  /** Pixels by which marks at the ends of the axes may reach over them. */
  readonly reach?: number;
  readonly hover?: Hover;
  /** What is told of a place below the pointer. */
  readonly tip?: (place: number) => ReactNode;
  readonly onSelect?: (place: number) => void;
  /** Draws the marks. */
  readonly children: (space: Space) => ReactNode;
}

/** Pixels above the plot, and below it with a name, with ticks alone, and without texts. */
const [above, belowName, belowTicks, belowNothing] = [7, 36, 22, 7];

/** Pixels by which a line or a dot at the end of an axis may reach over it. */
const usualReach = 3;

/** The least room beside a plot. */
const [usualLeft, usualRight] = [58, 12];

/** The room of a vertical axis' name and of the gaps beside its numbers. */
const beside = 21;

/**
 * Pixels from the left edge to the plot: a named axis makes room for its longest number, which would lie on the name. Plots
 * above one another have axes without names, and begin at the same place.
 */
export function leftOf({ name, axis: { ticks, format } }: Up): number {
  if (!name) return usualLeft;
  return Math.max(usualLeft, ...ticks.map((tick) => beside + Math.ceil(textWidth(format(tick), fontSize))));
}

/** The room of a right-hand side without an axis. */
const usualRightOf = (places: Across): number =>
  places.kind === 'names' ? usualRight : Math.max(usualRight, 2 + Math.ceil(overhang(places.axis, fontSize)));

/**
 * A pair of axes and what is drawn between them. It is redrawn many times a second, so it consists of few elements: all bars
 * of a series are one path.
 */
export function Plot(props: PlotProps) {
  const { places, up, upRight, name, bare = false, crossed = false, tip, onSelect, children } = props;
  const { endLabels = [], reach = usualReach } = props;
  const [ref, { width, height }] = useBox();
  const own = useState<number>();
  const [hovered, setHovered] = props.hover ?? own;
  const clip = useId();
  const bottom = Math.max(0, height - (bare ? belowNothing : name ? belowName : belowTicks));
  const labelRoom = roomForLabels(endLabels, width, bottom - above);
  const area = {
    left: props.left ?? leftOf(up),
    right: Math.max(0, width - Math.max(labelRoom, props.right ?? usualRightOf(places))),
    top: above,
    bottom,
  };
  const space = plotSpace(area, places, up, upRight);
  const placeAt = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return space.nearest(event.clientX - box.left, event.clientY - box.top);
  };
  const pointed = hovered !== undefined && hovered < space.count ? hovered : undefined;
  const tall = area.bottom - area.top;
  return (
    <div
      ref={ref}
      style={{ position: 'relative', width: '100%', height: '100%' }}
      {...(tip
        ? {
            onPointerMove: (event: MouseEvent<HTMLDivElement>) => setHovered(placeAt(event)),
            onPointerLeave: () => setHovered(undefined),
          }
        : {})}
      {...(onSelect
        ? {
            onClick: (event: MouseEvent<HTMLDivElement>) => {
              const place = placeAt(event);
              if (place !== undefined) onSelect(place);
            },
          }
        : {})}
    >
      {area.right > area.left && tall > 0 && (
        <svg
          className="chart-surface"
          width={width}
          height={height}
          aria-hidden
          style={{ position: 'absolute', inset: 0 }}
        >
          <clipPath id={clip}>
            <rect
              x={area.left - reach}
              y={area.top - reach}
              width={area.right - area.left + 2 * reach}
              height={tall + 2 * reach}
            />
          </clipPath>
          {pointed !== undefined && <Cursor space={space} place={pointed} />}
          <Axes
            space={space}
            places={places}
            up={up}
            upRight={upRight}
            name={name}
            bare={bare}
            width={width}
            crossed={crossed}
          />
          <g clipPath={`url(#${clip})`}>{children(space)}</g>
          {labelRoom > 0 && <DirectLabels space={space} lines={endLabels} />}
        </svg>
      )}
      {pointed !== undefined && tip && (
        <div
          style={{
            position: 'absolute',
            zIndex: 5,
            top: area.top,
            pointerEvents: 'none',
            width: 'max-content',
            ...(space.x(pointed) < width / 2
              ? { left: space.x(pointed) + 12 }
              : { right: width - space.x(pointed) + 12 }),
          }}
        >
          {tip(pointed)}
        </div>
      )}
    </div>
  );
}

/** Marks the place below the pointer: a name's whole column, or a line at a number. */
function Cursor({ space, place }: { readonly space: Space; readonly place: number }) {
  const { area, band } = space;
  const width = Math.max(1, band);
  return (
    <rect
      x={space.x(place) - width / 2}
      y={area.top}
      width={width}
      height={area.bottom - area.top}
      fill={band > 0 ? 'var(--mantine-color-default-hover)' : 'var(--mantine-color-default-border)'}
    />
  );
}
