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
import { axisLook, gridLook } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber, powerOfTen } from './format';
import { categoryColor } from './palette';
import { TooltipBox } from './TooltipBox';
import type { LayerCausesProps } from './types';

const [productColor, heldColor] = [7, 2].map(categoryColor);

/** log₁₀ of a factor, for an axis on which 1 is the middle; nothing where there is no factor. */
const log = (factor: number | undefined): number | undefined =>
  factor !== undefined && factor > 0 && Number.isFinite(factor) ? Math.log10(factor) : undefined;

/** Where a factor stands on its axis, as a factor. */
const asFactor = (exponent: number): string =>
  Math.abs(exponent) <= 2 ? formatNumber(10 ** exponent) : powerOfTen(Math.round(exponent));

/** 1, where the bars begin, and the ends of the axis that are far enough from it to be read. */
const factorTicks = (low: number, high: number): number[] =>
  [low, low / 2, 0, high / 2, high].filter((tick) => tick === 0 || Math.abs(tick) > 0.06 * (high - low));

/** What each cause does to the signal at every layer: bars from 1 up or down; their running product as a line. */
export function LayerCauses(props: LayerCausesProps & { readonly height?: number | string }) {
  const { meta, layers, factors, products, held, onSelectLayer } = props;
  const { t } = useTranslation('charts');
  const data = layers.map((layer, l) => ({
    layer,
    l,
    ...Object.fromEntries(factors.map(({ id, values }) => [id, log(values[l])])),
    product: log(products[l]),
    held: log(held?.products[l]),
  }));
  const exponents = factors.flatMap(({ values }) => values.map((value) => log(value) ?? 0));
  const [low, high] = [1.05 * Math.min(-0.1, ...exponents), 1.05 * Math.max(0.1, ...exponents)];
  return (
    <ChartFrame
      meta={meta}
      height={props.height ?? '100%'}
      table={() => ({
        columns: ['layer', ...factors.map(({ label }) => label), t('product'), ...(held ? [held.label] : [])],
        rows: layers.map((layer, l) => [
          layer,
          ...factors.map(({ values }) => values[l]!),
          products[l]!,
          ...(held ? [held.products[l]!] : []),
        ]),
      })}
      legend={
        <div style={{ display: 'flex', gap: 14, justifyContent: 'center', fontSize: 12, flexWrap: 'wrap' }}>
          {factors.map(({ id, color, label }) => (
            <Key key={id} color={color} label={label} />
          ))}
          <Key color={productColor!} label={t('product')} line />
          {held && <Key color={heldColor!} label={held.label} line />}
        </div>
      }
    >
      {() => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={data}
            margin={{ top: 6, right: 4, bottom: 14, left: 4 }}
            barGap={0}
            onClick={({ activeTooltipIndex }) => {
              if (activeTooltipIndex !== undefined && activeTooltipIndex !== null)
                onSelectLayer(Number(activeTooltipIndex));
            }}
          >
            <CartesianGrid {...gridLook} vertical={false} />
            <XAxis
              {...axisLook}
              dataKey="layer"
              minTickGap={12}
              interval="preserveStartEnd"
              label={{
                value: t('layer'),
                position: 'insideBottom',
                offset: -8,
                fontSize: 11,
                fill: 'var(--mantine-color-dimmed)',
              }}
            />
            <YAxis
              {...axisLook}
              yAxisId="factor"
              type="number"
              width={58}
              domain={[low, high]}
              ticks={factorTicks(low, high)}
              tickFormatter={asFactor}
              label={axisLabel(t('factorAxis'), 'insideLeft')}
            />
            <YAxis
              {...axisLook}
              yAxisId="product"
              orientation="right"
              type="number"
              width={58}
              domain={([low, high]) => [Math.min(low, -1), Math.max(high, 0)]}
              tickFormatter={asFactor}
              label={axisLabel(t('productAxis'), 'insideRight')}
            />
            <ReferenceLine yAxisId="factor" y={0} stroke="var(--mantine-color-dimmed)" />
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
              <Bar key={id} yAxisId="factor" dataKey={id} fill={color} isAnimationActive={false} />
            ))}
            <Line
              yAxisId="product"
              dataKey="product"
              stroke={productColor!}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
            {held && (
              <Line
                yAxisId="product"
                dataKey="held"
                stroke={heldColor!}
                strokeWidth={2}
                strokeDasharray="5 3"
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

const axisLabel = (value: string, position: 'insideLeft' | 'insideRight') => ({
  value,
  angle: -90,
  position,
  fontSize: 11,
  fill: 'var(--mantine-color-dimmed)',
  style: { textAnchor: 'middle' as const },
});

function Key({
  color,
  label,
  line,
}: {
  readonly color: string;
  readonly label: string;
  readonly line?: boolean;
}) {
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 4 }}>
      <span aria-hidden style={{ width: 12, height: line ? 3 : 10, background: color }} />
      {label}
    </span>
  );
}
