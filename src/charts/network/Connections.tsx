import { formatNumber } from '../format';
import { signedColor } from '../palette';
import type { NetworkDiagramProps } from '../types';
import type { NetworkLayout } from './layout';

type Columns = NetworkDiagramProps['columns'];

interface ConnectionsProps {
  readonly columns: Columns;
  readonly layout: NetworkLayout;
  /** If given, connections can be chosen one by one; otherwise they are drawn together. */
  readonly onSelect: ((column: number, from: number, to: number) => void) | undefined;
}

/** The number of strength levels when connections are drawn together. */
const levels = 4;

/** Draws the weights between the drawn units: orange positive, blue negative; thicker lines are larger weights. */
export function Connections({ columns, layout, onSelect }: ConnectionsProps) {
  const heaviest = Math.max(
    ...columns.flatMap(({ connections }) => connections.map(({ weight }) => Math.abs(weight))),
    1e-30,
  );
  const { x, y, radius } = layout;
  if (onSelect) {
    return columns.flatMap(({ connections }, column) =>
      connections.map(({ from, to, weight }) => {
        const share = Math.abs(weight) / heaviest;
        const ends = {
          x1: x(column - 1) + radius,
          y1: y(column - 1, from),
          x2: x(column) - radius,
          y2: y(column, to),
        };
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the same choice is a group of fields beside the picture.
          <g
            key={`${column} ${from} ${to}`}
            onClick={() => onSelect(column, from, to)}
            style={{ cursor: 'pointer' }}
          >
            <line
              {...ends}
              stroke={signedColor(Math.sign(weight))}
              strokeOpacity={0.25 + 0.6 * share}
              strokeWidth={0.6 + 3 * share}
            />
            <line {...ends} stroke="transparent" strokeWidth={7}>
              <title>{`w = ${formatNumber(weight)}`}</title>
            </line>
          </g>
        );
      }),
    );
  }
  const strokes = new Map<string, string>();
  columns.forEach(({ connections }, column) => {
    for (const { from, to, weight } of connections) {
      const level = Math.min(levels - 1, Math.floor((levels * Math.abs(weight)) / heaviest));
      const key = `${Math.sign(weight)} ${level}`;
      const line = `M${at(x(column - 1) + radius)},${at(y(column - 1, from))}L${at(x(column) - radius)},${at(y(column, to))}`;
      strokes.set(key, (strokes.get(key) ?? '') + line);
    }
  });
  return [...strokes].map(([key, d]) => {
    const [sign, level] = key.split(' ').map(Number) as [number, number];
    return (
      <path
        key={key}
        d={d}
        fill="none"
        stroke={signedColor(sign)}
        strokeOpacity={0.15 + (0.5 * level) / levels}
        strokeWidth={0.4 + (1.4 * level) / levels}
      />
    );
  });
}

const at = (place: number): string => place.toFixed(1);
