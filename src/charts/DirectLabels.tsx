import { type Space, textWidth } from './plot/space';

/** The largest number of lines that are labelled at their ends, and the chart height that this needs, in CSS pixels. */
const fewLines = 4;
const leastHeight = 110;

interface DirectLabelsProps {
  readonly space: Space;
  readonly lines: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    readonly dash?: string | undefined;
    readonly x: ArrayLike<number>;
    readonly y: ArrayLike<number>;
  }[];
}

const fontSize = 10.5;
const lineHeight = 13;
const swatch = 14;
/** Ends at most this far from each other look like one, in CSS pixels. */
const sameEnd = 3;
const widthOf = (text: string) => textWidth(text, fontSize);

/** The index of the last finite number of a row. */
function lastFinite(values: ArrayLike<number>): number {
  for (let i = values.length - 1; i >= 0; i--) if (Number.isFinite(values[i])) return i;
  return -1;
}

/** Moves label heights at least one line apart within an area; they keep their order and stay close to their lines. */
export function spread(heights: readonly number[], top: number, bottom: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  let least = top;
  for (const i of order) {
    placed[i] = Math.max(least, heights[i]!);
    least = placed[i]! + lineHeight;
  }
  let most = bottom;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(most, placed[i]!);
    most = placed[i]! - lineHeight;
  }
  return placed;
}

/** Ends that no other end lies upon: where lines meet, only the key can tell them apart. */
export const apart = <End extends { readonly x: number; readonly y: number }>(ends: readonly End[]): End[] =>
  ends.filter((end) =>
    ends.every((other) => other === end || Math.hypot(other.x - end.x, other.y - end.y) > sameEnd),
  );

/** Writes the names of a few lines at their ends. */
export function DirectLabels({ space, lines }: DirectLabelsProps) {
  const { left, right, top, bottom } = space.area;
  if (lines.length < 2 || lines.length > fewLines || bottom - top < leastHeight) return null;
  const found = lines.flatMap((line) => {
    const last = lastFinite(line.y);
    const [x, y] = [space.across(line.x[last] ?? Number.NaN), space.y(line.y[last] ?? Number.NaN)];
    const fits = widthOf(line.label) + swatch < (right - left) / 2;
    return Number.isFinite(x) && Number.isFinite(y) && fits ? [{ ...line, x: Math.min(x, right), y }] : [];
  });
  const ends = apart(found);
  const heights = spread(
    ends.map(({ y }) => y - lineHeight / 2),
    top + lineHeight / 2,
    bottom - lineHeight / 2,
  );
  return (
    <g pointerEvents="none">
      {ends.map(({ id, label, color, dash, x }, i) => {
        const width = widthOf(label);
        const start = Math.max(left, Math.min(x, right) - width - swatch - 6);
        return (
          <g key={id} transform={`translate(${start} ${heights[i]})`}>
            <rect
              x={-2}
              y={-lineHeight / 2}
              width={width + swatch + 6}
              height={lineHeight}
              rx={2}
              fill="var(--mantine-color-body)"
              fillOpacity={0.75}
            />
            <line x2={swatch - 3} stroke={color} strokeWidth={2} strokeDasharray={dash} />
            <text x={swatch} y={fontSize * 0.36} fontSize={fontSize} fill="var(--mantine-color-text)">
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
