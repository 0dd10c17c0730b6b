import { Group, NativeSelect, Text } from '@mantine/core';
import { useEffect } from 'react';
import { ActivationCurve, layerColor, Ridges, rowsToShow } from '../../charts';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { activations } from '../../engine/activations';
import { numbers } from '../../engine/kernels/reference/numbers';
import { inSentence, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { hiddenLayers } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { type CountedQuantity, countedQuantities } from '../../worker/protocol';
import { useShown } from './useFrames';
import { useLayerNames, useMeta } from './useMeta';
import { useView } from './view';

/** The largest number of rows in a ridge plot. If there are more, evenly spaced layers or round steps are shown. */
const rowLimit = 60;

const spread = (count: number): number[] => {
  const rows = Math.min(count, rowLimit);
  return Array.from({ length: rows }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, rows - 1)));
};

/**
 * The distributions of the layers' values, by layer or over time, and the positions of a layer's units on the activation curve.
 */
export function Distributions() {
  const { t } = useTranslation('observe');
  const text = useText();
  const counted = useShown('snapshots').filter(({ histograms }) => histograms);
  const history = useLab((lab) => lab.history);
  const cursor = useLab((lab) => lab.cursor);
  const network = useLab((lab) => lab.spec.network);
  const picked = useLab((lab) => lab.selectedLayer);
  const selectLayer = useLab((lab) => lab.selectLayer);
  const observe = useLab((lab) => lab.observe);
  const { counted: quantity, by, choose } = useView();
  useEffect(() => {
    observe({ histograms: true });
    return () => observe({ histograms: false });
  }, [observe]);
  const names = useLayerNames(history);
  const hidden = hiddenLayers(network);
  const layer = Math.min(picked ?? 0, hidden.length - 1);
  const meta = useMeta(
    `${quantity}-distribution`,
    t('distributions.title', { quantity: inSentence(t(`distributions.quantities.${quantity}`)) }),
    t('distributions.help'),
  );
  const curveMeta = useMeta(
    'activation-curve',
    t('distributions.curve', {
      layer: layer + 1,
      activation: text(activations[hidden[layer]!.activation].title),
    }),
    t('distributions.curveHelp'),
  );
  const upTo = cursor === undefined ? counted : counted.filter(({ step }) => step <= cursor + 1);
  const newest = upTo.at(-1)?.histograms;
  if (!newest || newest.length !== names.length) {
    return (
      <Text c="dimmed" ta="center" mt={80}>
        {t(counted.length > 0 ? 'distributions.notThen' : 'distributions.wait')}
      </Text>
    );
  }
  const { value, derivative } = activations[hidden[layer]!.activation];
  const overTime = rowsToShow(
    upTo.map(({ step }) => step),
    rowLimit,
  );
  const rows =
    by === 'layer'
      ? spread(newest.length).map((l) => ({
          name: names[l]!,
          counts: newest[l]![quantity],
          color: layerColor(l, newest.length),
        }))
      : overTime.map((i) => ({
          name: String(upTo[i]!.step),
          counts: upTo[i]!.histograms![layer]![quantity],
          color: layerColor(i, upTo.length),
        }));
  return (
    <>
      <Group gap="xs" mb={4}>
        <NativeSelect
          size="xs"
          aria-label={t('quantity')}
          data={countedQuantities.map((one) => ({
            value: one,
            label: t(`distributions.quantities.${one}`),
          }))}
          value={quantity}
          onChange={(event) => choose({ counted: event.currentTarget.value as CountedQuantity })}
        />
        <SegmentedControl
          aria-label={t('distributions.by')}
          value={by}
          onChange={(next) => choose({ by: next })}
          data={[
            { value: 'layer', label: t('distributions.byLayer') },
            { value: 'time', label: t('distributions.byTime', { layer: layer + 1 }) },
          ]}
        />
      </Group>
      <div style={{ flex: 1, minHeight: 240 }}>
        <Ridges
          key={by}
          meta={meta}
          rows={rows}
          axisLabel={t(`distributions.quantities.${quantity}`)}
          steps={by === 'time' ? overTime.map((i) => upTo[i]!.step) : undefined}
          rowLabel={t(by === 'layer' ? 'distributions.layer' : 'distributions.step')}
          {...(by === 'layer' && newest.length <= rowLimit
            ? { selected: picked, onSelect: (row) => row < hidden.length && selectLayer(row) }
            : {})}
        />
      </div>
      <ActivationCurve
        meta={curveMeta}
        value={(z) => value(numbers, z)}
        derivative={(z) => derivative(numbers, z, value(numbers, z))}
        counts={newest[layer]!.preActivations}
        height={190}
      />
    </>
  );
}
