import { useMemo } from 'react';
import { Bands, categoryColor, formatPercent } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Job } from '../../../../worker/job';
import { bandOf } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import type { Seeded } from './experiments';

const seeds = [1, 2, 3];

interface TrainingCurvesProps {
  readonly id: string;
  readonly title: string;
  readonly variants: readonly { readonly id: string; readonly label: string; readonly spec: Seeded }[];
}

/** The training loss of several networks over the steps, each with its range over three seeds, and how they end. */
export function TrainingCurves({ id, title, variants }: TrainingCurvesProps) {
  const { t } = useTranslation('learnMyths');
  const jobs = useMemo(
    () =>
      variants.flatMap(({ spec }) =>
        seeds.map((seed): Job => ({ spec: spec(seed), backend: 'auto', steps: spec(seed).training.steps })),
      ),
    [variants],
  );
  const { results, done, fault } = useJobs(jobs);
  if (!done) return <Measuring fault={fault} height={330} />;
  const of = (k: number) => results.slice(k * seeds.length, (k + 1) * seeds.length).map((found) => found!);
  const scores = (k: number) =>
    of(k).map(({ summary: { test, divergence } }) => {
      if (divergence || !test) return t('diverged');
      return typeof test.accuracy === 'number'
        ? formatPercent(test.accuracy).replace(' ', '\u00a0')
        : t('constant');
    });
  return (
    <>
      <Bands
        meta={chartMeta(id, title, t('lossHelp'), variants.map(({ label }) => label).join('; '))}
        series={variants.map(({ id, label }, k) => ({
          id,
          label,
          color: categoryColor(k),
          x: [...of(k)[0]!.summary.steps],
          ...bandOf(of(k).map(({ summary }) => [...summary.curves.loss])),
        }))}
        axis={{ label: t('loss') }}
        x={{ label: t('steps') }}
        bounds={[t('smallest'), t('largest')]}
        height={260}
      />
      <ul className="figure-result">
        {variants.map(({ id, label }, k) => (
          <li key={id}>{t('ends', { label, scores: scores(k).join(t('between')) })}</li>
        ))}
      </ul>
    </>
  );
}
