import { useMemo } from 'react';
import type { ChartMeta } from '../../../charts';
import { unbroken, useShownName, useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import { describe } from '../../../schema/describe';
import { studentsOf } from '../../../schema/distillation';
import { distillations } from '../../../schema/distillations';
import { colon } from '../../../schema/names';
import { briefStudentNames } from '../../../schema/studentNames';
import { useDistillation } from '../../../store/distillation';
import { type SeriesStyle, seriesStyles } from '../../study';

/** The names and colours of the teacher and its students, equal in every view. */
export function useSeriesStyles(): {
  readonly teacher: SeriesStyle;
  readonly students: readonly SeriesStyle[];
} {
  const { t } = useTranslation('distillationViews');
  const text = useText();
  const distillation = useDistillation((state) => state.spec);
  return useMemo(
    () => ({
      teacher: { id: 'teacher', label: t('teacher'), color: 'var(--mantine-color-text)', dash: '4 3' },
      students: seriesStyles('student', briefStudentNames(studentsOf(distillation), text).map(unbroken)),
    }),
    [distillation, text, t],
  );
}

/** A chart's caption data. `step` is the step of the drawn values, if all are from one step. */
export function useMeta(step?: number): (id: string, title: string, description: string) => ChartMeta {
  const { t } = useTranslation('distillationViews');
  const distillation = useDistillation((state) => state.spec);
  const { name, teacher, student } = distillation;
  const text = useText();
  const nameOf = useShownName(distillations);
  return (id, title, description) => ({
    id,
    title,
    description,
    caption: () =>
      [
        `${nameOf(name)}${text(colon)}${t('teacher')} ${describe(teacher, text)}`,
        `${t('student')} ${describe(student, text)}`,
        ...(step === undefined ? [] : [t('atStep', { step })]),
      ].join('; '),
  });
}
