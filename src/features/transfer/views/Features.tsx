import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { Scatter } from '../../../charts';
import { useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import { hiddenLayers } from '../../../schema/experiment';
import { comma } from '../../../schema/names';
import { useTransfer } from '../../../store/transfer';
import { EmptyState } from '../../study';
import { MethodPicker } from './MethodPicker';
import { useMoment } from './moment';
import { useLayer, usePicked } from './reports';
import { domainColors, useMeta, useSeriesStyles } from './seriesStyles';
import { useView } from './view';

/** A hidden layer's features of both domains' samples during training. */
export function Features() {
  const { t } = useTranslation('transferViews');
  const network = useTransfer((transfer) => transfer.spec.source.network);
  const hidden = useMemo(() => hiddenLayers(network).length, [network]);
  const method = usePicked();
  const layer = useLayer(hidden);
  const observe = useTransfer((transfer) => transfer.observe);
  const choose = useView((view) => view.choose);
  useEffect(() => {
    observe({ features: { method, layer } });
    return () => observe({ features: undefined });
  }, [observe, method, layer]);
  return (
    <Stack gap={10}>
      <Group gap={16} align="end">
        <MethodPicker />
        <NativeSelect
          size="xs"
          label={t('hiddenLayer')}
          value={String(layer)}
          data={Array.from({ length: hidden }, (_, l) => ({
            value: String(l),
            label: t('layerOf', { layer: l + 1, layers: hidden }),
          }))}
          onChange={(event) => choose({ layer: Number(event.currentTarget.value) })}
        />
      </Group>
      <Space method={method} layer={layer} />
    </Stack>
  );
}

function Space({ method, layer }: { readonly method: number; readonly layer: number }) {
  const text = useText();
  const { t } = useTranslation('transferViews');
  const data = useTransfer((transfer) => transfer.data);
  const seen = useTransfer((transfer) => transfer.snapshot?.features);
  const phase = useTransfer((transfer) => transfer.snapshot?.phase);
  const looks = useSeriesStyles();
  const moment = useMoment(phase);
  const meta = useMeta(moment);
  const isShown = seen?.method === method && seen.layer === layer;
  const space = isShown ? seen.space : undefined;
  const groups = useMemo(
    () =>
      space
        ? ([
            {
              id: 'source',
              label: t('source'),
              color: domainColors.source,
              marker: 'circle',
              points: space.source,
              values: space.sourceLabels,
            },
            {
              id: 'target',
              label: t('target'),
              color: domainColors.target,
              marker: 'triangle',
              points: space.target,
              values: space.targetLabels,
            },
          ] as const)
        : [],
    [space, t],
  );
  if (!data || !space) return <EmptyState>{t(isShown ? 'notFinite' : 'untaught')}</EmptyState>;
  const [first, second] = space.axes.shares;
  // Until the methods start, every method's network is the teacher.
  const who = phase?.kind === 'teaching' ? t('teacher') : looks[method]!.label;
  return (
    <>
      <Text size="xs" c="dimmed" data-testid="features-of">
        {`${who}${text(comma)}${moment}`}
      </Text>
      <Scatter
        meta={meta(
          'transfer-features',
          t('features', { layer: layer + 1 }),
          t('featuresHelp', { source: space.sourceLabels.length, target: space.targetLabels.length }),
        )}
        classNames={data.source.outcomeNames}
        groups={groups}
        axes={[
          { label: t('component', { n: 1 }), share: first },
          { label: t('component', { n: 2 }), share: second },
        ]}
        height={420}
      />
    </>
  );
}
