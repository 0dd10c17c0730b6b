import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BoundaryTiles } from '../../../charts';
import { softmax } from '../../../engine/numeric/softmax';
import { useDistillation } from '../../../store/distillation';
import { EmptyState } from '../../study';
import { useMeta, useSeriesStyles } from './seriesStyles';

/** Side of the grid of places that everyone is asked about. */
const resolution = 80;

/** What teacher and students decide everywhere in the plane. */
export function Boundaries() {
  const { t } = useTranslation('distillationViews');
  const data = useDistillation((state) => state.data);
  const look = useDistillation((state) => state.look);
  const surfaces = useDistillation((state) => state.pictures?.surfaces);
  const step = useDistillation((state) => state.pictures?.step);
  const { teacher, students } = useSeriesStyles();
  const meta = useMeta(step);
  useEffect(() => {
    look({ boundaryResolution: resolution });
    return () => look({ boundaryResolution: 0 });
  }, [look]);
  const tiles = useMemo(() => {
    if (!data || !surfaces) return [];
    const outputs = data.outcomeNames.length;
    const { resolution, bounds } = surfaces;
    const surface = (logits: Float64Array) => ({
      resolution,
      bounds,
      outputs,
      values: softmax(logits, outputs, 1),
    });
    return [
      { ...teacher, surface: surface(surfaces.teacher) },
      ...students.flatMap((student, i) => {
        const logits = surfaces.students[i];
        return logits ? [{ ...student, surface: surface(logits) }] : [];
      }),
    ];
  }, [data, surfaces, teacher, students]);
  if (!data) return <EmptyState>{t('untaught')}</EmptyState>;
  if (data.plane !== 2) return <EmptyState>{t('noPlane', { features: data.features })}</EmptyState>;
  if (tiles.length === 0) return <EmptyState>{t('untaught')}</EmptyState>;
  return (
    <BoundaryTiles
      meta={meta('distil-boundaries', t('boundaries'), t('boundariesHelp'))}
      classNames={data.outcomeNames}
      data={data}
      tiles={tiles}
    />
  );
}
