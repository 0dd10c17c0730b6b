import { axisText } from '../axisText';
import { formatTick, powerOfTen } from '../format';
import { powerOf, room, shareOf, type Ticks } from './layout';

interface ScatterAxesProps {
  readonly ticks: Ticks;
  readonly x: string;
  readonly y: string;
}

/** Draws round numbers along both axes, grid lines across the points, and the axes' names. */
export function ScatterAxes({ ticks, x, y }: ScatterAxesProps) {
  const frame = { position: 'absolute', overflow: 'visible', pointerEvents: 'none' } as const;
  const line = { stroke: 'var(--mantine-color-default-border)', strokeDasharray: '2 3' };
  const [inX, inY] = [powerOf(ticks.x), powerOf(ticks.y)];
  const named = (name: string, power: number) => (power === 0 ? name : `${name}, × ${powerOfTen(power)}`);
  const across = (tick: number) => `${100 * shareOf(tick, ticks.x)}%`;
  const up = (tick: number) => `${100 - 100 * shareOf(tick, ticks.y)}%`;
  const [width, height] = [
    `calc(100% - ${room.left + room.right}px)`,
    `calc(100% - ${room.top + room.bottom}px)`,
  ];
  return (
    <>
      <svg aria-hidden style={{ ...frame, left: room.left, top: room.top, width, height }}>
        {ticks.x.map((tick) => (
          <line key={`x${tick}`} x1={across(tick)} x2={across(tick)} y1="0" y2="100%" {...line} />
        ))}
        {ticks.y.map((tick) => (
          <line key={`y${tick}`} y1={up(tick)} y2={up(tick)} x1="0" x2="100%" {...line} />
        ))}
      </svg>
      <svg aria-hidden style={{ ...frame, left: room.left, bottom: 0, width, height: room.bottom }}>
        {ticks.x.map((tick) => (
          <text key={tick} x={across(tick)} y="14" textAnchor="middle" {...axisText}>
            {formatTick(tick / 10 ** inX)}
          </text>
        ))}
        <text x="50%" y="32" textAnchor="middle" {...axisText}>
          {named(x, inX)}
        </text>
      </svg>
      <svg aria-hidden style={{ ...frame, left: 0, top: room.top, width: room.left, height }}>
        {ticks.y.map((tick) => (
          <text
            key={tick}
            x={room.left - 6}
            y={up(tick)}
            textAnchor="end"
            dominantBaseline="middle"
            {...axisText}
          >
            {formatTick(tick / 10 ** inY)}
          </text>
        ))}
        <svg x="12" y="50%" style={{ overflow: 'visible' }} aria-hidden>
          <text transform="rotate(-90)" textAnchor="middle" {...axisText}>
            {named(y, inY)}
          </text>
        </svg>
      </svg>
    </>
  );
}
