import { useMemo } from 'react';
import { type ChartMeta, categoryColor } from '../../../charts';
import { unbroken, useShownName, useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import { describe } from '../../../schema/describe';
import { describeTarget } from '../../../schema/describeTarget';
import { colon } from '../../../schema/names';
import { briefTransferNames } from '../../../schema/transferNames';
import { transfers } from '../../../schema/transfers';
import { useTransfer } from '../../../store/transfer';
import { type SeriesStyle, seriesStyles } from '../../study';

/** The names and colours of the methods, equal in every view. */
export function useSeriesStyles(): readonly SeriesStyle[] {
  const text = useText();
  const methods = useTransfer((transfer) => transfer.spec.methods);
  return useMemo(
    () => seriesStyles('method', briefTransferNames(methods, text).map(unbroken)),
    [methods, text],
  );
}

/** The styles of source and target, wherever both are shown. */
export const domainColors = { source: categoryColor(0), target: categoryColor(1) } as const;

/** A chart's caption data. `moment` is the time of the drawn values, if all are from one time. */
export function useMeta(moment?: string): (id: string, title: string, description: string) => ChartMeta {
  const { t } = useTranslation('transferViews');
  const { name, source, target } = useTransfer((transfer) => transfer.spec);
  const text = useText();
  const nameOf = useShownName(transfers);
  return (id, title, description) => ({
    id,
    title,
    description,
    caption: () =>
      [
        `${nameOf(name)}${text(colon)}${t('source')} ${describe(source, text)}`,
        `${t('target')} ${describeTarget(target, text)}`,
        ...(moment ? [moment] : []),
      ].join('; '),
  });
}
