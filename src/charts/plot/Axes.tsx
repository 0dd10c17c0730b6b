import { namesToWrite } from '../scales';
import { type Across, type Area, labelsThatFit, type Space, textWidth, type Up } from './space';

/** The size of the axes' texts. */
export const fontSize = 11;

interface AxesProps {
  readonly space: Space;
  readonly places: Across;
  readonly up: Up;
  readonly upRight: Up | undefined;
  /** The name below the horizontal axis. */
  readonly name: string | undefined;
  /** Whether the horizontal axis has no texts, because another plot below has them. */
  readonly bare: boolean;
  /** The width of the whole plot. */
  readonly width: number;
  /** Whether vertical lines of a grid are drawn too. */
  readonly crossed: boolean;
}

/** The axes of a plot with their ticks, and the grid. */
export function Axes({ space, places, up, upRight, name, bare, width, crossed }: AxesProps) {
  const { area } = space;
  const { left, right, top, bottom } = area;
  const rows = up.axis.ticks.map((tick) => ({ tick, y: space.y(tick) }));
  const ticks = bare ? [] : ticksBelow(places, space, width);
  const grid = [
    ...rows.map(({ y }) => `M${left},${px(y)}H${right}`),
    ...(crossed ? ticks.map(({ place }) => `M${px(place)},${top}V${bottom}`) : []),
  ];
  return (
    <>
      <path
        d={grid.join('')}
        stroke="var(--mantine-color-default-border)"
        strokeDasharray="2 3"
        fill="none"
      />
      <path
        d={`M${left},${top}V${bottom}H${right}${upRight ? `V${top}` : ''}`}
        stroke="var(--mantine-color-dimmed)"
        fill="none"
      />
      <g fontSize={fontSize} fill="var(--mantine-color-dimmed)">
        {rows.map(({ tick, y }) => (
          <text key={tick} x={left - 7} y={px(y + 4)} textAnchor="end">
            {up.axis.format(tick)}
          </text>
        ))}
        {upRight?.axis.ticks.map((tick) => (
          <text key={tick} x={right + 7} y={px(space.yRight(tick) + 4)}>
            {upRight.axis.format(tick)}
          </text>
        ))}
        {ticks.map(({ text, at }) => (
          <text key={text} x={px(at)} y={bottom + 15} textAnchor="middle">
            {text}
          </text>
        ))}
        {name && !bare && (
          <text x={px((left + right) / 2)} y={bottom + 30} textAnchor="middle">
            {name}
          </text>
        )}
        <AlongName name={up.name} x={12} area={area} />
        <AlongName name={upRight?.name} x={width - 4} area={area} />
      </g>
    </>
  );
}

/** The name of a vertical axis, written along it. */
function AlongName({
  name,
  x,
  area,
}: {
  readonly name: string | undefined;
  readonly x: number;
  readonly area: Area;
}) {
  if (!name) return null;
  return (
    <text
      transform={`translate(${px(x)} ${px((area.top + area.bottom) / 2)}) rotate(-90)`}
      textAnchor="middle"
    >
      {name}
    </text>
  );
}

/** The texts below the horizontal axis that have room, each inside the plot. */
function ticksBelow(places: Across, space: Space, width: number) {
  const all =
    places.kind === 'names'
      ? namesToWrite(places.names).map((text) => ({ text, at: space.x(places.names.indexOf(text)) }))
      : places.axis.ticks.map((tick) => ({ text: places.axis.format(tick), at: space.across(tick) }));
  const labels = all.map(({ text, at }) => {
    const room = textWidth(text, fontSize);
    return { text, width: room, place: at, at: Math.min(at, width - room / 2 - 1) };
  });
  const fits = labelsThatFit(labels);
  return labels.filter((_, i) => fits[i]);
}

const px = (value: number): number => Math.round(10 * value) / 10;
