import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { type ChartMeta, formatNumber, SingularValues } from '../../charts';
import { betweenSentences, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { usePrediction } from './Theory';
import { useSnapshot } from './useFrames';
import { useMeta } from './useMeta';

/**
 * How the network stretches and compresses: singular values from layer to layer, from the first layer to the last, and from
 * input to output.
 */
export function Jacobian() {
  const { t } = useTranslation('observe');
  const text = useText();
  const observe = useLab((lab) => lab.observe);
  const { jacobians: found, step = 0 } = useSnapshot('jacobians', 'step');
  const prediction = usePrediction();
  useEffect(() => {
    observe({ jacobians: true });
    return () => observe({ jacobians: false });
  }, [observe]);
  const stepsMeta = useMeta('layer-jacobians', t('jacobian.steps'), t('jacobian.stepsHelp'));
  const throughMeta = useMeta('input-output-jacobian', t('jacobian.through'), t('jacobian.throughHelp'));
  const endsMeta = useMeta('ends-jacobian', t('jacobian.ends'), t('jacobian.endsHelp'));
  if (!found || typeof found === 'string') {
    return (
      <Text c="dimmed" ta="center" mt={80} data-testid="no-jacobian">
        {found ? t(`jacobian.silent.${found}`) : t('distributions.wait')}
      </Text>
    );
  }
  const { steps, through, ends } = found;
  const [largest, smallest] = [through[0]!, through.at(-1)!];
  const lost = through.filter((value) => value === 0).length;
  return (
    <>
      <Text size="sm" mb={4} data-testid="jacobian">
        {steps.length > 0 &&
          (lost > 0
            ? t('jacobian.sentenceLost', { largest: formatNumber(largest), lost, all: through.length })
            : t('jacobian.sentence', {
                largest: formatNumber(largest),
                smallest: formatNumber(smallest),
                ratio: formatNumber(largest / smallest),
              }))}
        {text(betweenSentences)}
        {t('jacobian.endsSentence', {
          largest: formatNumber(ends[0]!),
          smallest: formatNumber(ends.at(-1)!),
        })}
      </Text>
      {steps.length > 0 && (
        <div style={{ flex: 1, minHeight: 200 }}>
          <SingularValues
            meta={stepsMeta}
            height="100%"
            places={steps.map((_, l) => `${l + 1} → ${l + 2}`)}
            placeLabel={t('jacobian.step')}
            values={steps.map(({ meanSquare }) => Math.sqrt(meanSquare))}
            low={steps.map(({ smallest }) => smallest)}
            high={steps.map(({ largest }) => largest)}
            theory={prediction && step <= 1 ? prediction.chis.slice(0, -1).map(Math.sqrt) : undefined}
            labels={{ value: t('jacobian.rms'), theory: t('jacobian.theory') }}
          />
        </div>
      )}
      <div style={{ flex: 1, minHeight: 180, display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {steps.length > 0 && <Spectrum meta={throughMeta} values={through} />}
        <Spectrum meta={endsMeta} values={ends} />
      </div>
    </>
  );
}

/** All singular values of one Jacobian, largest first. */
function Spectrum({ meta, values }: { readonly meta: ChartMeta; readonly values: Float64Array }) {
  const { t } = useTranslation('observe');
  // A long series is thinned evenly. The largest and the smallest always remain.
  const count = Math.min(200, values.length);
  const ranks = Array.from({ length: count }, (_, i) =>
    Math.round((i * (values.length - 1)) / Math.max(1, count - 1)),
  );
  return (
    <div style={{ flex: '1 1 240px', minWidth: 0, minHeight: 180 }}>
      <SingularValues
        meta={meta}
        height="100%"
        places={ranks.map((rank) => String(rank + 1))}
        placeLabel={t('jacobian.rank')}
        values={ranks.map((rank) => values[rank]!)}
        labels={{ value: t('jacobian.value'), theory: '' }}
      />
    </div>
  );
}
