import { useMemo, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { ChartFrame } from '../ChartFrame';
import { stepColumns } from '../columns';
import { KeyMark } from '../KeyMark';
import { divergingColor, magnitudeColor } from '../palette';
import { Ramp } from '../Ramp';
import type { ModuleHeatmapProps } from '../types';
import { ModuleFigure } from './ModuleFigure';
import { ModuleRows } from './ModuleRows';
import { brokenColor, moduleScale, zeroColor } from './moduleColors';

/** Draws one quantity, module × step, beside the tree of the modules. Any number of rows: only those in view are drawn. */
export function ModuleHeatmap(props: ModuleHeatmapProps) {
  const { meta, rows, steps, values, measured, axis, range = values } = props;
  const { t } = useTranslation('charts');
  const [scales] = useState(() => new Map<string, ReturnType<typeof moduleScale>>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: new numbers make new scales.
  useMemo(() => scales.clear(), [range, axis.percent]);
  const scaleOf = (scale: 'linear' | 'log') => {
    const known = scales.get(scale) ?? moduleScale(range, scale, axis.percent === true);
    scales.set(scale, known);
    return known;
  };
  const numbers = (row: number) =>
    Array.from(values.subarray(row * steps.length, (row + 1) * steps.length), (value, i) =>
      measured[row * steps.length + i] ? value : Number.NaN,
    );
  const withNumbers = rows.flatMap(({ expanded, title }, row) => (expanded === true ? [] : [{ title, row }]));
  // Screen readers are told of every picture, so this is not worked out again while the numbers stay.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other names are made of these.
  const plot = useMemo(
    () => ({
      matrix: {
        rows: withNumbers.map(({ title }) => title),
        columns: Array.from(steps, String),
        rowLabel: t('module'),
        columnLabel: t('step'),
        valueLabel: axis.label,
        percent: axis.percent,
        values: Float64Array.from(withNumbers.flatMap(({ row }) => numbers(row))),
      },
    }),
    [values, measured, rows, steps, axis.label, t],
  );
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height="auto"
      interactive
      table={() => ({
        columns: [{ id: 'module', label: t('module') }, ...stepColumns(steps, axis, t)],
        rows: withNumbers.map(({ title, row }) => [title, ...numbers(row)]),
      })}
      plot={() => plot}
      figure={(scale) => <ModuleFigure {...props} scale={scaleOf(scale)} />}
      legend={<ModuleKeys {...props} />}
    >
      {(scale, large) => {
        const colors = scaleOf(scale);
        return (
          <>
            <ModuleRows {...props} scale={colors} large={large} />
            <Ramp
              low={colors.axis.domain[0]}
              high={colors.axis.domain[1]}
              colorOf={colors.diverging ? divergingColor : magnitudeColor}
              format={colors.axis.format}
              label={axis.label}
            />
          </>
        );
      }}
    </ChartFrame>
  );
}

/** The colours that stand for no number of the scale, as far as they occur. */
function ModuleKeys({ values, measured, axis }: ModuleHeatmapProps) {
  const { t } = useTranslation('charts');
  const [broken, zero] = useMemo(() => {
    let [anyBroken, anyZero] = [false, false];
    for (let i = 0; i < values.length; i++) {
      if (!measured[i]) continue;
      anyBroken ||= !Number.isFinite(values[i]);
      anyZero ||= values[i] === 0;
    }
    return [anyBroken, anyZero && axis.switchable === true];
  }, [values, measured, axis.switchable]);
  return (
    <div style={{ display: 'flex', gap: 12, justifyContent: 'center', flexWrap: 'wrap' }}>
      {broken && (
        <KeyMark label={t('notFinite')}>
          <rect width="12" height="12" fill={brokenColor} />
        </KeyMark>
      )}
      {zero && (
        <KeyMark label={t('zeroOnLog')}>
          <rect width="12" height="12" fill={zeroColor} />
        </KeyMark>
      )}
    </div>
  );
}
