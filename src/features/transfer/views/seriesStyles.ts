import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChartMeta, categoryColor } from '../../../charts';
import { useText } from '../../../locales/useText';
import { describe, describeTarget } from '../../../schema/describe';
import { transferNames } from '../../../schema/transferNames';
import { useTransfer } from '../../../store/transfer';
import { type SeriesStyle, seriesStyles } from '../../study';

/** The methods, in the same words and colours in every view. */
export function useSeriesStyles(): readonly SeriesStyle[] {
  const text = useText();
  const methods = useTransfer((transfer) => transfer.spec.methods);
  return useMemo(() => seriesStyles('method', transferNames(methods, text)), [methods, text]);
}

/** Source and target wherever they stand side by side. */
export const domainColors = { source: categoryColor(0), target: categoryColor(1) } as const;

/** What a chart is told about itself; `moment`: when what it draws was taken, where that is one moment. */
export function useMeta(moment?: string): (id: string, title: string, description: string) => ChartMeta {
  const { t } = useTranslation('transferViews');
  const { name, source, target } = useTransfer((transfer) => transfer.spec);
  return (id, title, description) => ({
    id,
    title,
    description,
    caption: () =>
      [
        `${name}: ${t('source')} ${describe(source)}`,
        `${t('target')} ${describeTarget(target)}`,
        ...(moment ? [moment] : []),
      ].join('; '),
  });
}
