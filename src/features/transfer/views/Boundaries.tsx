import { useMemo } from 'react';
import { BoundaryTiles } from '../../../charts';
import { useTranslation } from '../../../locales/useTranslation';
import { useTransfer } from '../../../store/transfer';
import { EmptyState, surfaceOf, UntilPlayed, useSurfaceRequest } from '../../study';
import { thinned } from '../points';
import { useMoment } from './moment';
import { useMeta, useSeriesStyles } from './seriesStyles';

/** The largest number of samples drawn for each domain. With few samples the marks remain distinct in small tiles. */
const maxPoints = 120;

/** The decision regions of every method over the plane, with the samples of both domains. */
export function Boundaries() {
  const { t } = useTranslation('transferViews');
  const data = useTransfer((transfer) => transfer.data);
  const surfaces = useTransfer((transfer) => transfer.snapshot?.surfaces);
  const phase = useTransfer((transfer) => transfer.snapshot?.phase);
  const methods = useTransfer((transfer) => transfer.spec.methods);
  const looks = useSeriesStyles();
  const meta = useMeta(useMoment(phase));
  useSurfaceRequest();
  const tiles = useMemo(() => {
    if (!data || !surfaces) return [];
    const outputs = data.source.outcomeNames.length;
    const surface = (logits: Float64Array) => surfaceOf(surfaces, logits, outputs);
    // Until the methods start, every method's network is the teacher.
    if (phase?.kind === 'teaching')
      return [{ id: 'teacher', label: t('teacher'), surface: surface(surfaces.methods[0]!) }];
    // The method without adaptation comes first, because the others are compared with it.
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
  if (!data || !samples) return <UntilPlayed>{t('untaught')}</UntilPlayed>;
  const { source, target } = data;
  if (source.plane !== 2 || target.plane !== 2)
    return <EmptyState>{t('noPlane', { features: source.features })}</EmptyState>;
  if (tiles.length === 0) return <UntilPlayed>{t('untaught')}</UntilPlayed>;
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
