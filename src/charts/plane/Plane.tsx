import { type ReactNode, useState } from 'react';
import { cellAt } from '../cellAt';
import { TooltipBox } from '../TooltipBox';
import type { PlanePoints, Surface } from '../types';
import { PointMarks } from './PointMarks';
import { type PlaneColors, SurfaceCanvas } from './SurfaceCanvas';

/** A cell of the surface. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Hover extends Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The space to the left and to the right in the window, in CSS pixels. */
  readonly left: number;
  readonly right: number;
}

interface PlaneProps {
  readonly surface: Surface | undefined;
  readonly colors: PlaneColors;
  readonly data: PlanePoints;
  /** Points of a second kind, drawn as triangles. */
  readonly extra?: PlanePoints | undefined;
  /** The tooltip text for a hovered place. */
  readonly tell: (place: Place) => Parameters<typeof TooltipBox>[0];
  /** Gets the hovered place, for planes beside this one. */
  readonly onPlace?: (place: Place | undefined) => void;
  /** Drawn between the surface and the points. */
  readonly children?: ReactNode;
}

/** The centre of a surface cell in the plane's coordinates. */
export function placeCentre(
  { resolution, bounds }: Surface,
  { row, column }: Place,
): readonly [number, number] {
  return [
    bounds.xMin + ((bounds.xMax - bounds.xMin) * (column + 0.5)) / resolution,
    bounds.yMin + ((bounds.yMax - bounds.yMin) * (row + 0.5)) / resolution,
  ];
}

/** Draws a square of the input plane: the network's prediction at every place, the samples, and a tooltip. */
export function Plane({ surface, colors, data, extra, tell, onPlace, children }: PlaneProps) {
  const [hover, setHover] = useState<Hover>();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only adds to what the picture shows.
    <div
      style={{ position: 'relative', height: '100%', aspectRatio: '1', margin: '0 auto', maxWidth: '100%' }}
      onMouseLeave={() => {
        setHover(undefined);
        onPlace?.(undefined);
      }}
      onMouseMove={(event) => {
        if (!surface) return;
        const box = event.currentTarget.getBoundingClientRect();
        const [x, y] = [event.clientX - box.left, event.clientY - box.top];
        const place = {
          row: cellAt(1 - y / box.height, surface.resolution),
          column: cellAt(x / box.width, surface.resolution),
        };
        setHover({
          ...place,
          x,
          y,
          width: box.width,
          left: event.clientX,
          right: window.innerWidth - event.clientX,
        });
        onPlace?.(place);
      }}
    >
      {surface && <SurfaceCanvas surface={surface} colors={colors} />}
      {children}
      {surface && <PointMarks data={data} extra={extra} colors={colors} {...surface.bounds} />}
      {hover && surface && (
        <div
          style={{
            position: 'absolute',
            // On the side with more space.
            ...(hover.right > hover.left ? { left: hover.x } : { right: hover.width - hover.x }),
            maxWidth: Math.max(hover.left, hover.right) - 8,
            top: hover.y + 12,
            width: 'max-content',
            zIndex: 2,
            pointerEvents: 'none',
          }}
        >
          <TooltipBox {...tell(hover)} />
        </div>
      )}
    </div>
  );
}
