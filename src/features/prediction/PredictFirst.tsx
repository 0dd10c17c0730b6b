import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import './prediction.css';
import { formatNumber } from '../../charts';
import { profileScore, profileThrough, sketchLayers } from '../../engine/statistics/profileScore';
import { usePredictions } from '../../store/predictions';
import { ProfileSketch } from './ProfileSketch';

interface PredictFirstProps {
  /** What is predicted; another value begins another sketch. */
  readonly of: string;
  /** The hidden layers’ signals, the last layer's last; undefined while they are measured. */
  readonly measured: readonly number[] | undefined;
  /** The number of hidden layers, at least 2. */
  readonly layers: number;
  /** The chart and what else tells the outcome; it is shown after the sketch. */
  readonly children: React.ReactNode;
}

/** Asks for a sketch of the signal by layer first, then draws the measured one over it and says how far the sketch was off. */
export function PredictFirst({ of, measured, layers, children }: PredictFirstProps) {
  const { t } = useTranslation('prediction');
  const places = sketchLayers(layers);
  const [powers, setPowers] = useState<readonly number[]>(() => places.map(() => 0));
  const [revealed, setRevealed] = useState(false);
  // Who has seen the measured profile no longer predicts: a second sketch has no score that is kept.
  const [noted, setNoted] = useState(false);
  const { scores, note } = usePredictions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another network asks for another sketch
  useEffect(() => {
    setPowers(sketchLayers(layers).map(() => 0));
    setRevealed(false);
    setNoted(false);
  }, [of, layers]);
  const points = places.map((layer, i) => ({ layer, power: powers[i] ?? 0 }));
  const sketched = profileThrough(points, layers);
  const score = measured && profileScore(sketched, measured);
  const reveal = () => {
    setRevealed(true);
    if (score !== undefined && !noted) note(score);
    setNoted(true);
  };
  const mean = scores.length > 0 ? scores.reduce((sum, one) => sum + one, 0) / scores.length : undefined;
  return (
    <section aria-label={t('title')} className="prediction-sketch">
      <p>{t(revealed ? 'compare' : 'ask', { layers })}</p>
      <ProfileSketch
        layers={layers}
        points={points}
        profile={sketched}
        measured={revealed ? measured : undefined}
        onChange={
          revealed ? undefined : (at, power) => setPowers(powers.map((one, i) => (i === at ? power : one)))
        }
      />
      {revealed ? (
        <>
          <Group gap={10}>
            <Text size="sm" role="status" data-testid="prediction-score">
              {score === undefined ? t('noScore') : t('score', { score: formatNumber(score) })}
              {mean !== undefined && t('mean', { mean: formatNumber(mean), count: scores.length })}
            </Text>
            <Button size="compact-xs" variant="default" onClick={() => setRevealed(false)}>
              {t('again')}
            </Button>
          </Group>
          {children}
        </>
      ) : (
        <Button size="compact-sm" disabled={!measured} onClick={reveal}>
          {t('reveal')}
        </Button>
      )}
    </section>
  );
}
