import { Text } from '@mantine/core';
import { formatNumber, formatPercent } from '../../charts';
import { useTranslation } from '../../locales/useTranslation';
import { useTransfer } from '../../store/transfer';
import { Term } from '../study';

/** The distance of the target's inputs from the source's, by two measures. */
export function ShiftSize() {
  const { t } = useTranslation('transfer');
  const size = useTransfer((transfer) => transfer.snapshot?.shift);
  if (size === null) {
    return (
      <Text size="xs" c="dimmed">
        {t('tooFewToMeasure')}
      </Text>
    );
  }
  const { rows, classifier, discrepancy } = size ?? {};
  const waiting = '…';
  return (
    <dl className="shift-size" data-testid="shift-size">
      <dt>
        <Term name={t('classifierTest')} meaning={t('classifierTestHelp', { rows })} />
      </dt>
      <dd data-value={classifier?.accuracy}>
        {classifier
          ? t('classifierTestValue', {
              accuracy: formatPercent(classifier.accuracy),
              deviation: formatPercent(classifier.deviation),
            })
          : waiting}
      </dd>
      <dt>
        <Term name={t('discrepancy')} meaning={t('discrepancyHelp', { rows })} />
      </dt>
      <dd data-value={discrepancy?.squared}>
        {discrepancy
          ? t('discrepancyValue', {
              squared: formatNumber(discrepancy.squared),
              bandwidth: formatNumber(discrepancy.bandwidth),
              p: formatNumber(discrepancy.pValue),
            })
          : waiting}
      </dd>
    </dl>
  );
}
