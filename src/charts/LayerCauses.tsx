import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor, neutralColor } from './palette';
import { BarMarks, LineMark } from './plot/marks';
import { Plot } from './plot/Plot';
import { logAxis } from './scales';
import { TooltipBox } from './TooltipBox';
import type { KeyEntry, LayerCausesProps } from './types';

const ablatedColor = categoryColor(2);
const productColor = neutralColor;
const heldDash = '5 3';

/** The factor if a log axis can show it; otherwise undefined. */
const shown = (factor: number | undefined): number | undefined =>
  factor !== undefined && factor > 0 && Number.isFinite(factor) ? factor : undefined;

/** Shows how each cause changes the signal at every layer: bars that start at 1, and their running product as a line. */
export function LayerCauses(props: LayerCausesProps & { readonly height?: number | string }) {
  const { meta, layers, factors, products, ablated, onSelectLayer } = props;
  const { t } = useTranslation('charts');
  const reference = { layer: props.reference ?? t('theOutputLayer') };
  const [product, productName] = [t('product', reference), t('productAxis', reference)];
  const emphasis = useEmphasis([...factors.map(({ id }) => id), 'product', 'ablated']);
  const factorAxis = logAxis([...factors.flatMap(({ values }) => [...values]), 1]);
  const productAxis = logAxis([...products, ...(ablated?.products ?? []), 1]);
  const keys: KeyEntry[] = [
    ...factors.map(({ id, label, color }) => ({ id, label, color, shape: 'bar' as const })),
    { id: 'product', label: product, color: productColor },
    ...(ablated ? [{ id: 'ablated', label: ablated.label, color: ablatedColor, dash: heldDash }] : []),
  ];
  const places = layers.map((_, l) => l);
  return (
    <ChartFrame
      meta={meta}
      height={props.height ?? '100%'}
      table={() => ({
        columns: [
          { id: 'layer', label: t('layer') },
          ...factors.map(({ label }) => label),
          product,
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
            y: { label: productName, scale: 'log' },
            series: [
              { label: product, color: productColor, draw: 'line', x: places, y: products },
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
        <Plot
          places={{ kind: 'names', names: layers }}
          up={{ axis: factorAxis, scale: 'log', name: t('factorAxis') }}
          upRight={{ axis: productAxis, scale: 'log', name: productName }}
          name={t('layer')}
          left={62}
          right={62}
          onSelect={onSelectLayer}
          tip={(l) => <TooltipBox {...props.explain(l)} />}
        >
          {(space) => (
            <>
              {factors.map(({ id, color, values }, k) => (
                <BarMarks
                  key={id}
                  space={space}
                  // Bars begin at 1, where a factor changes nothing.
                  values={Array.from(values, (factor) => shown(factor) ?? Number.NaN)}
                  from={1}
                  color={color}
                  opacity={emphasis(id)}
                  slot={k}
                  slots={factors.length}
                />
              ))}
              <path
                d={`M${space.area.left},${space.y(1)}H${space.area.right}`}
                stroke="var(--mantine-color-dimmed)"
              />
              <LineMark
                space={space}
                values={products}
                y={space.yRight}
                color={productColor}
                width={2}
                opacity={emphasis('product')}
              />
              {ablated && (
                <LineMark
                  space={space}
                  values={ablated.products}
                  y={space.yRight}
                  color={ablatedColor}
                  dash={heldDash}
                  width={2}
                  opacity={emphasis('ablated')}
                />
              )}
            </>
          )}
        </Plot>
      )}
    </ChartFrame>
  );
}
