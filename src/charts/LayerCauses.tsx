import { useTranslation } from 'react-i18next';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisStyle, gridStyle, placeName, uprightAxis, valueName } from './axes';
import { ChartFrame } from './ChartFrame';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor, neutralColor } from './palette';
import { logAxis, namesToWrite } from './scales';
import { TooltipBox } from './TooltipBox';
import type { KeyEntry, LayerCausesProps } from './types';

const ablatedColor = categoryColor(2);
const productColor = neutralColor;
const heldDash = '5 3';

/** The factor if a log axis can show it; otherwise undefined. */
const shown = (factor: number | undefined): number | undefined =>
  factor !== undefined && factor > 0 && Number.isFinite(factor) ? factor : undefined;

const fromOne = (factor: number | undefined): [number, number] | undefined =>
  shown(factor) === undefined ? undefined : [1, factor!];

/** Shows how each cause changes the signal at every layer: bars that start at 1, and their running product as a line. */
export function LayerCauses(props: LayerCausesProps & { readonly height?: number | string }) {
  const { meta, layers, factors, products, ablated, onSelectLayer } = props;
  const { t } = useTranslation('charts');
  const emphasis = useEmphasis([...factors.map(({ id }) => id), 'product', 'ablated']);
  const data = layers.map((layer, l) => ({
    layer,
    l,
    // Bars begin at 1, where a factor changes nothing.
    ...Object.fromEntries(factors.map(({ id, values }) => [id, fromOne(values[l])])),
    product: shown(products[l]),
    ablated: shown(ablated?.products[l]),
  }));
  const sizes = factors.flatMap(({ values }) => values.filter((factor) => shown(factor)));
  const arrived = data.flatMap(({ product = 1, ablated = 1 }) => [product, ablated]);
  const keys: KeyEntry[] = [
    ...factors.map(({ id, label, color }) => ({ id, label, color, shape: 'bar' as const })),
    { id: 'product', label: t('product'), color: productColor },
    ...(ablated ? [{ id: 'ablated', label: ablated.label, color: ablatedColor, dash: heldDash }] : []),
  ];
  const places = layers.map((_, l) => l);
  return (
    <ChartFrame
      meta={meta}
      height={props.height ?? '100%'}
      table={() => ({
        columns: [
          'layer',
          ...factors.map(({ label }) => label),
          t('product'),
          ...(ablated ? [ablated.label] : []),
        ],
        rows: layers.map((layer, l) => [
          layer,
          ...factors.map(({ values }) => values[l]!),
          products[l]!,
          ...(ablated ? [ablated.products[l]!] : []),
        ]),
      })}
      plot={() => ({
        panels: [
          {
            x: { label: t('layer'), names: layers },
            y: { label: t('factorAxis'), scale: 'log' },
            series: factors.map(({ label, color, values }) => ({
              label,
              color,
              draw: 'bars' as const,
              x: places,
              y: values,
            })),
          },
          {
            x: { label: t('layer'), names: layers },
            y: { label: t('productAxis'), scale: 'log' },
            series: [
              { label: t('product'), color: productColor, draw: 'line', x: places, y: products },
              ...(ablated
                ? [
                    {
                      label: ablated.label,
                      color: ablatedColor,
                      dash: heldDash,
                      draw: 'line' as const,
                      x: places,
                      y: ablated.products,
                    },
                  ]
                : []),
            ],
          },
        ],
      })}
      legend={<Legend entries={keys} />}
    >
      {() => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={data}
            accessibilityLayer={false}
            margin={{ top: 6, right: 4, bottom: 14, left: 4 }}
            barGap={0}
            onClick={({ activeTooltipIndex }) => {
              if (activeTooltipIndex !== undefined && activeTooltipIndex !== null)
                onSelectLayer(Number(activeTooltipIndex));
            }}
          >
            <CartesianGrid {...gridStyle} vertical={false} />
            <XAxis
              {...axisStyle}
              dataKey="layer"
              ticks={[...namesToWrite(layers)]}
              interval="preserveStartEnd"
              label={placeName(t('layer'))}
            />
            <YAxis
              {...uprightAxis(logAxis([...sizes, 1]), 'log')}
              yAxisId="factor"
              width={58}
              label={valueName(t('factorAxis'))}
            />
            <YAxis
              {...uprightAxis(logAxis([...arrived, 1]), 'log')}
              yAxisId="product"
              orientation="right"
              width={58}
              label={valueName(t('productAxis'), 'insideRight')}
            />
            <ReferenceLine yAxisId="factor" y={1} stroke="var(--mantine-color-dimmed)" />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--mantine-color-default-hover)' }}
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as (typeof data)[number] | undefined;
                if (!active || !point) return null;
                return <TooltipBox {...props.explain(point.l)} />;
              }}
            />
            {factors.map(({ id, color }) => (
              <Bar
                key={id}
                yAxisId="factor"
                dataKey={id}
                fill={color}
                fillOpacity={emphasis(id)}
                isAnimationActive={false}
              />
            ))}
            <Line
              yAxisId="product"
              dataKey="product"
              stroke={productColor}
              strokeWidth={2}
              strokeOpacity={emphasis('product')}
              dot={false}
              isAnimationActive={false}
            />
            {ablated && (
              <Line
                yAxisId="product"
                dataKey="ablated"
                stroke={ablatedColor}
                strokeWidth={2}
                strokeDasharray={heldDash}
                strokeOpacity={emphasis('ablated')}
                dot={false}
                isAnimationActive={false}
              />
            )}
          </ComposedChart>
        </ResponsiveContainer>
      )}
    </ChartFrame>
  );
}
