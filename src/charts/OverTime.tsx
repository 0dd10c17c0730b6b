import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { seriesColumn } from './columns';
import { withUnit } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { seriesLook } from './palette';
import { LineMark } from './plot/marks';
import { Plot } from './plot/Plot';
import { valueScale, wholeAxis } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { OverTimeProps } from './types';

/** The height below which a chart gets few ticks, in CSS pixels. */
const flat = 150;

/** The largest number of lines whose values are told at once. */
const mostTold = 12;

/** Draws lines over steps. */
export function OverTime({
  meta,
  steps,
  series,
  axis,
  cursor,
  end,
  height = 180,
}: OverTimeProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden(meta.id);
  const emphasis = useEmphasis(series.map(({ id }) => id));
  const drawn = series.map((one, i) => ({
    ...one,
    color: one.color ?? seriesLook(i).color,
    dash: one.color ? one.dash : seriesLook(i).dash,
  }));
  const shown = drawn.filter(({ id }) => !hidden.has(id));
  const count = typeof height === 'number' && height < flat ? 3 : 5;
  const last = Math.max(end ?? 0, steps[steps.length - 1] ?? 1);
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={height}
      table={() => ({
        columns: [{ id: 'step', label: t('step') }, ...series.map(({ label }) => seriesColumn(label, axis))],
        rows: Array.from({ length: steps.length }, (_, i) => [
          steps[i]!,
          ...series.map(({ values }) => values[i]!),
        ]),
      })}
      plot={(scale) => ({
        panels: [
          {
            x: { label: t('step') },
            y: { ...axis, scale },
            series: shown.map(({ values, ...one }) => ({ ...one, draw: 'line', x: steps, y: values })),
          },
        ],
      })}
      legend={<Legend entries={drawn} hidden={hidden} onToggle={toggle} />}
    >
      {(scale) => (
        <Plot
          places={{ kind: 'numbers', axis: wholeAxis(steps[0] ?? 0, last), at: steps }}
          up={{ axis: valueScale(valuesOf(shown), scale, { count, ...axis }), scale, name: axis.label }}
          name={t('step')}
          left={62}
          endLabels={shown}
          tip={(i) => (
            <TooltipBox
              title={`${t('step')} ${steps[i]}`}
              rows={shown
                .filter(({ values }) => Number.isFinite(values[i]))
                .slice(0, mostTold)
                .map(({ label, values, color }) => ({ label, value: withUnit(values[i]!, axis), color }))}
            />
          )}
        >
          {(space) => (
            <>
              {cursor !== undefined && (
                <path
                  d={`M${space.across(cursor)},${space.area.top}V${space.area.bottom}`}
                  stroke="var(--mantine-color-text)"
                  strokeDasharray="2 2"
                />
              )}
              {shown.map(({ id, values, color, dash }) => (
                <LineMark
                  key={id}
                  space={space}
                  values={values}
                  color={color}
                  dash={dash}
                  opacity={emphasis(id)}
                  across
                />
              ))}
            </>
          )}
        </Plot>
      )}
    </ChartFrame>
  );
}

/** The values of all series, one after another. */
function* valuesOf(series: readonly { readonly values: ArrayLike<number> }[]): Iterable<number> {
  for (const { values } of series) for (let i = 0; i < values.length; i++) yield values[i]!;
}
