import { Checkbox, Group, NativeSelect, Text } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { type BandSeries, Bands, categoryColor, formatNumber } from '../../../charts';
import type { LayerSplit } from '../../../engine/distillation/gradientSplit';
import { useTranslation } from '../../../locales/useTranslation';
import { methodOf, studentsOf } from '../../../schema/distillation';
import { useDistillation } from '../../../store/distillation';
import { CosineByLayer, EmptyState, Tiles } from '../../study';
import { SplitTable } from './SplitTable';
import { useMeta, useSeriesStyles } from './seriesStyles';
import { useView } from './view';

/** The colours of the labels' and the teacher's part in this view. */
export const splitColors = { hard: categoryColor(1), soft: categoryColor(0) } as const;

/** The students whose loss has a hard and a soft term, by index, with the temperature. */
function useSplittable() {
  const distillation = useDistillation((state) => state.spec);
  return useMemo(
    () =>
      studentsOf(distillation).flatMap((student, index) => {
        const terms = methodOf(student).terms?.(student);
        return terms ? [{ index, ...terms }] : [];
      }),
    [distillation],
  );
}

/** One student's gradient, split into the part from the labels and the part from the teacher. */
export function GradientSplit() {
  const { t } = useTranslation('distillationViews');
  const splittable = useSplittable();
  const { students } = useSeriesStyles();
  const { student, squared, choose } = useView();
  const observe = useDistillation((state) => state.observe);
  const split = useDistillation((state) => state.snapshot?.split);
  const step = useDistillation((state) => state.snapshot?.step);
  const picked = splittable.find(({ index }) => index === student) ?? splittable[0];
  const index = picked?.index;
  useEffect(() => {
    observe({ split: index });
    return () => observe({ split: undefined });
  }, [observe, index]);
  if (!picked) return <EmptyState>{t('noTerms')}</EmptyState>;
  const layers = split && split.student === index ? split.layers : undefined;
  return (
    <section aria-label={t('split')}>
      <Group gap={16} mb={6} align="end">
        <NativeSelect
          size="xs"
          label={t('splitOf')}
          value={picked.index}
          data={splittable.map(({ index }) => ({ value: String(index), label: students[index]!.label }))}
          onChange={(event) => choose({ student: Number(event.currentTarget.value) })}
          maw="100%"
        />
        <Checkbox
          size="xs"
          mb={6}
          label={t('squared', { square: formatNumber(picked.temperature ** 2) })}
          checked={squared}
          onChange={(event) => choose({ squared: event.currentTarget.checked })}
        />
      </Group>
      <Text size="xs" c="dimmed" mb={6}>
        {t('splitHelp', { hard: formatNumber(picked.hard), soft: formatNumber(picked.soft) })}
      </Text>
      {layers ? (
        <SplitCharts layers={layers} squared={squared} step={step} />
      ) : (
        <EmptyState>{t('taking')}</EmptyState>
      )}
    </section>
  );
}

interface SplitChartsProps {
  readonly layers: readonly LayerSplit[];
  readonly squared: boolean;
  readonly step: number | undefined;
}

function SplitCharts({ layers, squared, step }: SplitChartsProps) {
  const { t } = useTranslation('distillationViews');
  const meta = useMeta(step);
  const x = layers.map((_, l) => l + 1);
  const line = (id: 'hard' | 'soft', of: (layer: LayerSplit) => number): BandSeries => ({
    id,
    label: t(id),
    color: splitColors[id],
    x,
    values: layers.map(of),
  });
  const layerAxis = { label: t('layer') };
  return (
    <>
      <Tiles least={360}>
        <Bands
          meta={meta('distil-split', t('splitNorms'), t('splitNormsHelp'))}
          series={[
            line('hard', ({ hard }) => hard),
            line('soft', ({ soft, softPlain }) => (squared ? soft : softPlain)),
          ]}
          axis={{ label: '‖∂L/∂(W, b)‖₂', unit: '‖∂L/∂(W, b)‖₂', scale: 'log', switchable: true }}
          x={layerAxis}
          points
        />
        <CosineByLayer
          meta={meta('distil-cosine', t('cosine'), t('cosineHelp'))}
          label={t('cosine')}
          layer={t('layer')}
          cosines={layers.map(({ cosine }) => cosine)}
        />
        <Bands
          meta={meta('distil-variance', t('variance'), t('varianceHelp'))}
          series={[
            line('hard', ({ hardVariance }) => hardVariance),
            line('soft', ({ softVariance }) => softVariance),
          ]}
          axis={{ label: 'E‖g − Eg‖² / ‖Eg‖²', scale: 'log', switchable: true }}
          x={layerAxis}
          points
        />
      </Tiles>
      <SplitTable layers={layers} squared={squared} />
    </>
  );
}
