import { Text } from '@mantine/core';
import { formatNumber } from '../../charts';
import type { Judged } from '../../engine/statistics/family';
import { useTranslation } from '../../locales/useTranslation';

interface VerdictProps {
  /** Undefined if there is nothing to compare. */
  readonly judged: Judged | undefined;
  /** The number of requested seeds. */
  readonly planned: number;
  /** Whether the measure is a share: its differences are percentage points. */
  readonly percent: boolean;
}

/** The comparison of a run with its reference over many seeds, in one sentence. */
export function Verdict({ judged, planned, percent }: VerdictProps) {
  const { t } = useTranslation('study');
  if (!judged) return '–';
  const { better, worse, pairs, difference, verdict, adjusted, family, fewest } = judged;
  const format = (value: number) => formatNumber(percent ? Number((100 * value).toPrecision(3)) : value);
  const times = verdict === 'better' ? better : worse;
  const sentence = t(`verdicts.${verdict}`, { better, worse, times, count: pairs, fewest, planned });
  return (
    <Text
      size="xs"
      data-testid="verdict"
      data-verdict={verdict}
      title={t('pValueHelp', { p: formatNumber(adjusted, 2), count: family })}
    >
      {sentence}
      {difference && (
        <>
          {': '}
          <span style={{ whiteSpace: 'nowrap' }}>
            {difference.median > 0 && '+'}
            {format(difference.median)}
            {difference.kind !== 'single' && (
              <>
                {' '}
                {difference.kind === 'range' && `${t('range')} `}[{format(difference.low)},{' '}
                {format(difference.high)}]
              </>
            )}
            {percent && ` ${t('points')}`}
          </span>
          {difference.count < pairs && ` ${t('pairsWithBoth', { count: difference.count, pairs })}`}
        </>
      )}
    </Text>
  );
}
