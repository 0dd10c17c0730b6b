import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { axisStyle, gridStyle, numberAxis, placeName, withUnit } from './axes';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { linearAxis, logAxis } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { ClassBarsProps } from './types';

/** The smallest probability that the log axis can show. */
const least = 1e-12;
/** The number of classes drawn at first; if there are more, the likeliest are drawn. */
const most = 12;
/** The width of class names in pixels, and the number of letters that fit it. */
const nameWidth = 92;
const nameLetters = 12;

/** The classes to draw: all in their order, or the `count` likeliest of the first series (likeliest first) and the true class. */
export function classesToDraw(
  { classNames, series, truth }: Pick<ClassBarsProps, 'classNames' | 'series' | 'truth'>,
  count: number,
): number[] {
  const all = classNames.map((_, k) => k);
  if (all.length <= count) return all;
  const first = series[0]?.values ?? [];
  const likeliest = all.toSorted((a, b) => (first[b] ?? 0) - (first[a] ?? 0)).slice(0, count);
  return truth === undefined || likeliest.includes(truth) ? likeliest : [...likeliest.slice(0, -1), truth];
}

/** Table rows: every class with its probability in every series, and whether it is the true class. */
export const classTable = ({ classNames, series, truth }: ClassBarsProps): ChartTable => ({
  columns: ['class', ...series.map(({ label }) => label), 'true'],
  rows: classNames.map((name, k) => [
    name,
    ...series.map(({ values }) => values[k] ?? ''),
    k === truth ? 1 : 0,
  ]),
});

/** The lower end of the log axis: a power of ten at or below the smallest probability that it can show. */
function logFloor(values: readonly number[]): number {
  const shown = values.filter((value) => value > least);
  const low = shown.length < values.length ? least : Math.min(...shown, 0.1);
  return Math.max(least, 10 ** Math.floor(Math.log10(low) + 1e-9));
}

/** Shows the class probabilities of several models for one sample: what a teacher knows beyond the correct answer. */
export function ClassBars(props: ClassBarsProps & { readonly height?: number }) {
  const { meta, classNames, series, truth } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden();
  const [all, setAll] = useState(false);
  const emphasis = useEmphasis(series.map(({ id }) => id));
  const shown = series.filter(({ id }) => !hidden.has(id));
  const classes = classesToDraw(props, all ? classNames.length : most);
  const rowHeight = 8 + Math.max(8, shown.length * (classes.length > most ? 5 : 7));
  const height = Math.max(props.height ?? 0, 44 + classes.length * rowHeight);
  return (
    <ChartFrame
      meta={meta}
      axis={{ label: t('probability'), scale: 'linear', switchable: true }}
      height={height}
      table={() => classTable(props)}
      tools={
        classNames.length > most && (
          <SegmentedControl
            size="xs"
            aria-label={t('classesShown')}
            value={all ? 'all' : 'likeliest'}
            onChange={(value) => setAll(value === 'all')}
            data={[
              { value: 'likeliest', label: t('likeliest', { count: most }) },
              { value: 'all', label: t('allOf', { count: classNames.length }) },
            ]}
          />
        )
      }
      plot={(scale) => ({
        panels: [
          {
            lying: true,
            x: { label: t('probability'), percent: scale === 'linear', scale },
            y: { label: t('class'), names: classes.map((k) => classNames[k]!) },
            series: shown.map(({ values, ...one }) => ({
              ...one,
              draw: 'bars' as const,
              x: classes.map((_, i) => i),
              y: classes.map((k) => values[k] ?? Number.NaN),
            })),
          },
        ],
      })}
      legend={
        <Legend
          entries={series.map((one) => ({ ...one, shape: 'bar' as const }))}
          hidden={hidden}
          onToggle={toggle}
        />
      }
    >
      {(scale) => {
        const floor = logFloor(shown.flatMap(({ values }) => classes.map((k) => values[k] ?? 0)));
        const data = classes.map((k) => ({
          k,
          // Values below the log axis are drawn at its end; the tooltip shows the true number.
          ...Object.fromEntries(
            shown.map(({ values }, i) => [
              `v${i}`,
              scale === 'log' ? Math.max(floor, values[k] ?? 0) : values[k],
            ]),
          ),
        }));
        return (
          <ResponsiveContainer width="100%" height="100%">
            <BarChart
              data={data}
              accessibilityLayer={false}
              layout="vertical"
              barGap={0}
              barCategoryGap={4}
              margin={{ top: 4, right: 14, bottom: 14, left: 0 }}
            >
              <CartesianGrid {...gridStyle} horizontal={false} />
              <XAxis
                {...numberAxis(
                  scale === 'log' ? logAxis([floor, 1]) : linearAxis([], { domain: [0, 1], percent: true }),
                  scale,
                )}
                label={placeName(t('probability'))}
              />
              <YAxis
                {...axisStyle}
                type="category"
                dataKey="k"
                width={nameWidth}
                interval={rowHeight < 12 ? 'preserveStartEnd' : 0}
                tick={({ x, y, payload }) => (
                  <ClassName
                    x={Number(x)}
                    y={Number(y)}
                    name={classNames[payload.value] ?? String(payload.value)}
                    isTrue={payload.value === truth}
                  />
                )}
              />
              <Tooltip
                isAnimationActive={false}
                cursor={{ fill: 'var(--mantine-color-default-hover)' }}
                content={({ active, payload }) => {
                  const k = (payload?.[0]?.payload as { k: number } | undefined)?.k;
                  if (!active || k === undefined) return null;
                  return (
                    <TooltipBox
                      title={k === truth ? `${classNames[k]}, ${t('true')}` : classNames[k]!}
                      rows={shown.map(({ label, color, values }) => ({
                        label,
                        value: withUnit(values[k] ?? Number.NaN, { percent: scale === 'linear' }),
                        color,
                      }))}
                    />
                  );
                }}
              />
              {shown.map(({ id, label, color }, i) => (
                <Bar
                  key={id}
                  dataKey={`v${i}`}
                  name={label}
                  fill={color}
                  fillOpacity={emphasis(id)}
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        );
      }}
    </ChartFrame>
  );
}

interface ClassNameProps {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly isTrue: boolean;
}

/** The name of a class beside its bars; the true one is ticked and highlighted. */
function ClassName({ x, y, name, isTrue }: ClassNameProps) {
  const short = name.length > nameLetters ? `${name.slice(0, nameLetters - 1)}…` : name;
  return (
    <text
      x={x}
      y={y}
      textAnchor="end"
      dominantBaseline="central"
      fontSize={11}
      fontWeight={isTrue ? 700 : 400}
      fill={isTrue ? 'var(--mantine-color-text)' : 'var(--mantine-color-dimmed)'}
    >
      {isTrue ? `✓ ${short}` : short}
      <title>{name}</title>
    </text>
  );
}
