import { formatNorm, formatNumber } from '../../../charts';
import { combineGradients, degreesOf } from '../../../engine/transfer/domainGradients';
import type { DomainGradients } from '../../../engine/transfer/probe';
import { useTranslation } from '../../../locales/useTranslation';
import { LayerTable } from '../../study';

/** The gradients of both domains at each layer, as numbers. The last row is all layers together. */
export function DomainGradientTable({ layers }: { readonly layers: readonly DomainGradients[] }) {
  const { t } = useTranslation('transferViews');
  const columns = [
    { name: t('ofSource'), meaning: t('pullHelp'), of: ({ source }: DomainGradients) => formatNorm(source) },
    { name: t('ofTarget'), meaning: t('pullHelp'), of: ({ target }: DomainGradients) => formatNorm(target) },
    { name: 'cos', meaning: t('cosineHelp'), of: ({ cosine }: DomainGradients) => formatNumber(cosine) },
    {
      name: t('angle'),
      meaning: t('angleHelp'),
      of: ({ cosine }: DomainGradients) => formatNumber(degreesOf(cosine)),
    },
  ];
  const last = layers.length - 1;
  const rows = [
    ...layers.map((layer, l) => ({ name: l === last ? t('output') : String(l + 1), layer })),
    { name: t('allLayers'), layer: combineGradients(layers) },
  ];
  return <LayerTable testId="pulls" corner={t('layerShort')} rows={rows} columns={columns} />;
}
