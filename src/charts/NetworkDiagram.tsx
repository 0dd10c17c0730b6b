import './networkDiagram.css';
import { useTranslation } from 'react-i18next';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { answerColor, categoryColor, magnitudeColor, rgb } from './palette';
import { Ramp } from './Ramp';
import type { NetworkDiagramProps } from './types';

/** The drawing's own units: from column to column, from unit to unit, and a unit's radius. */
const columnStep = 80;
const unitStep = 24;
const radius = 9;
const head = 26;

/** Blue below 0, grey at 0, orange above. */
const signed = (share: number): string => {
  const [low, middle, high] = [rgb(categoryColor(0)), rgb('#9a9a9a'), rgb(categoryColor(1))];
  const end = share < 0 ? low : high;
  const size = Math.min(1, Math.abs(share));
  return `rgb(${middle.map((m, c) => Math.round(m + (end[c]! - m) * size)).join(', ')})`;
};

/** A column's maps below one another, spaced as its units are, as the address of a picture. */
function mapStrip(maps: ArrayLike<number>, units: number): string {
  const side = Math.sqrt(maps.length / units);
  const pitch = (side * unitStep) / (2 * radius);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = units * pitch;
  const context = canvas.getContext('2d');
  if (!context) return '';
  const picture = context.createImageData(canvas.width, canvas.height);
  for (let unit = 0; unit < units; unit++) {
    const values = Array.from({ length: side * side }, (_, place) => maps[unit * side * side + place]!);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    values.forEach((value, place) => {
      const share = high > low ? (value - low) / (high - low) : 0.5;
      // Rows rise with y, those of a picture fall.
      const row = unit * pitch + (side - 1 - Math.floor(place / side));
      picture.data.set([...answerColor(share), 255], 4 * (row * side + (place % side)));
    });
  }
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}

/** Layers as columns of units, with the heaviest connections; the backward pulse fades at the rate that was measured. */
export function NetworkDiagram(props: NetworkDiagramProps & { readonly height?: number | string }) {
  const { meta, columns, colorBy, selected, onSelect, height = '100%' } = props;
  const { t } = useTranslation('charts');
  const tallest = Math.max(...columns.map(({ activations }) => activations.length));
  const [width, tall] = [columns.length * columnStep, tallest * unitStep + head + 14];
  const x = (column: number) => (column + 0.5) * columnStep;
  const y = (column: number, unit: number) =>
    head + ((tallest - columns[column]!.activations.length) / 2 + unit + 0.5) * unitStep;
  const largest = Math.max(...columns.flatMap(({ activations }) => Array.from(activations, Math.abs)), 1e-30);
  const signals = columns.flatMap(({ signals }) => Array.from(signals)).filter((s) => s > 0);
  const [low, high] = [Math.log10(Math.min(...signals)), Math.log10(Math.max(...signals))];
  const color = (column: number, unit: number) => {
    const { activations, signals, maps } = columns[column]!;
    if (colorBy === 'plane' && maps) return 'transparent';
    if (colorBy !== 'signal') return signed(activations[unit]! / largest);
    return signals[unit]! > 0
      ? magnitudeColor((Math.log10(signals[unit]!) - low) / Math.max(1, high - low))
      : '#666666';
  };
  const heaviest = Math.max(
    ...columns.flatMap(({ connections }) => connections.map(({ weight }) => Math.abs(weight))),
    1e-30,
  );
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: ['layer', 'unit', 'activation', '|δ|'],
        rows: columns.flatMap(({ name, activations, signals }) =>
          Array.from(activations, (activation, unit) => [name, unit + 1, activation, signals[unit]!]),
        ),
      })}
      plot={() => ({
        sentence: t('told.network', {
          layers: columns.length,
          first: columns[0]?.name,
          last: columns.at(-1)?.name,
          arrives: formatNumber(columns[0]?.arrives ?? Number.NaN),
        }),
      })}
      legend={
        colorBy === 'signal' ? (
          <Ramp low={10 ** low} high={10 ** Math.max(high, low + 1)} colorOf={magnitudeColor} label="|δ|" />
        ) : (
          <Ramp
            low={-largest}
            high={largest}
            colorOf={(share) => signed(2 * share - 1)}
            label={t('activationOfUnit')}
          />
        )
      }
    >
      {() => (
        <svg
          viewBox={`0 0 ${width} ${tall}`}
          width="100%"
          height="100%"
          aria-hidden
          className="network-diagram"
        >
          {columns.flatMap(({ connections }, column) =>
            column === 0
              ? []
              : connections.map(({ from, to, weight }) => (
                  <line
                    key={`${column} ${from} ${to}`}
                    x1={x(column - 1) + radius}
                    y1={y(column - 1, from)}
                    x2={x(column) - radius}
                    y2={y(column, to)}
                    stroke={signed(Math.sign(weight))}
                    strokeOpacity={0.15 + (0.6 * Math.abs(weight)) / heaviest}
                    strokeWidth={0.4 + (1.6 * Math.abs(weight)) / heaviest}
                  />
                )),
          )}
          {columns.map(({ name, hidden, arrives }, column) => (
            <g key={name}>
              <text x={x(column)} y={14} textAnchor="middle" fontSize={11} fill="var(--mantine-color-dimmed)">
                {name}
              </text>
              <rect
                className="pulse forward"
                x={x(column) - radius - 5}
                y={head - 4}
                width={2 * radius + 10}
                height={tall - head - 4}
                rx={8}
                style={{ animationDelay: `${0.08 * column}s` }}
              />
              <rect
                className="pulse backward"
                x={x(column) - radius - 5}
                y={head - 4}
                width={2 * radius + 10}
                height={tall - head - 4}
                rx={8}
                style={{
                  animationDelay: `${0.08 * (2 * columns.length - column)}s`,
                  ['--arrives' as string]: Math.min(1, arrives).toFixed(4),
                }}
              >
                <title>{t('arrives', { share: formatNumber(arrives) })}</title>
              </rect>
              {hidden > 0 && (
                <text
                  x={x(column)}
                  y={tall - 2}
                  textAnchor="middle"
                  fontSize={10}
                  fill="var(--mantine-color-dimmed)"
                >
                  +{hidden}
                </text>
              )}
            </g>
          ))}
          {columns.map(
            ({ name, activations, maps }, column) =>
              colorBy === 'plane' &&
              maps && (
                <image
                  key={name}
                  href={mapStrip(maps, activations.length)}
                  x={x(column) - radius}
                  y={y(column, 0) - radius}
                  width={2 * radius}
                  height={activations.length * unitStep}
                  preserveAspectRatio="none"
                />
              ),
          )}
          {columns.map(({ name, activations, signals }, column) =>
            Array.from(activations, (activation, unit) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the same choice is a pair of number fields beside the picture.
              <circle
                key={`${name} ${unit}`}
                cx={x(column)}
                cy={y(column, unit)}
                r={radius}
                fill={color(column, unit)}
                stroke={
                  selected?.column === column && selected.unit === unit
                    ? 'var(--mantine-color-text)'
                    : color(column, unit) === 'transparent'
                      ? 'none'
                      : 'var(--mantine-color-body)'
                }
                strokeWidth={selected?.column === column && selected.unit === unit ? 2.5 : 1}
                onClick={() => onSelect(column, unit)}
                style={{ cursor: 'pointer' }}
              >
                <title>{`${t('layerNamed', { layer: name })}, ${t('unit')} ${unit + 1}: a = ${formatNumber(activation)}, |δ| = ${formatNumber(signals[unit]!)}`}</title>
              </circle>
            )),
          )}
        </svg>
      )}
    </ChartFrame>
  );
}
