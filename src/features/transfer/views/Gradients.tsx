import { Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type BandSeries, Bands, categoryColor, formatNumber } from '../../../charts';
import type { LayerPoint } from '../../../engine/transfer/learner';
import { degreesOf, nearlySquare, wayOf, wholePull } from '../../../engine/transfer/pull';
import { Silence, Tiles } from '../../study';
import { domainColors, useLooks, useMeta } from './looks';
import { MethodPicker } from './MethodPicker';
import { PullTable } from './PullTable';
import { usePicked, useReports } from './reports';
import { StepSlider, usePoint } from './StepSlider';

/** What the source and the target ask of every layer, and whether they pull the same way. */
export function Gradients() {
  const { t } = useTranslation('transferViews');
  const method = usePicked();
  const points = useReports()[method]?.points ?? [];
  const { point } = usePoint(points);
  return (
    <Stack gap={10}>
      <Group gap={24} align="flex-end">
        <MethodPicker />
        {point && <StepSlider points={points} />}
      </Group>
      {point && point.layers.length > 0 ? (
        <Pulls layers={point.layers} step={point.step} />
      ) : (
        <Silence>{t('empty')}</Silence>
      )}
    </Stack>
  );
}

interface PullsProps {
  readonly layers: readonly LayerPoint[];
  readonly step: number;
}

function Pulls({ layers, step }: PullsProps) {
  const { t } = useTranslation('transferViews');
  const look = useLooks()[usePicked()]!;
  const meta = useMeta(`${look.label}, ${t('atStep', { step })}`);
  const x = layers.map((_, l) => l + 1);
  const line = (id: 'source' | 'target'): BandSeries => ({
    id,
    label: t(id),
    color: domainColors[id],
    x,
    values: layers.map((layer) => layer[id]),
  });
  return (
    <>
      <Verdict layers={layers} step={step} />
      <Tiles least={360}>
        <Bands
          meta={meta('transfer-pull', t('pull'), t('pullHelp'))}
          series={[line('source'), line('target')]}
          axis={{ label: '‖∂L/∂W‖₂', unit: '‖∂L/∂W‖₂', scale: 'log', switchable: true }}
          x={{ label: t('layer') }}
          points
          height={240}
        />
        <Bands
          meta={meta('transfer-cosine', t('cosine'), t('cosineHelp'))}
          series={[
            {
              id: 'cosine',
              label: t('cosine'),
              color: categoryColor(2),
              x,
              values: layers.map(({ cosine }) => cosine),
            },
          ]}
          axis={{ label: 'cos', scale: 'linear', domain: [-1, 1] }}
          x={{ label: t('layer') }}
          mark={0}
          points
          height={240}
        />
        <CosineOverTime step={step} />
      </Tiles>
      <PullTable layers={layers} />
    </>
  );
}

/** Whether the domains pull the same way, in words. */
function Verdict({ layers, step }: PullsProps) {
  const { t } = useTranslation('transferViews');
  const whole = wholePull(layers);
  const way = wayOf(whole);
  const against = layers.flatMap((layer, l) => (wayOf(layer) === 'against' ? [l + 1] : []));
  return (
    <div>
      <Text size="sm" fw={600} data-testid="way">
        {t(`ways.${way}`, {
          step,
          cosine: formatNumber(whole.cosine),
          degrees: formatNumber(degreesOf(whole.cosine)),
        })}{' '}
        {way !== 'against' && against.length > 0 && t('againstIn', { layers: against.join(', ') })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('wayHelp', { nearly: nearlySquare })}
      </Text>
    </div>
  );
}

/** The cosine of all weights together, of the picked method and of the teacher that has not adapted. */
function CosineOverTime({ step }: { readonly step: number }) {
  const { t } = useTranslation('transferViews');
  const reports = useReports();
  const looks = useLooks();
  const picked = usePicked();
  const meta = useMeta();
  const series = useMemo(
    () =>
      looks.flatMap((look, i) => {
        const points = reports[i]?.points ?? [];
        if (points.length === 0 || (i !== picked && reports[i]!.method.kind !== 'sourceOnly')) return [];
        return [
          {
            ...look,
            x: points.map((point) => point.step),
            values: points.map(({ layers }) => wholePull(layers).cosine),
          },
        ];
      }),
    [reports, looks, picked],
  );
  return (
    <Bands
      meta={meta('transfer-cosine-over', t('cosineOver'), t('cosineOverHelp'))}
      series={series}
      axis={{ label: 'cos', scale: 'linear', domain: [-1, 1] }}
      x={{ label: t('steps') }}
      mark={0}
      xMark={step}
      height={240}
    />
  );
}
