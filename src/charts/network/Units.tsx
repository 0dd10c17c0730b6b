import { type MouseEvent, useState } from 'react';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { colon, comma } from '../../schema/names';
import { formatMeasured, formatNorm } from '../format';
import { layerTitle } from '../layerTitle';
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
  const text = useText();
  const { x, y, radius } = layout;
  // Only the unit below the pointer has its title, and the columns alone listen: a network has hundreds of units.
  const [pointed, setPointed] = useState('');
  const describe = (column: number, unit: number) => {
    const { name, activations, signals, input } = columns[column]!;
    const value = formatMeasured(activations[unit]!);
    if (input) return `${name} ${unit + 1} = ${value}`;
    const of = `${layerTitle(t, name)}${text(comma)}${t('unit')} ${unit + 1}`;
    return `${of}${text(colon)}a = ${value}, |δ| = ${formatNorm(signals[unit]!)}`;
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
      {columns.map(({ name, activations, maps, input }, column) => {
        const pictured = colorBy === 'plane' && maps !== undefined;
        const chosen = selected?.column === column ? selected.unit : undefined;
        return (
          <g
            key={name}
            stroke={pictured ? 'none' : 'var(--mantine-color-dimmed)'}
            strokeWidth={0.7}
            fill="transparent"
            onPointerOver={({ target }) => setPointed(`${column} ${unitOf(target)}`)}
            {...(input
              ? {}
              : {
                  onClick: ({ target }: MouseEvent) => onSelect(column, unitOf(target)),
                  style: { cursor: 'pointer' },
                })}
          >
            {Array.from(activations, (_, unit) => (
              <circle
                key={unit}
                cx={x(column)}
                cy={y(column, unit)}
                r={pictured ? 1.2 * radius : radius}
                {...(pictured ? {} : { fill: color(column, unit) })}
                {...(unit === chosen ? { stroke: 'var(--mantine-color-text)', strokeWidth: 2.5 } : {})}
              >
                {pointed === `${column} ${unit}` && <title>{describe(column, unit)}</title>}
              </circle>
            ))}
          </g>
        );
      })}
    </>
  );
}

/** The place of a circle, or of the circle around a title, in its column. */
function unitOf(target: EventTarget): number {
  const circle = (target as Element).closest('circle')!;
  return [...circle.parentElement!.children].indexOf(circle);
}

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
