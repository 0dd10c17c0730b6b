import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { formatNumber, GridMap } from '../../charts';
import { metrics } from '../../engine/metrics';
import { useShownName, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import type { ExperimentSpec } from '../../schema/experiment';
import { fieldsOf } from '../../schema/fields';
import { colon, comma } from '../../schema/names';
import {
  type Axis,
  type AxisValue,
  cellSpec,
  type Grid,
  gridOf,
  type Sweep,
  stepsOf,
} from '../../schema/sweep';
import { sweepPresets } from '../../schema/sweeps';
import { useLab } from '../../store/lab';
import { useMap } from '../../store/map';
import { cellValues } from './cellStates';
import { type Curve, curvesOver } from './theoryCurves';

/** Draws the sweep as a heatmap; a click opens the run of a cell in the lab. */
export function Picture() {
  const { t } = useTranslation('map');
  const text = useText();
  const shown = useShownName(sweepPresets);
  const sweep = useMap((map) => map.sweep);
  const cells = useMap((map) => map.cells);
  const version = useMap((map) => map.version);
  const grid = useMemo(() => gridOf(sweep), [sweep]);
  const curves = useTheory(sweep, grid);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cells are filled in place, the version tells.
  const { values, states, divergedAt } = useMemo(
    () => cellValues(sweep, grid, cells),
    [sweep, grid, cells, version],
  );
  const metric = metrics[sweep.metric];
  const title = text(metric.title);
  const nameOf = (axis: Axis | undefined): string => {
    if (!axis) return '';
    const label = fieldsOf(sweep.experiment).find(({ path }) => path === axis.field)?.label;
    const name = label ? text(label) : axis.field;
    return axis.spacing === 'squares' ? `${name}²` : name;
  };
  const shownAs = (axis: Axis | undefined, value: AxisValue | undefined): string => {
    if (value === undefined) return '';
    if (typeof value !== 'number') {
      const range = fieldsOf(sweep.experiment).find(({ path }) => path === axis?.field)?.range;
      const option = range?.kind === 'choice' ? range.options.find((one) => one.value === value) : undefined;
      return option ? text(option.label) : String(value);
    }
    return formatNumber(axis?.spacing === 'squares' ? value * value : value);
  };
  const numbers = (axis: Axis | undefined, values: readonly (AxisValue | undefined)[]) =>
    values.every((value) => typeof value === 'number')
      ? values.map((value) => (axis?.spacing === 'squares' ? value * value : value))
      : undefined;
  const [x, y] = sweep.axes;
  const pick = (column: number, row: number) => {
    const spec = cellSpec(sweep, grid, { index: 0, x: column, y: row, repeat: 0 });
    const values = [
      [x, grid.xs[column]],
      [y, grid.ys[row]],
    ] as const;
    const name = values
      .flatMap(([axis, value]) => (axis ? [`${nameOf(axis)} ${shownAs(axis, value)}`] : []))
      .join(text(comma));
    openAtStep({ ...spec, name: name.slice(0, 200) }, stepsOf(sweep, spec));
  };
  return (
    <>
      <GridMap
        meta={{
          id: 'phase-map',
          title,
          description: `${text(metric.summary)} ${t('pictureHelp')}`,
          caption: () => `${shown(sweep.name)}${text(colon)}${describe(sweep.experiment, text)}`,
        }}
        x={{
          label: nameOf(x),
          labels: grid.xs.map((value) => shownAs(x, value)),
          numbers: numbers(x, grid.xs),
        }}
        y={{
          label: nameOf(y),
          labels: grid.ys.map((value) => shownAs(y, value)),
          numbers: numbers(y, grid.ys),
        }}
        values={values}
        states={states}
        divergedAt={divergedAt}
        metric={title}
        percent={'percent' in metric}
        colors={metric.colors}
        middle={'middle' in metric ? metric.middle : undefined}
        curves={curves.map((curve) => ({ ...curve, dashes: dashes[curve.id] }))}
        onPick={pick}
      />
      {curves.length > 0 && (
        <Stack gap={2} data-testid="map-theory">
          {[...new Set(curves.map(({ id }) => id))].map((id) => (
            <Group key={id} gap={8} wrap="nowrap">
              <svg width={30} height={6} aria-hidden style={{ flex: 'none' }}>
                <line
                  x1={0}
                  x2={30}
                  y1={3}
                  y2={3}
                  stroke="var(--mantine-color-text)"
                  strokeWidth={2}
                  strokeDasharray={dashes[id]}
                />
              </svg>
              <Text size="xs" c="dimmed">
                {t(`curves.${id}`)}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </>
  );
}

/** The dash pattern of each curve. */
const dashes: Record<Curve['id'], string> = {
  settled: '6 4',
  unstable: '1 4',
  boundless: '12 3 2 3',
  sixDepths: '6 4',
};

/** Opens an experiment in the lab and trains it to a step at full speed: its run is the cell's, with all steps recorded. */
function openAtStep(spec: ExperimentSpec, step: number): void {
  const { open, playTo, go } = useLab.getState();
  open(spec);
  if (step > 0) playTo(step);
  go('lab');
}

/** Computes theory's curves in the background, because some take a while. */
function useTheory(sweep: Sweep, grid: Grid): readonly Curve[] {
  const [curves, setCurves] = useState<readonly Curve[]>([]);
  useEffect(() => {
    let isCurrent = true;
    setCurves([]);
    void curvesOver(sweep, grid, () => isCurrent).then((found) => isCurrent && setCurves(found));
    return () => {
      isCurrent = false;
    };
  }, [sweep, grid]);
  return curves;
}
