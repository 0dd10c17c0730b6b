import { categoryColor } from '../../charts';

const [width, height] = [96, 30];

/** Numbers scaled to 0 to 1; a value that is not a number is placed at the bottom. */
function shares(values: readonly number[]): number[] {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return values.map((value) => (Number.isFinite(value) && high > low ? (value - low) / (high - low) : 0));
}

/** A small picture of a run: ‖δ‖ by layer as bars on a log scale, and its loss as a line. */
export function Thumbnail({
  losses,
  profile,
}: {
  readonly losses: readonly number[];
  readonly profile: readonly number[];
}) {
  const bars = shares(profile.map((norm) => Math.log10(norm)));
  const line = shares(losses);
  const step = width / Math.max(1, bars.length);
  const x = (i: number) => (line.length > 1 ? (i * width) / (line.length - 1) : width / 2);
  return (
    <svg width={width} height={height} aria-hidden style={{ display: 'block' }}>
      {bars.map((share, l) => (
        <rect
          key={l}
          x={l * step}
          width={Math.max(0.5, step - 0.5)}
          y={height - 2 - share * (height - 4)}
          height={2 + share * (height - 4)}
          fill={categoryColor(0)}
          fillOpacity={0.45}
        />
      ))}
      <polyline
        points={line.map((share, i) => `${x(i)},${2 + (1 - share) * (height - 4)}`).join(' ')}
        fill="none"
        stroke={categoryColor(1)}
        strokeWidth={1.5}
      />
    </svg>
  );
}
