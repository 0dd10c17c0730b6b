import { formatNorm, formatNumber } from '../../../charts';
import type { LayerSplit } from '../../../engine/distillation/gradientSplit';
import { useTranslation } from '../../../locales/useTranslation';
import { LayerTable } from '../../study';

interface SplitTableProps {
  readonly layers: readonly LayerSplit[];
  readonly squared: boolean;
}

/** The numbers of a split, one row for each layer. */
export function SplitTable({ layers, squared }: SplitTableProps) {
  const { t } = useTranslation('distillationViews');
  const columns = [
    { name: t('hard'), meaning: t('splitNormsHelp'), of: ({ hard }: LayerSplit) => formatNorm(hard) },
    {
      name: t(squared ? 'softSquared' : 'soft'),
      meaning: t('splitNormsHelp'),
      of: ({ soft, softPlain }: LayerSplit) => formatNorm(squared ? soft : softPlain),
    },
    { name: 'cos', meaning: t('cosineHelp'), of: ({ cosine }: LayerSplit) => formatNumber(cosine) },
    {
      name: t('hardVariance'),
      meaning: t('varianceHelp'),
      of: ({ hardVariance }: LayerSplit) => formatNumber(hardVariance),
    },
    {
      name: t('softVariance'),
      meaning: t('varianceHelp'),
      of: ({ softVariance }: LayerSplit) => formatNumber(softVariance),
    },
  ];
  const rows = layers.map((layer, l) => ({
    name: l === layers.length - 1 ? t('output') : String(l + 1),
    layer,
  }));
  return <LayerTable testId="split" corner={t('layerShort')} rows={rows} columns={columns} />;
}
