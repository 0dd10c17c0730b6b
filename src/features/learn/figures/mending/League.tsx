import { type ReactNode, useMemo } from 'react';
import { categoryColor, formatNumber, formatPercent, GroupedBars } from '../../../../charts';
import { isScore, numberOf } from '../../../../engine/numeric/score';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Job, JobResult } from '../../../../worker/job';
import { FigureShell } from '../FigureShell';
import { bandOf, signalShares } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { type Remedy, remedied, remedies } from './experiments';

/** Six: the smallest and the largest of six numbers are the ends of a 95 % interval of their distribution's median. */
const seeds = [1, 2, 3, 4, 5, 6];

interface LeagueProps {
  readonly children: ReactNode;
  readonly only?: readonly Remedy[];
}

/** The sick network with each remedy: what reaches the first layer, and how it ends. */
export function League({ children, only = remedies }: LeagueProps) {
  return (
    <FigureShell
      id="league"
      height={80 + 56 * only.length}
      caption={children}
      spec={() => remedied('none', 1)}
    >
      <Content only={only} />
    </FigureShell>
  );
}

function Content({ only }: { readonly only: readonly Remedy[] }) {
  const { t } = useTranslation('learnMending');
  const jobs = useMemo(
    () =>
      only.flatMap((remedy) =>
        seeds.map((seed): Job => {
          const spec = remedied(remedy, seed);
          return { spec, backend: 'auto', steps: spec.training.steps };
        }),
      ),
    [only],
  );
  const { results, done, fault } = useJobs(jobs);
  const rows = only.flatMap((remedy, k) => {
    const runs = results.slice(k * seeds.length, (k + 1) * seeds.length);
    return runs.every((run) => run !== undefined) ? [rowOf(remedy, runs)] : [];
  });
  const shown = rows.toSorted((a, b) => (b.accuracy ?? 0) - (a.accuracy ?? 0));
  return (
    <>
      {rows.length > 0 && (
        <>
          <GroupedBars
            meta={chartMeta(
              'league-chart',
              t('league'),
              t('leagueHelp'),
              `20 × 32, SGD, ${seeds.length} ${t('seeds')}`,
            )}
            axis={{ label: t('accuracy'), percent: true, domain: [0, 1] }}
            rows={shown.map(({ remedy, accuracy = Number.NaN, low, high }) => ({
              id: remedy,
              label: t(`remedies.${remedy}`),
              color: categoryColor(remedy === 'none' ? 7 : 0),
              value: accuracy,
              low,
              high,
            }))}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
          <section className="figure-table" tabIndex={0} aria-label={t('league')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('change')}</th>
                  <th scope="col">{t('arrives')}</th>
                  <th scope="col">{t('accuracyRange')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ remedy, signal, accuracy, low, high, without }) => (
                  <tr key={remedy}>
                    <th scope="row">{t(`remedies.${remedy}`)}</th>
                    <td>{formatNumber(signal)}</td>
                    <td>
                      {accuracy === undefined
                        ? ''
                        : `${formatPercent(accuracy)} (${formatPercent(low!)} … ${formatPercent(high!)})`}
                      {without > 0 && ` ${t('withoutAccuracy', { count: without, all: seeds.length })}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
      {!done && <Measuring fault={fault} height={60} />}
    </>
  );
}

/** A line of the table. Runs with outputs that are all alike have no accuracy, and are counted. */
function rowOf(remedy: Remedy, runs: readonly JobResult[]) {
  const scores = runs.map(({ summary }) => (summary.divergence ? 'diverged' : summary.test!.accuracy));
  const numbers = scores.filter(isScore).map(numberOf);
  const signals = runs.map(({ summary }) => [signalShares(summary.first, 20)[0]!]);
  const { values, low, high } = numbers.length > 0 ? bandOf(numbers.map((one) => [one])) : emptyBand;
  return {
    remedy,
    signal: bandOf(signals).values[0]!,
    accuracy: values[0],
    low: low[0],
    high: high[0],
    without: runs.length - numbers.length,
  };
}

const emptyBand: Record<'values' | 'low' | 'high', number[]> = { values: [], low: [], high: [] };
