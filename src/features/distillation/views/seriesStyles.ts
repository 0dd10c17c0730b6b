import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChartMeta, seriesLook } from '../../../charts';
import { useText } from '../../../locales/useText';
import { describe } from '../../../schema/describe';
import { studentsOf } from '../../../schema/distillation';
import { studentNames } from '../../../schema/studentNames';
import { useDistillation } from '../../../store/distillation';

/** How someone is called and drawn. */
export interface SeriesStyle {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string;
}

/** The teacher and its students, in the same words and colours in every view. */
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
      students: studentNames(studentsOf(distillation), text).map((label, i) => ({
        id: `student-${i}`,
        label,
        ...seriesLook(i),
      })),
    }),
    [distillation, text, t],
  );
}

/** What a chart is told about itself; `step`: when what it draws was taken, where that is one moment. */
export function useMeta(step?: number): (id: string, title: string, description: string) => ChartMeta {
  const { t } = useTranslation('distillationViews');
  const distillation = useDistillation((state) => state.spec);
  const { name, teacher, student } = distillation;
  return (id, title, description) => ({
    id,
    title,
    description,
    caption: () =>
      [
        `${name}: ${t('teacher')} ${describe(teacher)}`,
        `${t('student')} ${describe(student)}`,
        ...(step === undefined ? [] : [t('atStep', { step })]),
      ].join('; '),
  });
}
