import { formatTick } from './format';

interface RampProps {
  /** The ends of the colour scale, at round numbers. */
  readonly low: number;
  readonly high: number;
  readonly colorOf: (share: number) => string;
  /** The label before the colour ramp. */
  readonly label?: string;
  readonly format?: (value: number) => string;
}

interface RampBarProps {
  /** The colour at a share of the scale, 0 at its lower end. */
  readonly colorOf: (share: number) => string;
  readonly width: number;
  readonly height: number;
}

/** A bar of colours from the lower end of a scale to its upper end. It is a drawing, so that exports have it as well. */
export const RampBar = ({ colorOf, width, height }: RampBarProps) => (
  <svg width={width} height={height} viewBox="0 0 32 1" preserveAspectRatio="none" aria-hidden>
    {Array.from({ length: 32 }, (_, i) => (
      // Twice as wide as its part, so that no line shows between two shades.
      <rect key={i} x={i} width="2" height="1" fill={colorOf(i / 31)} stroke="none" />
    ))}
    {/* One end may be as dark or as light as the page. */}
    <rect
      width="32"
      height="1"
      fill="none"
      stroke="var(--mantine-color-dimmed)"
      strokeWidth="1"
      vectorEffect="non-scaling-stroke"
    />
  </svg>
);

/** A colour ramp that explains the colours of a picture. */
export function Ramp({ low, high, colorOf, label, format = formatTick }: RampProps) {
  return (
    <div
      className="chart-legend"
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: '0 6px',
        justifyContent: 'center',
        alignItems: 'center',
        fontSize: 12,
      }}
    >
      {label && <span>{label}</span>}
      <span>{format(low)}</span>
      <RampBar colorOf={colorOf} width={96} height={8} />
      <span>{format(high)}</span>
    </div>
  );
}
