import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Bands, ViewKey } from '../../../charts';
import { SegmentedControl } from '../../../charts/SegmentedControl';
import { numberOf } from '../../../engine/numeric/score';
import { pointCurve } from '../../../engine/transfer/curves';
import { useTranslation } from '../../../locales/useTranslation';
import { useTransfer } from '../../../store/transfer';
import { Tiles, UntilPlayed } from '../../study';
import { useRepeats } from './reports';
import { useMeta, useSeriesStyles } from './seriesStyles';
import { useView } from './view';

const axes = {
  accuracy: { scale: 'linear', domain: [0, 1], percent: true },
  loss: { scale: 'linear', switchable: true },
} as const;

const domains = ['target', 'source'] as const;

/** Every method's progress on the target, and its loss of accuracy on the source. */
export function OverTime() {
  const { t } = useTranslation('transferViews');
  const repeats = useRepeats();
  const looks = useSeriesStyles();
  const { quantity, choose } = useView();
  const count = useTransfer((transfer) => transfer.repeats.length);
  const meta = useMeta();
  const drawn = useMemo(
    () =>
      domains.map((domain) => ({
        domain,
        series: looks.flatMap((look, i) => {
          const curve = pointCurve(repeats[i] ?? [], (point) => numberOf(point[domain][quantity]));
          return curve ? [{ ...look, ...curve }] : [];
        }),
      })),
    [repeats, looks, quantity],
  );
  if (drawn.every(({ series }) => series.length === 0)) return <UntilPlayed>{t('empty')}</UntilPlayed>;
  const banded = count > 1 ? ` ${t('bandHelp', { count })}` : '';
  return (
    <>
      <Group gap={16} mb={6}>
        <SegmentedControl
          aria-label={t('quantity')}
          value={quantity}
          onChange={(value) => choose({ quantity: value })}
          data={(['accuracy', 'loss'] as const).map((value) => ({ value, label: t(`quantities.${value}`) }))}
        />
        <Text size="xs" c="dimmed" data-testid="repeats-drawn">
          {count > 1 ? t('bandHelp', { count }) : t('oneRun')}
        </Text>
      </Group>
      <ViewKey entries={looks}>
        <Tiles>
          {drawn.map(({ domain, series }) => (
            <Bands
              key={`${domain}-${quantity}`}
              meta={meta(
                `transfer-${domain}-${quantity}`,
                t(`over.${domain}.${quantity}`),
                `${t(`overHelp.${domain}`)} ${t(`definitions.${quantity}`)} ${t('stepsHelp')}${banded}`,
              )}
              series={series}
              axis={{ label: t(`quantities.${quantity}`), unit: t(`units.${quantity}`), ...axes[quantity] }}
              x={{ label: t('steps') }}
              height={280}
            />
          ))}
        </Tiles>
      </ViewKey>
    </>
  );
}
