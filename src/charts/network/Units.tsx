import { memo, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNorm, formatNumber } from '../format';
import { answerColor } from '../palette';
import type { NetworkDiagramProps } from '../types';
import type { NetworkLayout } from './layout';

interface UnitsProps extends Pick<NetworkDiagramProps, 'columns' | 'colorBy' | 'selected' | 'onSelect'> {
  readonly layout: NetworkLayout;
  readonly color: (column: number, unit: number) => string;
}

/** Draws the units of every column: circles coloured by the measured value, or small pictures of the plane. */
export function Units({ columns, colorBy, selected, onSelect, layout, color }: UnitsProps) {
  const { t } = useTranslation('charts');
  const { x, y, radius } = layout;
  // Only the unit below the pointer has its title: a network has hundreds of units.
  const [pointed, setPointed] = useState('');
  const point = useCallback((column: number, unit: number) => setPointed(`${column} ${unit}`), []);
  const newest = useRef(onSelect);
  newest.current = onSelect;
  const select = useCallback((column: number, unit: number) => newest.current(column, unit), []);
  const describe = (column: number, unit: number) => {
    const { name, activations, signals, input } = columns[column]!;
    const value = formatNumber(activations[unit]!);
    if (input) return `${name} ${unit + 1} = ${value}`;
    return `${t('layerNamed', { layer: name })}, ${t('unit')} ${unit + 1}: a = ${value}, |δ| = ${formatNorm(signals[unit]!)}`;
  };
  return (
    <>
      {columns.map(({ name, activations, maps }, column) =>
        colorBy === 'plane' && maps
          ? Array.from(activations, (_, unit) => (
              <image
                key={`${name} ${unit}`}
                href={mapPicture(maps, activations.length, unit)}
                x={x(column) - radius}
                y={y(column, unit) - radius}
                width={2 * radius}
                height={2 * radius}
                preserveAspectRatio="none"
              />
            ))
          : null,
      )}
      {columns.map(({ name, activations, maps, input }, column) =>
        Array.from(activations, (_, unit) => {
          const pictured = colorBy === 'plane' && maps !== undefined;
          return (
            <UnitMark
              key={`${name} ${unit}`}
              column={column}
              unit={unit}
              cx={x(column)}
              cy={y(column, unit)}
              radius={pictured ? 1.2 * radius : radius}
              fill={pictured ? undefined : color(column, unit)}
              chosen={selected?.column === column && selected.unit === unit}
              title={pointed === `${column} ${unit}` ? describe(column, unit) : undefined}
              onPoint={point}
              onSelect={input ? undefined : select}
            />
          );
        }),
      )}
    </>
  );
}

interface UnitMarkProps {
  readonly column: number;
  readonly unit: number;
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  /** Undefined over a unit's own picture. */
  readonly fill: string | undefined;
  readonly chosen: boolean;
  readonly title: string | undefined;
  readonly onPoint: (column: number, unit: number) => void;
  readonly onSelect: ((column: number, unit: number) => void) | undefined;
}

/** One unit. It is drawn again only if its colour has changed: a network has hundreds of units. */
const UnitMark = memo(function UnitMark(props: UnitMarkProps) {
  const { column, unit, cx, cy, radius, fill, chosen, title, onPoint, onSelect } = props;
  return (
    <circle
      cx={cx}
      cy={cy}
      r={radius}
      fill={fill ?? 'transparent'}
      stroke={chosen ? 'var(--mantine-color-text)' : fill ? 'var(--mantine-color-body)' : 'none'}
      strokeWidth={chosen ? 2.5 : 0.7}
      onPointerEnter={() => onPoint(column, unit)}
      {...(onSelect ? { onClick: () => onSelect(column, unit), style: { cursor: 'pointer' } } : {})}
    >
      {title && <title>{title}</title>}
    </circle>
  );
});

/** The output of one unit over the plane, as the URL of a picture. */
function mapPicture(maps: ArrayLike<number>, units: number, unit: number): string {
  const side = Math.sqrt(maps.length / units);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return '';
  const picture = context.createImageData(side, side);
  const values = Array.from({ length: side * side }, (_, place) => maps[unit * side * side + place]!);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  values.forEach((value, place) => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    // Rows go upward with y, but a picture's rows go downward.
    const row = side - 1 - Math.floor(place / side);
    picture.data.set([...answerColor(share), 255], 4 * (row * side + (place % side)));
  });
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}
