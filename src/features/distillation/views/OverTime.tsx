import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { type BandSeries, Bands, ViewKey } from '../../../charts';
import { type LogitMetricName, logitMetricNames } from '../../../engine/distillation/logitMetrics';
import { numberOf } from '../../../engine/numeric/score';
import { bandOf } from '../../../engine/statistics/bands';
import { useTranslation } from '../../../locales/useTranslation';
import { useDistillation } from '../../../store/distillation';
import { type SeriesStyle, Tiles, UntilPlayed } from '../../study';
import { type Outcome, useOutcomes } from './outcomes';
import { useMeta, useSeriesStyles } from './seriesStyles';

/** How each quantity is drawn. The teacher has no line for a quantity that is measured against the teacher. */
const axes = {
  accuracy: { scale: 'linear', domain: [0, 1], percent: true, ofTeacher: true, switchable: false },
  loss: { scale: 'linear', ofTeacher: true, switchable: true },
  agreement: { scale: 'linear', domain: [0, 1], percent: true, ofTeacher: false, switchable: false },
  divergence: { scale: 'linear', ofTeacher: false, switchable: true },
  calibrationError: { scale: 'linear', percent: true, ofTeacher: true, switchable: false },
} as const satisfies Record<LogitMetricName, object>;

/** Every student's progress on the test samples. A flat line shows the teacher's value. */
export function OverTime() {
  const { t } = useTranslation('distillationViews');
  const outcomes = useOutcomes();
  const { teacher, students } = useSeriesStyles();
  const steps = useDistillation((state) => state.spec.student.training.steps);
  const meta = useMeta();
  const key = useMemo(() => [teacher, ...students], [teacher, students]);
  const drawn = useMemo(
    () =>
      logitMetricNames.map((quantity) => ({
        quantity,
        series: [
          ...(axes[quantity].ofTeacher ? teacherLine(outcomes, quantity, teacher, steps) : []),
          ...students.flatMap((look, i) => studentLine(outcomes, quantity, look, i)),
        ],
      })),
    [outcomes, teacher, students, steps],
  );
  if (outcomes.every(({ students }) => students.length === 0)) return <UntilPlayed>{t('empty')}</UntilPlayed>;
  const repeats = outcomes.length > 1 ? ` ${t('bandHelp', { count: outcomes.length })}` : '';
  return (
    <>
      {outcomes.length > 1 && (
        <Text size="xs" c="dimmed" mb={6} data-testid="repeats-drawn">
          {t('bandHelp', { count: outcomes.length })}
        </Text>
      )}
      <ViewKey entries={key}>
        <Tiles>
          {drawn.map(({ quantity, series }) => {
            const { ofTeacher: _, ...axis } = axes[quantity];
            return (
              <Bands
                key={quantity}
                meta={meta(
                  `distil-${quantity}`,
                  t(`quantities.${quantity}`),
                  `${t(`definitions.${quantity}`)}${repeats}`,
                )}
                series={series}
                axis={{ label: t(`quantities.${quantity}`), unit: t(`units.${quantity}`), ...axis }}
                x={{ label: t('step') }}
              />
            );
          })}
        </Tiles>
      </ViewKey>
    </>
  );
}

function teacherLine(
  outcomes: readonly Outcome[],
  quantity: LogitMetricName,
  look: SeriesStyle,
  steps: number,
): BandSeries[] {
  // Three points, because a line with two points is drawn with markers.
  const x = [0, steps / 2, steps];
  const rows = outcomes.map(({ teacher }) => x.map(() => numberOf(teacher.metrics[quantity])));
  return [{ ...look, x, ...bandOf(rows, x.length) }];
}

function studentLine(
  outcomes: readonly Outcome[],
  quantity: LogitMetricName,
  look: SeriesStyle,
  index: number,
): BandSeries[] {
  const curves = outcomes.flatMap(({ students }) => students[index]?.curves ?? []);
  // Repeats are measured at the same steps. A diverged repeat has fewer of them.
  const longest = curves.toSorted((a, b) => b.steps.length - a.steps.length)[0];
  if (!longest) return [];
  const x = Array.from(longest.steps);
  return [
    {
      ...look,
      x,
      ...bandOf(
        curves.map((curve) => curve[quantity]),
        x.length,
      ),
    },
  ];
}
