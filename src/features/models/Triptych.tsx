import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { LayerProfile } from '../../charts';
import { shortened } from '../../data/logs/names';
import { type LogQuantity, notMeasured } from '../../data/logs/quantities';
import type { LogMoment } from '../../data/logs/run';
import { useTranslation } from '../../locales/useTranslation';
import { Theory } from './Theory';
import { useModelMeta } from './texts';
import { chainTheory, signalOf } from './theory';
import { useMoment } from './useLog';
import { type Rows, titleOfRow } from './useRows';
import { countNotFinite, shownNumber, together } from './values';
import { type RunViewProps, useModelsView } from './view';

interface TriptychProps extends RunViewProps {
  readonly moment: LogMoment;
  readonly rows: Rows;
}

/** Signal, activation and weight gradient of every module at one step, one above the other. */
export function Triptych({ run, beside, moment, rows: { bars } }: TriptychProps) {
  const { t } = useTranslation('models');
  const { selected, choose } = useModelsView();
  const { summary } = run;
  const other = useMoment(beside, beside ? columnAt(beside.summary.steps, summary.steps[moment.at]!) : -1);
  const step = summary.steps[moment.at];
  const meta = useModelMeta('model-profile', run, t('triptych.title', { step }), t('triptych.help'));
  // The other run's modules are found by their names.
  const places = beside && new Map(beside.summary.header.modules.map(({ name }, module) => [name, module]));
  const broken: string[] = [];
  const panel = (
    id: string,
    label: string,
    help: string,
    of: (moment: LogMoment, module: number) => number,
    as: LogQuantity,
  ) => {
    const values = bars.map(({ node }) =>
      together(
        node.modules.map((module) => of(moment, module)),
        as,
      ),
    );
    const count = countNotFinite(values);
    if (count > 0) broken.push(t('triptych.brokenOf', { quantity: label, count, all: bars.length }));
    const theirs =
      other &&
      bars.map(({ node }) => {
        const found = node.modules.map((module) => places!.get(summary.header.modules[module]!.name));
        return shownNumber(
          together(
            found.map((module) => (module === undefined ? notMeasured : of(other, module))),
            as,
          ),
        );
      });
    return {
      series: { id, label, values: values.map(shownNumber) },
      axis: { label, scale: 'log' as const, switchable: true },
      help,
      ...(theirs?.some(Number.isFinite)
        ? { baseline: { id: `${id}-b`, label: shortened(beside!.summary.name, 40), values: theirs } }
        : {}),
    };
  };
  const plain = (quantity: LogQuantity) => (at: LogMoment, module: number) =>
    at.values[quantity]?.[module] ?? notMeasured;
  const start = useMoment(run, 0);
  const theory = useMemo(
    () => start && chainTheory(summary.header, start, summary.steps[0]!),
    [start, summary],
  );
  const chosen = bars.findIndex(({ node }) => node.key === selected);
  const signal = panel(
    'signal',
    t('quantities.signalNorm.label'),
    t('quantities.signalNorm.help'),
    plain('signalNorm'),
    'signalNorm',
  );
  // Theory speaks of random weights, so its line belongs to step 0.
  const line = useMemo(() => {
    if (!theory || typeof theory === 'string' || moment.at > 0) return undefined;
    const last = signalOf(moment, theory.layers.at(-1)!);
    const values = bars.map(({ node: { modules } }) =>
      modules.length === 1 ? last * (theory.shares.get(modules[0]!) ?? Number.NaN) : Number.NaN,
    );
    if (!values.some(Number.isFinite)) return undefined;
    return { label: t('theory.name'), key: t('theory.name'), values, low: values, high: values };
  }, [theory, moment, bars, t]);
  const activation = panel(
    'activation',
    t('triptych.activation'),
    t('triptych.activationHelp'),
    rootMeanSquare,
    'activationStd',
  );
  const gradient = panel(
    'gradient',
    t('quantities.weightGradNorm.label'),
    t('quantities.weightGradNorm.help'),
    plain('weightGradNorm'),
    'weightGradNorm',
  );
  return (
    <div>
      <LayerProfile
        meta={meta}
        height={480}
        layers={bars.map(titleOfRow)}
        areModules
        panels={[{ ...signal, ...(line ? { theory: line } : {}) }, activation, gradient]}
        selectedLayer={chosen < 0 ? undefined : chosen}
        onSelectLayer={(layer) => bars[layer] && choose({ selected: bars[layer].node.key })}
      />
      {broken.length > 0 && (
        <Text size="xs" c="dimmed" data-testid="model-broken">
          {t('triptych.broken', { step, list: broken.join(t('triptych.brokenAnd')) })}
        </Text>
      )}
      {start && theory && <Theory run={run} start={start} theory={theory} at={moment.at} />}
    </div>
  );
}

/** √(mean² + std²) of a module's output. */
function rootMeanSquare({ values }: LogMoment, module: number): number {
  const mean = values.activationMean?.[module] ?? notMeasured;
  const std = values.activationStd?.[module] ?? notMeasured;
  return mean === notMeasured || std === notMeasured ? notMeasured : Math.hypot(mean, std);
}

/** The last recorded step that is not after the given one, or the first. */
const columnAt = (steps: Float64Array, step: number): number =>
  Math.max(
    0,
    steps.findLastIndex((one) => one <= step),
  );
