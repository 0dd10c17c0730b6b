import { Group, SegmentedControl, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNorm, formatNumber, LayerCauses } from '../../charts';
import { useLab } from '../../store/lab';
import { type Hold, holds } from '../../worker/protocol';
import { layerValues, useHistory, useShown } from './useFrames';
import { useLayerNames, useMeta } from './useMeta';

/** The two causes apart: what weights and what activation slopes do to the signal, and the signal without either. */
export function Causes() {
  const { t } = useTranslation('observe');
  const { history, at, cursor } = useHistory();
  const snapshot = useShown('snapshot');
  const observe = useLab((lab) => lab.observe);
  const selectLayer = useLab((lab) => lab.selectLayer);
  const [hold, setHold] = useState<Hold | 'none'>('none');
  useEffect(() => {
    observe({ hold: hold === 'none' ? undefined : hold });
    return () => observe({ hold: undefined });
  }, [hold, observe]);
  const layers = useLayerNames(history).slice(0, -1);
  const meta = useMeta('causes', t('causes.title'), t('causes.help'));
  const weightFactors = layerValues(history, 'weightFactor', at).slice(0, -1);
  const activationFactors = layerValues(history, 'activationFactor', at).slice(0, -1);
  const signals = layerValues(history, 'signalNorm', at);
  const top = signals.at(-1)!;
  const products = layers.map((_, l) => signals[l]! / top);
  // Another backward pass is made of the newest step alone.
  const held =
    hold !== 'none' && cursor === undefined && snapshot?.held?.hold === hold ? snapshot.held : undefined;
  const heldProducts = held && layers.map((_, l) => held.signals[l]! / held.signals.at(-1)!);
  const words = (factor: number) => {
    if (!(factor > 0)) return t('causes.gone');
    if (factor > 0.95 && factor < 1.05) return t('causes.keeps');
    return t(factor < 1 ? 'causes.shrinks' : 'causes.grows', {
      times: formatNumber(Math.max(factor, 1 / factor)),
    });
  };
  return (
    <>
      <Group gap="xs" mb={4}>
        <Text size="xs">{t('causes.hold')}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t('causes.hold')}
          value={hold}
          onChange={(value) => setHold(value as Hold | 'none')}
          data={[
            { value: 'none', label: t('causes.holds.none') },
            ...holds.map((value) => ({ value, label: t(`causes.holds.${value}`) })),
          ]}
        />
        {held && heldProducts && (
          <Text size="xs" c="dimmed" data-testid="held">
            {t('causes.heldSentence', {
              what: t(`causes.holds.${held.hold}`),
              held: formatNorm(heldProducts[0]!),
              measured: formatNorm(products[0]!),
            })}
          </Text>
        )}
        {hold !== 'none' && !held && (
          <Text size="xs" c="dimmed">
            {t(cursor === undefined ? 'causes.afterStep' : 'causes.newestOnly')}
          </Text>
        )}
      </Group>
      <div style={{ flex: 1, minHeight: 320 }}>
        <LayerCauses
          meta={meta}
          layers={layers}
          weightFactors={weightFactors}
          activationFactors={activationFactors}
          products={products}
          held={heldProducts && { label: t(`causes.holds.${held!.hold}`), products: heldProducts }}
          onSelectLayer={selectLayer}
          explain={(l) => {
            const [above, here] = [signals[l + 1]!, signals[l]!];
            const returned = above * weightFactors[l]!;
            return {
              title: t('causes.layer', { layer: layers[l] }),
              rows: [
                {
                  label: `Wᵀ: ‖δ⁺W⁺ᵀ‖ / ‖δ⁺‖ = ${formatNorm(returned)} / ${formatNorm(above)}`,
                  value: `${formatNumber(weightFactors[l]!)}, ${words(weightFactors[l]!)}`,
                },
                {
                  label: `φ′: ‖δ‖ / ‖δ⁺W⁺ᵀ‖ = ${formatNorm(here)} / ${formatNorm(returned)}`,
                  value: `${formatNumber(activationFactors[l]!)}, ${words(activationFactors[l]!)}`,
                },
                { label: t('causes.together'), value: formatNumber(here / above) },
                { label: t('causes.downToHere'), value: formatNorm(products[l]!) },
              ],
            };
          }}
        />
      </div>
    </>
  );
}
