import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { Bands, formatNumber, formatPercent, LayerTimeHeatmap } from '../../../charts';
import { adapted, changeGrid } from '../../../engine/transfer/change';
import type { Point } from '../../../engine/transfer/learner';
import { useTranslation } from '../../../locales/useTranslation';
import { Tiles } from '../../study';
import { MethodAtStep } from './MethodAtStep';
import { usePicked, useReports } from './reports';
import { useMeta, useSeriesStyles } from './seriesStyles';

const quantity = '‖W − W₀‖ / ‖W₀‖';

/** The distance of each layer's weights from their start. */
export function Change() {
  return (
    <MethodAtStep>
      {(point, points) =>
        points.length > 1 ? (
          <>
            <Verdict point={point} />
            <Tiles>
              <OverTime points={points} />
              <ByLayer step={point.step} />
            </Tiles>
          </>
        ) : undefined
      }
    </MethodAtStep>
  );
}

/** Compares the adaptation of the lowest and the highest layer in words. */
function Verdict({ point }: { readonly point: Point }) {
  const { t } = useTranslation('transferViews');
  const found = adapted(point);
  if (!found || !Number.isFinite(found.ratio)) return null;
  const { lowest, output, ratio } = found;
  const numbers = { step: point.step, lowest: formatPercent(lowest), output: formatPercent(output) };
  return (
    <div>
      <Text size="sm" fw={600} data-testid="adapted">
        {ratio === 0
          ? t('frozen', numbers)
          : ratio < 1
            ? t('changedLess', { ...numbers, factor: formatNumber(1 / ratio) })
            : t('changedMore', { ...numbers, factor: formatNumber(ratio) })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('changeHelp')}
      </Text>
    </div>
  );
}

/** Every layer of the picked method over its steps. */
function OverTime({ points }: { readonly points: readonly Point[] }) {
  const { t } = useTranslation('transferViews');
  const look = useSeriesStyles()[usePicked()]!;
  const meta = useMeta(look.label);
  const { steps, values } = useMemo(() => changeGrid(points), [points]);
  const layers = points[0]!.layers.map((_, l, all) => (l === all.length - 1 ? t('output') : String(l + 1)));
  return (
    <LayerTimeHeatmap
      meta={meta(
        'transfer-change',
        t('changeOver', { method: look.label }),
        `${t('changeHelp')} ${t('greyHelp')}`,
      )}
      steps={steps}
      layers={layers}
      values={values}
      axis={{ label: quantity, scale: 'log', switchable: true }}
      height={300}
    />
  );
}

/** Every method at the picked step, or at its last step if it ended earlier. */
function ByLayer({ step }: { readonly step: number }) {
  const { t } = useTranslation('transferViews');
  const reports = useReports();
  const looks = useSeriesStyles();
  const meta = useMeta(t('atStep', { step }));
  const series = useMemo(
    () =>
      looks.flatMap((look, i) => {
        const layers = reports[i]?.points.findLast((point) => point.step <= step)?.layers ?? [];
        return layers.length > 0
          ? [{ ...look, x: layers.map((_, l) => l + 1), values: layers.map(({ change }) => change) }]
          : [];
      }),
    [reports, looks, step],
  );
  return (
    <Bands
      meta={meta(
        'transfer-change-layers',
        t('changeByLayer', { step }),
        `${t('changeHelp')} ${t('changeByHelp')}`,
      )}
      series={series}
      axis={{ label: quantity, unit: quantity, scale: 'log', switchable: true }}
      x={{ label: t('layer') }}
      points
      height={260}
    />
  );
}
