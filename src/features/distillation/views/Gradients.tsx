import { Group, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { Bands } from '../../../charts';
import { SegmentedControl } from '../../../charts/SegmentedControl';
import { bandOf } from '../../../engine/statistics/bands';
import { layerCount, layerIndex } from '../../../engine/telemetry';
import { useTranslation } from '../../../locales/useTranslation';
import { useDistillation } from '../../../store/distillation';
import { FirstOrLast, Tiles, UntilPlayed } from '../../study';
import { GradientSplit } from './GradientSplit';
import { HighTemperature } from './HighTemperature';
import { useOutcomes } from './outcomes';
import { useMeta, useSeriesStyles } from './seriesStyles';
import { useView } from './view';

/** The gradient at each layer of every student for its own targets, and the teacher's part of it. */
export function Gradients() {
  const { t } = useTranslation('distillationViews');
  const silent = useOutcomes().every(({ students }) => students.every(({ summary }) => !summary));
  if (silent) return <UntilPlayed>{t('empty')}</UntilPlayed>;
  return (
    <Stack gap={24}>
      <ByLayer />
      <GradientSplit />
      <HighTemperature />
    </Stack>
  );
}

/** The units of the quantities by layer. */
const units = { weightGradNorm: '‖∂L/∂W‖₂', signalNorm: '‖δ‖₂' } as const;

function ByLayer() {
  const { t } = useTranslation('distillationViews');
  const { t: tStudy } = useTranslation('study');
  const outcomes = useOutcomes();
  const { students } = useSeriesStyles();
  const spec = useDistillation((state) => state.spec.student);
  const { quantity, when, choose } = useView();
  const meta = useMeta();
  const series = useMemo(() => {
    const x = Array.from({ length: layerCount(spec) }, (_, l) => l + 1);
    return students.flatMap((look, i) => {
      const frames = outcomes.flatMap(({ students }) => students[i]?.summary?.[when] ?? []);
      if (frames.length === 0) return [];
      const rows = frames.map((frame) => x.map((_, l) => frame[layerIndex(l, quantity)]!));
      return [{ ...look, x, ...bandOf(rows, x.length) }];
    });
  }, [outcomes, students, spec, quantity, when]);
  const repeats = outcomes.length > 1 ? ` ${t('bandHelp', { count: outcomes.length })}` : '';
  return (
    <div>
      <Group gap={8} mb={6}>
        <SegmentedControl
          aria-label={t('quantity')}
          value={quantity}
          onChange={(value) => choose({ quantity: value })}
          data={[
            { value: 'weightGradNorm', label: t('weightGradNorm') },
            { value: 'signalNorm', label: t('signalNorm') },
          ]}
        />
        <FirstOrLast value={when} onChange={(next) => choose({ when: next })} />
      </Group>
      <Tiles least={600}>
        <Bands
          key={quantity}
          meta={meta(
            'distil-gradients',
            t('gradients', { quantity: t(quantity), when: tStudy(when === 'first' ? 'atFirst' : 'atLast') }),
            `${t(`${quantity}Help`)} ${t('gradientsHelp')}${repeats}`,
          )}
          series={series}
          axis={{ label: units[quantity], unit: units[quantity], scale: 'log', switchable: true }}
          x={{ label: t('layer') }}
          height={260}
        />
      </Tiles>
    </div>
  );
}
