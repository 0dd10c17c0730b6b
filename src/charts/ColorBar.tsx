import { axisText } from './axisText';

/** The number of shades that a bar is drawn in. */
const shades = 64;

interface ColorBarProps {
  /** The colour at a share of the scale, 0 at its lower end. */
  readonly color: (share: number) => string;
  /** Round values, by their share of the scale. */
  readonly ticks: readonly { readonly share: number; readonly label: string }[];
}

/** Draws a vertical colour scale with its ticks into an SVG: shades from 12 to 24 pixels, labels beside them. */
export function ColorBar({ color, ticks }: ColorBarProps) {
  return (
    <>
      {Array.from({ length: shades }, (_, k) => (
        <rect
          key={k}
          x={12}
          width={12}
          y={`${((shades - 1 - k) / shades) * 100}%`}
          // A little more than its part, so that no line shows between two shades.
          height={`${105 / shades}%`}
          fill={color(k / (shades - 1))}
          stroke="none"
        />
      ))}
      {ticks.map(({ share, label }) => (
        <text
          key={label}
          x={28}
          y={`${100 - 100 * share}%`}
          dy={share > 0.96 ? 9 : share < 0.04 ? -1 : 4}
          {...axisText}
        >
          {label}
        </text>
      ))}
    </>
  );
}
