import { memo } from 'react';
import type { PlanePoints, Surface } from '../types';
import { type PlaneColors, pointColor, wholePlane } from './SurfaceCanvas';

/** The drawing's own side length; it is scaled to its place. */
const side = 300;

type PointMarksProps = Surface['bounds'] & {
  readonly data: PlanePoints;
  readonly extra?: PlanePoints | undefined;
  readonly colors: PlaneColors;
};

/** Draws train samples solid and test samples hollow. They are drawn once, because only the surface below them changes. */
export const PointMarks = memo(function PointMarks(props: PointMarksProps) {
  const { data, extra, colors, xMin, xMax, yMin, yMax } = props;
  // The bounds are those of the run before as long as its surface is shown; data of one input have no second axis.
  if (!(xMax > xMin && yMax > yMin)) return null;
  const marks = ({ points, values, trainPoints }: PlanePoints, triangles: boolean) =>
    Array.from(values, (value, i) => {
      const x = (side * (points[2 * i]! - xMin)) / (xMax - xMin);
      const y = side - (side * (points[2 * i + 1]! - yMin)) / (yMax - yMin);
      const color = pointColor(value, colors);
      const look =
        i < trainPoints
          ? { fill: color, stroke: '#ffffff', strokeWidth: 0.7 }
          : { fill: '#ffffff', stroke: color, strokeWidth: 1.2 };
      return triangles ? (
        <path key={`triangle ${i}`} d={`M${x},${y - 4.6}l4.2,7.4h-8.4z`} {...look} />
      ) : (
        <circle key={i} cx={x} cy={y} r={i < trainPoints ? 2.6 : 2.4} {...look} />
      );
    });
  return (
    <svg viewBox={`0 0 ${side} ${side}`} aria-hidden style={wholePlane}>
      {marks(data, false)}
      {extra && marks(extra, true)}
    </svg>
  );
});
