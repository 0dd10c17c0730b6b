import { Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { categoryColor, formatMeasured, formatNorm, formatNumber, LayerCauses } from '../../charts';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { type Cause, causes } from '../../engine/telemetry';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { comma } from '../../schema/names';
import { useLab } from '../../store/lab';
import { ablations } from '../../worker/protocol';
import { layerValues, useHistory, useShown } from './useFrames';
import { useLayerNames, useMeta } from './useMeta';
import { useView } from './view';

/** The widths at which the page scrolls, so that no view has a fixed height to fill. */
const scrolling = '(max-width: 1080px)';

/** The formula of each cause's factor, in the order of the backward pass. */
const measuredBy = {
  weightFactor: 'Wᵀ: ‖δ⁺W⁺ᵀ‖ / ‖δ⁺‖',
  skipFactor: '+: ‖∂L/∂a‖ / ‖δ⁺W⁺ᵀ‖',
  activationFactor: 'φ′: ‖∂L/∂a ⊙ φ′‖ / ‖∂L/∂a‖',
  normalizationFactor: 'N: ‖δ‖ / ‖∂L/∂a ⊙ φ′‖',
} as const satisfies Record<Cause, string>;

const colors: Record<Cause, number> = {
  weightFactor: 0,
  skipFactor: 3,
  activationFactor: 1,
  normalizationFactor: 4,
};

/**
 * The factors by which weights, skips, activation slopes and normalization each scale the signal, and the signal without one of
 * them.
 */
export function Causes() {
  const { t } = useTranslation('observe');
  const text = useText();
  const { history, at, cursor } = useHistory();
  const snapshot = useShown('snapshot');
  const observe = useLab((lab) => lab.observe);
  const selectLayer = useLab((lab) => lab.selectLayer);
  const { ablation, choose } = useView();
  useEffect(() => {
    observe({ ablation: ablation === 'none' ? undefined : ablation });
    return () => observe({ ablation: undefined });
  }, [ablation, observe]);
  const scrolls = useMediaQuery(scrolling) ?? false;
  const layers = useLayerNames(history).slice(0, -1);
  const meta = useMeta('causes', t('causes.title'), t('causes.help'));
  const all = causes.map((cause) => ({
    id: cause,
    label: t(`causes.names.${cause}`),
    color: categoryColor(colors[cause]),
    values: layerValues(history, cause, at).slice(0, -1),
  }));
  // A component that the network lacks multiplies by 1 everywhere and gets no bar.
  const factors = all.filter(
    ({ id, values }) =>
      id === 'weightFactor' || id === 'activationFactor' || values.some((value) => value !== 1),
  );
  const apart = all.every(({ values }) => !values.some(Number.isNaN));
  const signals = layerValues(history, 'signalNorm', at);
  const top = signals.at(-1)!;
  const products = layers.map((_, l) => signals[l]! / top);
  // Only the newest step has a second backward pass.
  const ablated =
    ablation !== 'none' && cursor === undefined && snapshot?.ablated?.ablation === ablation
      ? snapshot.ablated
      : undefined;
  const ablatedProducts = ablated && layers.map((_, l) => ablated.signals[l]! / ablated.signals.at(-1)!);
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
        <Text size="xs">{t('causes.ablation')}</Text>
        <SegmentedControl
          aria-label={t('causes.ablation')}
          value={ablation}
          onChange={(value) => choose({ ablation: value })}
          data={[
            { value: 'none', label: t('causes.ablations.none') },
            ...ablations.map((value) => ({ value, label: t(`causes.ablations.${value}`) })),
          ]}
        />
        {ablated && ablatedProducts && (
          <Text size="xs" c="dimmed" data-testid="held">
            {t('causes.ablationSentence', {
              what: t(`causes.ablations.${ablated.ablation}`),
              ablated: formatNorm(ablatedProducts[0]!),
              measured: formatNorm(products[0]!),
            })}
          </Text>
        )}
        {ablation !== 'none' && !ablated && (
          <Text size="xs" c="dimmed">
            {t(cursor === undefined ? 'causes.afterStep' : 'causes.newestOnly')}
          </Text>
        )}
      </Group>
      {!apart && history.length > 0 && (
        <Text size="xs" c="dimmed" mb={4}>
          {t('causes.notApart')}
        </Text>
      )}
      <div style={{ flex: 1, minHeight: 320 }}>
        <LayerCauses
          height={scrolls ? 320 : '100%'}
          meta={meta}
          layers={layers}
          factors={factors}
          products={products}
          ablated={
            ablatedProducts && {
              label: t(`causes.ablations.${ablated!.ablation}`),
              products: ablatedProducts,
            }
          }
          onSelectLayer={selectLayer}
          explain={(l) => {
            const [above, here] = [signals[l + 1]!, signals[l]!];
            let size = above;
            return {
              title: t('causes.layer', { layer: layers[l] }),
              rows: [
                ...factors.map(({ id, values }) => {
                  const [before, factor] = [size, values[l]!];
                  size *= factor;
                  return {
                    label: `${measuredBy[id]} = ${formatNorm(size)} / ${formatNorm(before)}`,
                    value: `${formatMeasured(factor)}${text(comma)}${words(factor)}`,
                  };
                }),
                { label: t('causes.together'), value: formatNorm(here / above) },
                { label: t('causes.downToHere'), value: formatNorm(products[l]!) },
              ],
            };
          }}
        />
      </div>
    </>
  );
}
