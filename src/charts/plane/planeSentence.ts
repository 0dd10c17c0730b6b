import type { TFunction } from 'i18next';
import { formatPercent } from '../format';
import { joinSentences, type PlotData } from '../plotData';
import type { PlanePoints, Surface } from '../types';
import { decisions } from './decisions';

/** The largest number of classes that are described one by one. */
const mostDescribed = 4;

/** The share of the plane that a network assigns to each class, the largest first. */
export function decidedShares(
  surface: Surface,
  classNames: readonly string[],
  t: TFunction<'charts'>,
): string {
  const decided = decisions(surface);
  const counts = classNames.map((_, k) => decided.filter((one) => one === k).length);
  const order = classNames.map((_, k) => k).toSorted((a, b) => counts[b]! - counts[a]!);
  return order
    .slice(0, mostDescribed)
    .map((k) =>
      t('summary.share', { label: classNames[k], share: formatPercent(counts[k]! / decided.length) }),
    )
    .join(t('summary.comma'));
}

/** Describes a plane in a sentence: its samples, and the network's prediction. */
export function planeSentence(
  { values, trainPoints }: PlanePoints,
  surface: Surface | undefined,
  classNames: readonly string[] | undefined,
  t: TFunction<'charts'>,
): PlotData {
  const samples = t('summary.samples', { train: trainPoints, test: values.length - trainPoints });
  if (!surface || !classNames) return { sentence: samples };
  const decides = t('summary.decides', { shares: decidedShares(surface, classNames, t) });
  return { sentence: joinSentences([samples, decides], t) };
}
