import './networkDiagram.css';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from '../../locales/useTranslation';
import { ChartFrame } from '../ChartFrame';
import { formatNorm } from '../format';
import { layerTitle } from '../layerTitle';
import { magnitudeColor, signedColor } from '../palette';
import { shareAlong } from '../scales';
import type { NetworkDiagramProps } from '../types';
import { ColorKey } from './ColorKey';
import { Connections } from './Connections';
import { reachOf, signalScale } from './colorEnds';
import { GradientFlow } from './GradientFlow';
import { head, networkLayout } from './layout';
import { Units } from './Units';

/** The width used until the page has measured its own. */
const usualWidth = 764;

/** The number of distinct shades of a signal. */
const shades = 64;

/**
 * Draws a network from inputs to outputs: coloured units, the largest weights, and how much of the gradient reaches each
 * layer.
 */
export function NetworkDiagram(props: NetworkDiagramProps & { readonly height: number }) {
  const { meta, columns, colorBy, selected, onSelect, onSelectWeight, pointed, onPoint, tools, height } =
    props;
  const { t } = useTranslation('charts');
  const { ref, width } = useElementSize();
  const layout = networkLayout(
    columns.map(({ activations }) => activations.length),
    width || usualWidth,
    height,
  );
  const { x, flowTop } = layout;
  const activationsReach = reachOf(columns.flatMap(({ activations }) => Array.from(activations)));
  const signals = columns
    .flatMap(({ signals }) => Array.from(signals))
    .filter((signal) => signal > 0 && Number.isFinite(signal));
  const signalAxis = signalScale(signals);
  const color = (column: number, unit: number) => {
    const { activations, signals, input } = columns[column]!;
    if (colorBy !== 'signal' || input)
      return signedColor(Math.round((shades * activations[unit]!) / activationsReach) / shades);
    const signal = signals[unit]!;
    if (!(signal > 0) || !signalAxis) return '#666666';
    // With few shades, a unit is drawn again only if its signal has changed visibly.
    const shade = Math.round(shades * shareAlong(signal, signalAxis, 'log')) / shades;
    return magnitudeColor(shade);
  };
  return (
    <ChartFrame
      meta={meta}
      height={height}
      keepsShape
      tools={tools}
      table={() => ({
        columns: [
          { id: 'layer', label: t('layer') },
          { id: 'unit', label: t('unit') },
          { id: 'activation', label: t('heads.activation') },
          '|δ|',
        ],
        rows: columns.flatMap(({ name, activations, signals }) =>
          Array.from(activations, (activation, unit) => [
            name,
            unit + 1,
            activation,
            signals[unit] ?? Number.NaN,
          ]),
        ),
      })}
      plot={() => {
        const layers = columns.filter(({ input }) => !input);
        return {
          sentence: t('summary.network', {
            layers: layers.length,
            first: layerTitle(t, layers[0]?.name ?? ''),
            arrives: formatNorm(layers[0]?.arrives ?? Number.NaN),
          }),
        };
      }}
      legend={
        <ColorKey
          colorBy={colorBy}
          ends={colorBy === 'signal' ? signalAxis : [-activationsReach, activationsReach]}
          labels={{
            quantity: colorBy === 'signal' ? '|δ|' : colorBy === 'activation' ? 'a' : t('unitAnswers'),
            smallest: t('smallest'),
            largest: t('largest'),
          }}
          lines={{ positive: t('positiveWeight'), negative: t('negativeWeight') }}
        />
      }
    >
      {() => (
        <div ref={ref} style={{ height: '100%' }}>
          <svg
            viewBox={`0 0 ${layout.width} ${height}`}
            width="100%"
            height="100%"
            aria-hidden
            className="network-diagram"
            onPointerMove={({ currentTarget, clientX }) => {
              const { left, width: shown } = currentTarget.getBoundingClientRect();
              onPoint?.(layout.columnAt(((clientX - left) / shown) * layout.width));
            }}
            onPointerLeave={() => onPoint?.(undefined)}
          >
            {columns.map(
              ({ name }, column) =>
                pointed?.[column] && (
                  <rect
                    key={name}
                    className="network-pointed"
                    x={x(column) - layout.columnStep / 2}
                    y={2}
                    width={layout.columnStep}
                    height={height - 4}
                    rx={4}
                  />
                ),
            )}
            <Connections columns={columns} layout={layout} onSelect={onSelectWeight} />
            {columns.map(({ name, hidden }, column) => (
              <g key={name} fontSize={11} textAnchor="middle" fill="var(--mantine-color-dimmed)">
                <text x={x(column)} y={head - 6}>
                  {name}
                </text>
                {hidden > 0 && (
                  <text x={x(column)} y={flowTop - 2} fontSize={9}>
                    +{hidden}
                  </text>
                )}
              </g>
            ))}
            <Units
              columns={columns}
              colorBy={colorBy}
              selected={selected}
              onSelect={onSelect}
              layout={layout}
              color={color}
            />
            <GradientFlow
              arrives={columns.map(({ input, arrives }) => (input ? undefined : arrives))}
              layout={layout}
            />
          </svg>
        </div>
      )}
    </ChartFrame>
  );
}
