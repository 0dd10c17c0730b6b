import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { numberOf } from '../../../../engine/numeric/score';
import { useTranslation } from '../../../../locales/useTranslation';
import type { RaceJob } from '../../../../worker/studyJob';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { noisyTeacher, type Teacher } from './experiments';

const sizes: readonly Teacher[] = ['small', 'big'];
const seeds = [1, 2, 3];

/** A small and a big teacher of the same noisy points, and what their students learn. */
export function Teachers({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="teachers" height={330} caption={children} spec={() => noisyTeacher('big', 1).teacher}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnMyths');
  const jobs = useMemo(
    () =>
      sizes.flatMap((size) =>
        seeds.map((seed): RaceJob => ({ race: noisyTeacher(size, seed), backend: 'auto' })),
      ),
    [],
  );
  const { results, done, fault } = useJobs(jobs);
  if (!done) return <Measuring fault={fault} height={300} />;
  const at = (size: number, student: number) =>
    seeds.map((_, i) =>
      numberOf(results[size * seeds.length + i]!.students[student]!.metrics?.accuracy ?? 'undefined'),
    );
  const series = [
    { id: 'hard', label: t('hard'), values: at(0, 0) },
    { id: 'small', label: t('softSmall'), values: at(0, 1) },
    { id: 'big', label: t('softBig'), values: at(1, 1) },
  ];
  return (
    <Bands
      meta={chartMeta('teachers-chart', t('teachers'), t('teachersHelp'), t('teachersCaption'))}
      series={series.map((one, k) => ({ ...one, color: categoryColor(k), x: seeds }))}
      axis={{ label: t('accuracy'), percent: true }}
      x={{ label: t('seed') }}
      points
      height={270}
    />
  );
}
