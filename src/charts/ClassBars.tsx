import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useText } from '../locales/useText';
import { useTranslation } from '../locales/useTranslation';
import { comma } from '../schema/names';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { withUnit } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { LyingPlot } from './plot/LyingPlot';
import { SegmentedControl } from './SegmentedControl';
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
/** The gap between the bars of two classes, in pixels. */
const between = 4;

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
export const classTable = (
  { classNames, series, truth }: ClassBarsProps,
  t: TFunction<'charts'>,
): ChartTable => ({
  columns: [
    { id: 'class', label: t('class') },
    ...series.map(({ label }) => ({ id: label, label, percent: true })),
    { id: 'true', label: t('true'), words: { 0: '', 1: '✓' } },
  ],
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
  const text = useText();
  const [hidden, toggle] = useHidden(meta.id);
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
      table={() => classTable(props, t)}
      tools={
        classNames.length > most && (
          <SegmentedControl
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
        return (
          <LyingPlot
            rows={classes.map((k) => nameOf(classNames[k]!, k === truth))}
            axis={scale === 'log' ? logAxis([floor, 1]) : linearAxis([], { domain: [0, 1], percent: true })}
            scale={scale}
            name={t('probability')}
            left={nameWidth}
            tip={(row) => {
              const k = classes[row]!;
              return (
                <TooltipBox
                  title={k === truth ? `${classNames[k]}${text(comma)}${t('true')}` : classNames[k]!}
                  rows={shown.map(({ label, color, values }) => ({
                    label,
                    value: withUnit(values[k] ?? Number.NaN, { percent: scale === 'linear' }),
                    color,
                  }))}
                />
              );
            }}
          >
            {({ x, y, row }) => {
              const tall = Math.max(1, row - between) / Math.max(1, shown.length);
              return shown.map(({ id, color, values }, i) => (
                <path
                  key={id}
                  d={classes
                    .map((k, place) => {
                      // Values below the log axis are drawn at its end; the tooltip shows the true number.
                      const value = scale === 'log' ? Math.max(floor, values[k] ?? 0) : (values[k] ?? 0);
                      const top = y(place) + (i - shown.length / 2) * tall;
                      return `M${x(scale === 'log' ? floor : 0)},${top}H${x(value)}v${tall}H${x(scale === 'log' ? floor : 0)}Z`;
                    })
                    .join('')}
                  fill={color}
                  fillOpacity={emphasis(id)}
                />
              ));
            }}
          </LyingPlot>
        );
      }}
    </ChartFrame>
  );
}

/** The name of a class beside its bars; the true one is ticked and highlighted. */
function nameOf(name: string, isTrue: boolean) {
  const short = name.length > nameLetters ? `${name.slice(0, nameLetters - 1)}…` : name;
  return { name: isTrue ? `✓ ${short}` : short, full: name, strong: isTrue };
}
