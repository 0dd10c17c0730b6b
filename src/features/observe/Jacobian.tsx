import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, SingularValues } from '../../charts';
import { useLab } from '../../store/lab';
import { usePrediction } from './Theory';
import { useSnapshot } from './useFrames';
import { useMeta } from './useMeta';

/** How the network stretches and squeezes: singular values from layer to layer, and from the first to the last. */
export function Jacobian() {
  const { t } = useTranslation('observe');
  const observe = useLab((lab) => lab.observe);
  const snapshot = useSnapshot();
  const prediction = usePrediction();
  useEffect(() => {
    observe({ jacobians: true });
    return () => observe({ jacobians: false });
  }, [observe]);
  const stepsMeta = useMeta('layer-jacobians', t('jacobian.steps'), t('jacobian.stepsHelp'));
  const throughMeta = useMeta('input-output-jacobian', t('jacobian.through'), t('jacobian.throughHelp'));
  const found = snapshot?.jacobians;
  if (!found || typeof found === 'string') {
    return (
      <Text c="dimmed" ta="center" mt={80} data-testid="no-jacobian">
        {found ? t(`jacobian.silent.${found}`) : t('distributions.wait')}
      </Text>
    );
  }
  const { steps, through } = found;
  // At most so many of a long row: evenly spread, the largest and the smallest among them.
  const count = Math.min(200, through.length);
  const ranks = Array.from({ length: count }, (_, i) =>
    Math.round((i * (through.length - 1)) / Math.max(1, count - 1)),
  );
  const [largest, smallest] = [through[0]!, through.at(-1)!];
  return (
    <>
      <Text size="sm" mb={4} data-testid="jacobian">
        {t('jacobian.sentence', {
          largest: formatNumber(largest),
          smallest: formatNumber(smallest),
          ratio: formatNumber(largest / smallest),
        })}
      </Text>
      <div style={{ flex: 1, minHeight: 200 }}>
        <SingularValues
          meta={stepsMeta}
          height="100%"
          places={steps.map((_, l) => `${l + 1} → ${l + 2}`)}
          placeLabel={t('jacobian.step')}
          values={steps.map(({ meanSquare }) => Math.sqrt(meanSquare))}
          low={steps.map(({ smallest }) => smallest)}
          high={steps.map(({ largest }) => largest)}
          theory={prediction && snapshot.step <= 1 ? prediction.chis.slice(0, -1).map(Math.sqrt) : undefined}
          labels={{ value: t('jacobian.rms'), theory: t('jacobian.theory') }}
        />
      </div>
      <div style={{ flex: 1, minHeight: 200 }}>
        <SingularValues
          meta={throughMeta}
          height="100%"
          places={ranks.map((rank) => String(rank + 1))}
          placeLabel={t('jacobian.rank')}
          values={ranks.map((rank) => through[rank]!)}
          labels={{ value: t('jacobian.value'), theory: '' }}
        />
      </div>
    </>
  );
}
