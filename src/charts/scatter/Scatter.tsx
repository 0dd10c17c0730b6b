import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { ChartFrame } from '../ChartFrame';
import type { ChartTable } from '../export/csv';
import { formatPercent } from '../format';
import { KeyMark } from '../KeyMark';
import { Legend } from '../Legend';
import { categoryColor, categoryCount } from '../palette';
import { SegmentedControl } from '../SegmentedControl';
import { linearAxis } from '../scales';
import { useHidden } from '../sharedKey';
import type { ScatterProps } from '../types';
import { Dots } from './Dots';
import { ScatterAxes } from './ScatterAxes';

type Group = ScatterProps['groups'][number];

/** Table rows: every point with its group and class. */
export const scatterTable = (
  { classNames, groups, axes }: ScatterProps,
  t: TFunction<'charts'>,
): ChartTable => ({
  columns: [
    axes[0].label,
    axes[1].label,
    { id: 'group', label: t('heads.group') },
    { id: 'class', label: t('class') },
  ],
  rows: groups.flatMap(({ label, points, values }) =>
    Array.from(values, (value, i) => [points[2 * i]!, points[2 * i + 1]!, label, classNames[value] ?? value]),
  ),
});

/** Ticks at round numbers; the first and the last are the axis' ends. */
export function ticksOf(groups: readonly Group[], axis: 0 | 1): readonly number[] {
  const values = groups.flatMap(({ points }) => Array.from(points).filter((_, i) => i % 2 === axis));
  return linearAxis(values).ticks;
}

/** Draws points of a plane in groups, coloured by class or by group. */
export function Scatter(props: ScatterProps & { readonly height?: number | string }) {
  const { meta, classNames, groups, axes, height = 300 } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden(meta.id);
  const [colorBy, setColorBy] = useState<'class' | 'group'>('class');
  const ticks = useMemo(() => ({ x: ticksOf(groups, 0), y: ticksOf(groups, 1) }), [groups]);
  const shown = useMemo(() => groups.filter(({ id }) => !hidden.has(id)), [groups, hidden]);
  const byClass = colorBy === 'class';
  const axisName = ({ label, share }: (typeof axes)[number]) =>
    share === undefined ? label : t('explained', { label, share: formatPercent(share) });
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => scatterTable(props, t)}
      plot={() => ({
        panels: [
          {
            x: { label: axes[0].label },
            y: { label: axes[1].label },
            series: shown.map(({ label, color, points }) => ({
              label,
              color,
              draw: 'points' as const,
              x: Array.from({ length: points.length / 2 }, (_, i) => points[2 * i]!),
              y: Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + 1]!),
            })),
          },
        ],
      })}
      tools={
        groups.length > 1 && (
          <SegmentedControl
            aria-label={t('colorBy')}
            value={colorBy}
            onChange={setColorBy}
            data={[
              { value: 'class', label: t('byClass') },
              { value: 'group', label: t('byGroup') },
            ]}
          />
        )
      }
      legend={
        <>
          {byClass && (
            <div style={{ display: 'flex', gap: '0 10px', justifyContent: 'center', flexWrap: 'wrap' }}>
              {classNames.slice(0, categoryCount).map((name, k) => (
                <KeyMark key={name} label={name}>
                  <rect x="1" y="2" width="9" height="9" fill={categoryColor(k)} />
                </KeyMark>
              ))}
            </div>
          )}
          <Legend
            entries={groups.map((one) => (byClass ? { ...one, color: 'var(--mantine-color-dimmed)' } : one))}
            hidden={hidden}
            onToggle={toggle}
          />
        </>
      }
    >
      {() => (
        <>
          <Dots groups={shown} classNames={classNames} ticks={ticks} byClass={byClass} />
          <ScatterAxes ticks={ticks} x={axisName(axes[0])} y={axisName(axes[1])} />
        </>
      )}
    </ChartFrame>
  );
}
