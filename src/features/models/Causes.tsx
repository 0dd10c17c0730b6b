import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { categoryColor, formatNumber, LayerCauses } from '../../charts';
import { shownModule } from '../../data/logs/names';
import type { LogMoment } from '../../data/logs/run';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';
import { causeNames, longestChain } from './causes';
import { useModelMeta } from './texts';
import { useModelsView } from './view';

/** What shrinks or grows the signal from layer to layer, where the order of the modules is known. */
export function Causes({ run, moment }: { readonly run: ModelRun; readonly moment: LogMoment }) {
  const { t } = useTranslation('models');
  const choose = useModelsView((view) => view.choose);
  const { header } = run.summary;
  const chain = useMemo(() => {
    const { signalNorm } = moment.values;
    return signalNorm && longestChain(header, signalNorm);
  }, [header, moment]);
  const meta = useModelMeta('model-causes', run, t('causes.title'), t('causes.help'));
  if (!chain)
    return (
      <Text size="xs" c="dimmed">
        {t('causes.none')}
      </Text>
    );
  if (!chain.products.some(Number.isFinite))
    return (
      <Text size="xs" c="dimmed">
        {t('causes.broken', { step: run.summary.steps[moment.at] })}
      </Text>
    );
  const names = chain.layers.map((module) => shownModule(header.modules[module]!));
  return (
    <LayerCauses
      meta={meta}
      height={280}
      layers={names}
      factors={causeNames.map((cause, i) => ({
        id: cause,
        label: t(`causes.${cause}`),
        color: categoryColor(i),
        values: chain.factors[cause],
      }))}
      reference={shownModule(header.modules[chain.last]!)}
      products={chain.products}
      explain={(layer) => ({
        title: names[layer]!,
        rows: [
          ...causeNames.map((cause) => ({
            label: t(`causes.${cause}`),
            value: `× ${formatNumber(chain.factors[cause][layer]!)}`,
          })),
          { label: t('causes.product'), value: formatNumber(chain.products[layer]!) },
        ],
      })}
      onSelectLayer={(layer) =>
        chain.layers[layer] !== undefined && choose({ selected: `module:${chain.layers[layer]}` })
      }
    />
  );
}
