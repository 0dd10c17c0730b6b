import { useMemo } from 'react';
import { BoundaryTiles } from '../../../charts';
import { useTranslation } from '../../../locales/useTranslation';
import { useDistillation } from '../../../store/distillation';
import { EmptyState, surfaceOf, UntilPlayed, useSurfaceRequest } from '../../study';
import { useMeta, useSeriesStyles } from './seriesStyles';

/** The decision regions of the teacher and students over the plane. */
export function Boundaries() {
  const { t } = useTranslation('distillationViews');
  const data = useDistillation((state) => state.data);
  const surfaces = useDistillation((state) => state.snapshot?.surfaces);
  const step = useDistillation((state) => state.snapshot?.step);
  const { teacher, students } = useSeriesStyles();
  const meta = useMeta(step);
  useSurfaceRequest();
  const tiles = useMemo(() => {
    if (!data || !surfaces) return [];
    const outputs = data.outcomeNames.length;
    const surface = (logits: Float64Array) => surfaceOf(surfaces, logits, outputs);
    return [
      { ...teacher, surface: surface(surfaces.teacher) },
      ...students.flatMap((student, i) => {
        const logits = surfaces.students[i];
        return logits ? [{ ...student, surface: surface(logits) }] : [];
      }),
    ];
  }, [data, surfaces, teacher, students]);
  if (!data) return <UntilPlayed>{t('untaught')}</UntilPlayed>;
  if (data.plane !== 2) return <EmptyState>{t('noPlane', { features: data.features })}</EmptyState>;
  if (tiles.length === 0) return <UntilPlayed>{t('untaught')}</UntilPlayed>;
  return (
    <BoundaryTiles
      meta={meta('distil-boundaries', t('boundaries'), t('boundariesHelp'))}
      classNames={data.outcomeNames}
      data={data}
      tiles={tiles}
    />
  );
}
