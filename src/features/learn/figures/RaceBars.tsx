import { useMemo } from 'react';
import { categoryColor, GroupedBars } from '../../../charts';
import { isScore, type Score } from '../../../engine/numeric/score';
import { useTranslation } from '../../../locales/useTranslation';
import type { Distillation } from '../../../schema/distillation';
import type { RaceJob } from '../../../worker/studyJob';
import { bandOf } from './layers';
import { Measuring } from './Measuring';
import { chartMeta } from './meta';
import { useJobs } from './useJobs';

interface RaceBarsProps {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** The distillation by its seed. */
  readonly of: (seed: number) => Distillation;
  readonly seeds: readonly number[];
  /** The names of its students, controls first. */
  readonly students: readonly string[];
}

/** What the students of a distillation reach, with the range of its repeats. The teacher is marked. */
export function RaceBars({ id, title, help, of, seeds, students }: RaceBarsProps) {
  const { t } = useTranslation('learn');
  const jobs = useMemo(
    () => seeds.map((seed): RaceJob => ({ race: of(seed), backend: 'auto' })),
    [of, seeds],
  );
  const { results, done, fault } = useJobs(jobs);
  if (!done) return <Measuring fault={fault} height={60 + 26 * students.length} />;
  const bars = students.map((label, k) =>
    scoreBar(
      label,
      k,
      results.map((result) => result!.students[k]!.metrics?.accuracy ?? 'undefined'),
    ),
  );
  const [teacher] = ownBand(results.map((result) => result!.teacher.metrics.accuracy).filter(isScore)).values;
  return (
    <>
      <GroupedBars
        meta={chartMeta(id, title, help, t('repeats', { count: seeds.length }))}
        axis={{ label: t('testAccuracy'), percent: true, domain: [0, 1] }}
        rows={bars}
        reference={teacher === undefined ? undefined : { label: t('teacher'), value: teacher }}
      />
      <Unscored bars={bars} />
    </>
  );
}

/** A bar of repeated scores: their median and range. Runs without a score are counted. */
export function scoreBar(label: string, k: number, scores: readonly Score[]) {
  const numbers = scores.filter(isScore);
  const { values, low, high } = ownBand(numbers);
  return {
    id: label,
    label,
    color: categoryColor(k),
    value: values[0] ?? Number.NaN,
    low: low[0],
    high: high[0],
    without: scores.length - numbers.length,
    all: scores.length,
  };
}

/** Says which bars lack runs, because their outputs are the same for every sample or are no numbers. */
export function Unscored({ bars }: { readonly bars: readonly ReturnType<typeof scoreBar>[] }) {
  const { t } = useTranslation('learn');
  const lacking = bars.filter(({ without }) => without > 0);
  if (lacking.length === 0) return null;
  return (
    <ul className="figure-result">
      {lacking.map(({ label, without, all }) => (
        <li key={label}>{t('unscored', { label, without, all })}</li>
      ))}
    </ul>
  );
}

const ownBand = (numbers: readonly number[]): Record<'values' | 'low' | 'high', readonly number[]> =>
  numbers.length > 0 ? bandOf(numbers.map((one) => [one])) : { values: [], low: [], high: [] };
