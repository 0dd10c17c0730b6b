import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { type BandSeries, Bands, formatNumber } from '../../../charts';
import {
  agreementOf,
  combineGradients,
  degreesOf,
  orthogonalTolerance,
} from '../../../engine/transfer/domainGradients';
import type { LayerPoint } from '../../../engine/transfer/learner';
import { betweenSentences, useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import { comma, enumerationComma } from '../../../schema/names';
import { CosineByLayer, Tiles } from '../../study';
import { DomainGradientTable } from './DomainGradientTable';
import { MethodAtStep } from './MethodAtStep';
import { usePicked, useReports } from './reports';
import { domainColors, useMeta, useSeriesStyles } from './seriesStyles';

/** The gradients of the source and the target at every layer, and whether they agree in direction. */
export function Gradients() {
  return (
    <MethodAtStep>
      {({ layers, step }) => (layers.length > 0 ? <Pulls layers={layers} step={step} /> : undefined)}
    </MethodAtStep>
  );
}

interface PullsProps {
  readonly layers: readonly LayerPoint[];
  readonly step: number;
}

function Pulls({ layers, step }: PullsProps) {
  const { t } = useTranslation('transferViews');
  const text = useText();
  const look = useSeriesStyles()[usePicked()]!;
  const meta = useMeta(`${look.label}${text(comma)}${t('atStep', { step })}`);
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
        <CosineByLayer
          meta={meta('transfer-cosine', t('cosine'), t('cosineHelp'))}
          label={t('cosine')}
          layer={t('layer')}
          cosines={layers.map(({ cosine }) => cosine)}
          height={240}
        />
        <CosineOverTime step={step} />
      </Tiles>
      <DomainGradientTable layers={layers} />
    </>
  );
}

/** Says whether the domains' gradients agree in direction. */
function Verdict({ layers, step }: PullsProps) {
  const { t } = useTranslation('transferViews');
  const text = useText();
  const whole = combineGradients(layers);
  const way = agreementOf(whole);
  const against = layers.flatMap((layer, l) => (agreementOf(layer) === 'against' ? [l + 1] : []));
  return (
    <div>
      <Text size="sm" fw={600} data-testid="way">
        {t(`ways.${way}`, {
          step,
          cosine: formatNumber(whole.cosine),
          degrees: formatNumber(degreesOf(whole.cosine)),
        })}
        {text(betweenSentences)}
        {way !== 'against' &&
          against.length > 0 &&
          t('againstIn', { layers: against.join(text(enumerationComma)) })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('wayHelp', { nearly: orthogonalTolerance })}
      </Text>
    </div>
  );
}

/** The cosine over all weights, for the picked method and for the teacher without adaptation. */
function CosineOverTime({ step }: { readonly step: number }) {
  const { t } = useTranslation('transferViews');
  const reports = useReports();
  const looks = useSeriesStyles();
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
            values: points.map(({ layers }) => combineGradients(layers).cosine),
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
