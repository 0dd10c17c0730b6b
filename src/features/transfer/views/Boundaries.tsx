import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BoundaryTiles } from '../../../charts';
import { useTransfer } from '../../../store/transfer';
import { EmptyState, surfaceOf, useSurfaceRequest } from '../../study';
import { thinned } from '../points';
import { useMoment } from './moment';
import { useMeta, useSeriesStyles } from './seriesStyles';

/** Samples of each domain that are drawn at most: in small tiles their marks are to be told apart. */
const maxPoints = 120;

/** What every method decides everywhere in the plane, over the samples of both domains. */
export function Boundaries() {
  const { t } = useTranslation('transferViews');
  const data = useTransfer((transfer) => transfer.data);
  const surfaces = useTransfer((transfer) => transfer.pictures?.surfaces);
  const phase = useTransfer((transfer) => transfer.pictures?.phase);
  const methods = useTransfer((transfer) => transfer.spec.methods);
  const looks = useSeriesStyles();
  const meta = useMeta(useMoment(phase));
  useSurfaceRequest();
  const tiles = useMemo(() => {
    if (!data || !surfaces) return [];
    const outputs = data.source.outcomeNames.length;
    const surface = (logits: Float64Array) => surfaceOf(surfaces, logits, outputs);
    // Until methods begin, all of them are the teacher.
    if (phase?.kind === 'teaching')
      return [{ id: 'teacher', label: t('teacher'), surface: surface(surfaces.methods[0]!) }];
    // The one that has not adapted comes first, for it is what the others are held against.
    const order = [...methods.keys()].sort(
      (a, b) => Number(methods[b]!.kind === 'sourceOnly') - Number(methods[a]!.kind === 'sourceOnly'),
    );
    return order.flatMap((i) => {
      const logits = surfaces.methods[i];
      return logits ? [{ ...looks[i]!, surface: surface(logits) }] : [];
    });
  }, [data, surfaces, phase, methods, looks, t]);
  const samples = useMemo(
    () =>
      data && {
        source: thinned(data.source, true, maxPoints),
        target: thinned(data.target, true, maxPoints),
      },
    [data],
  );
  if (!data || !samples) return <EmptyState>{t('untaught')}</EmptyState>;
  const { source, target } = data;
  if (source.plane !== 2 || target.plane !== 2)
    return <EmptyState>{t('noPlane', { features: source.features })}</EmptyState>;
  if (tiles.length === 0) return <EmptyState>{t('untaught')}</EmptyState>;
  return (
    <BoundaryTiles
      meta={meta('transfer-boundaries', t('boundaries'), t('boundariesHelp', { most: maxPoints }))}
      classNames={source.outcomeNames}
      data={samples.source}
      extra={{ ...samples.target, label: t('targetPoints') }}
      tiles={tiles}
    />
  );
}
