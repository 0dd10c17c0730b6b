import { type Space, textWidth } from './plot/space';

/** The largest number of lines that are labelled at their ends, and the chart height that this needs, in CSS pixels. */
const fewLines = 4;
const leastHeight = 110;
/** The largest share of a chart's width that the labels may take. */
const mostRoom = 0.3;

/** A line whose name is written beside its end. */
export interface LabelledLine {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string | undefined;
  readonly values: ArrayLike<number>;
}

interface DirectLabelsProps {
  readonly space: Space;
  readonly lines: readonly LabelledLine[];
}

const fontSize = 10.5;
const lineHeight = 13;
const swatch = 14;
/** Pixels between the plot and a label, and after the label. */
const gap = 6;

/** The pixels to the right of a plot that the names of its lines take; 0 if they are told by the key alone. */
export function roomForLabels(lines: readonly LabelledLine[], width: number, height: number): number {
  if (lines.length < 2 || lines.length > fewLines || height < leastHeight) return 0;
  const widest = Math.max(...lines.map(({ label }) => textWidth(label, fontSize)));
  const room = Math.ceil(widest + swatch + 2 * gap);
  return room <= mostRoom * width ? room : 0;
}

/** The index of the last finite number of a row. */
function lastFinite(values: ArrayLike<number>): number {
  for (let i = values.length - 1; i >= 0; i--) if (Number.isFinite(values[i])) return i;
  return -1;
}

/** Moves label middles at least one line apart within an area; they keep their order and stay close to their lines. */
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

/** Writes the names of a few lines beside their ends, to the right of the plot. */
export function DirectLabels({ space, lines }: DirectLabelsProps) {
  const { right, top, bottom } = space.area;
  const ends = lines.flatMap((line) => {
    const y = space.y(line.values[lastFinite(line.values)] ?? Number.NaN);
    return Number.isFinite(y) ? [{ ...line, y: Math.min(bottom, Math.max(top, y)) }] : [];
  });
  const heights = spread(
    ends.map(({ y }) => y),
    top + lineHeight / 2,
    bottom - lineHeight / 2,
  );
  return (
    <g pointerEvents="none">
      {ends.map(({ id, label, color, dash }, i) => (
        <g key={id} transform={`translate(${right + gap} ${heights[i]})`}>
          <line x2={swatch - 3} stroke={color} strokeWidth={2} strokeDasharray={dash} />
          <text x={swatch} y={fontSize * 0.36} fontSize={fontSize} fill="var(--mantine-color-text)">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}
