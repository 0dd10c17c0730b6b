import './measured.css';
import { Text } from '@mantine/core';
import type { Score } from '../../engine/numeric/score';
import { shareInterval } from '../../engine/statistics/share';
import { summarizeScores } from '../../engine/statistics/summary';
import { useTranslation } from '../../locales/useTranslation';

interface MeasuredValueProps {
  /** The values of one run, or of several seeds. */
  readonly scores: readonly Score[];
  format(value: number): string;
  /** The number of samples, if the value is a counted share. One run then has an interval too. */
  readonly samples?: number | undefined;
}

/**
 * The value of one measure. One run gives its number. Several seeds give the median, the interval and the number of seeds. If
 * there is no number, the reason is shown.
 */
export function MeasuredValue({ scores, format, samples }: MeasuredValueProps) {
  const { t } = useTranslation('study');
  const summary = summarizeScores(scores);
  if (!summary) return <NoNumber scores={scores} />;
  const { median, low, high, kind, count, runs } = summary;
  const single = kind === 'single';
  const counted = single && samples ? shareInterval(median, samples) : undefined;
  const sides = counted ?? (single || low === high ? undefined : { low, high });
  const missing = runs > count ? t('ofRuns', { count, runs }) : '';
  const help = counted ? t('binomialHelp', { count: samples }) : t(`aroundHelp.${kind}`, { count });
  return (
    <span className="measured" title={single && !sides ? undefined : help} data-value={median}>
      {format(median)}
      {(sides || missing) && (
        <Text span size="xs" c="dimmed" className="measured-range">
          {' '}
          {sides && kind === 'range' && `${t('range')} `}
          {sides && `[${format(sides.low)}, ${format(sides.high)}]`}
          {missing && ` ${missing}`}
        </Text>
      )}
    </span>
  );
}

/** Why there is no number, if one of the runs has a reason. */
function NoNumber({ scores }: { readonly scores: readonly Score[] }) {
  const { t } = useTranslation('study');
  const why = (['diverged', 'constant'] as const).find((reason) => scores.includes(reason));
  if (!why) return '–';
  return (
    <Text span size="xs" c="red" data-no-score={why} title={t(`noScoreHelp.${why}`)}>
      {t(`noScore.${why}`)}
    </Text>
  );
}
