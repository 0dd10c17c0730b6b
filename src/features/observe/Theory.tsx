import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { memo, useEffect, useState } from 'react';
import { type Band, Explained, formatNorm, formatNumber } from '../../charts';
import type { FiniteWidth } from '../../engine/theory/finiteWidth';
import { noPredictionReason, type Prediction, predict } from '../../engine/theory/profile';
import { betweenSentences, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { hiddenLayers } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import type { LabState } from '../../store/state';
import { type BandState, useBandProgress } from './useFiniteWidth';

/** Milliseconds after a network is built in which the measured pictures are drawn before the theory takes the thread. */
const drawingMs = 120;
/** Milliseconds after which the theory does not wait for a rest any more: a slider is dragged. */
const mostMs = 500;

/**
 * The mean-field prediction of the experiment's signal at step 0; undefined if the theory does not apply. After a change of a
 * setting it follows the measured pictures; until then the last one stands, if it has as many layers.
 */
export function usePrediction(): Prediction | undefined {
  const [{ data, prediction }, setFound] = useState(() => found(useLab.getState()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let since: number | undefined;
    const predictLater = () => {
      since ??= performance.now();
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          since = undefined;
          setFound(found(useLab.getState()));
        },
        Math.min(drawingMs, Math.max(0, since + mostMs - performance.now())),
      );
    };
    if (useLab.getState().data !== data) predictLater();
    // The data's summary is new for every network that is built.
    const unsubscribe = useLab.subscribe((now, before) => {
      if (now.data !== before.data) predictLater();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [data]);
  const layers = useLab(({ spec }) => hiddenLayers(spec.network).length);
  return prediction?.ratios.length === layers ? prediction : undefined;
}

/** The prediction, and the summary of the data that it is of. */
const found = ({ spec, data }: LabState) => ({
  data,
  prediction:
    !data || noPredictionReason(spec, 0) ? undefined : predict(spec, data.inputSquare, data.features),
});

/**
 * The predicted profile, scaled to the measured signal of the last hidden layer, and the band of 94 in 100 networks of these
 * widths.
 */
export function signalBand(
  { ratios }: Prediction,
  drawn: FiniteWidth | undefined,
  signals: readonly number[],
  label: string,
): Band {
  const last = signals[ratios.length - 1]!;
  const through = (shares: readonly number[]) => shares.map((share) => last * share);
  const values = through(ratios);
  return {
    label,
    values,
    low: drawn ? through(drawn.low) : values,
    high: drawn ? through(drawn.high) : values,
  };
}

/** The theory and the measurement at step 0, and the network's phase; or the reason why the theory does not apply. */
export const TheorySentence = memo(function TheorySentence({
  measured,
  prediction,
  band,
}: {
  /** What share of the last hidden layer's signal the first one got at step 0, in words. */
  readonly measured: string;
  readonly prediction: Prediction | undefined;
  readonly band: BandState | undefined;
}) {
  const { t } = useTranslation('observe');
  const text = useText();
  const spec = useLab((lab) => lab.spec);
  const percent = useBandProgress();
  const branches = useBranches(prediction);
  if (!prediction) {
    const reason = noPredictionReason(spec, 0);
    return reason ? (
      <Text size="xs" c="dimmed" mb={4} data-testid="theory">
        {t('theory.silent', { reason: t(`theory.reasons.${reason}`) })}
      </Text>
    ) : null;
  }
  const { ratios, limit, settled, lengths } = prediction;
  const definitions = (['length', 'chi', 'gradientDepth', 'lengthDepth'] as const).map(
    (name) => `${t(`theory.${name}`)}: ${formatNumber(limit[name])}. ${t(`theory.definitions.${name}`)}`,
  );
  const lines = [...definitions, t('theory.band'), t('theory.source')];
  const sentences = [
    t('theory.sentence', {
      predicted: formatNorm(ratios[0]!),
      measured,
    }),
    bandSentence(t, band, percent),
    t('theory.phase', { phase: t(`theory.phases.${limit.phase}`), chi: formatNumber(limit.chi) }),
    settled
      ? ''
      : t('theory.unsettled', {
          layers: ratios.length,
          change: t(ratios[0]! < 1 ? 'theory.shrinks' : 'theory.grows', {
            times: formatNorm(Math.max(ratios[0]!, 1 / ratios[0]!)),
          }),
        }),
    branches.length > 1
      ? t('theory.bistable', {
          lengths: branches.map(({ length }) => formatNumber(length)).join(t('theory.or')),
          first: formatNumber(lengths[0]!),
          length: formatNumber(limit.length),
        })
      : '',
  ];
  return (
    <Explained lines={lines} width={420}>
      {(help) => (
        <Text size="xs" c="dimmed" mb={4} data-testid="theory" {...help}>
          {sentences.filter((sentence) => sentence !== '').join(text(betweenSentences))}
        </Text>
      )}
    </Explained>
  );
});

/** Milliseconds without a change after which the lengths that deep layers may converge to are searched. */
const restMs = 250;

/** The prediction's branches. The search for them takes longer than a redraw may, so it waits for a moment of rest. */
function useBranches(prediction: Prediction | undefined): Prediction['branches'] {
  const [found, setFound] = useState<Prediction>();
  useEffect(() => {
    if (!prediction) return;
    const timer = setTimeout(() => {
      // Read here, in a task of its own, not while the sentence is drawn.
      if (prediction.branches.length > 1) setFound(prediction);
    }, restMs);
    return () => clearTimeout(timer);
  }, [prediction]);
  return found && found === prediction ? found.branches : [];
}

/** The band of networks with the same initialization, or the reason why it is not shown. */
function bandSentence(t: TFunction<'observe'>, band: BandState | undefined, percent: number): string {
  if (!band || band.kind === 'waits') return t('theory.bands.waits');
  if (band.kind === 'drawing') return t('theory.bands.drawing', { share: percent });
  if (band.kind === 'none') return t(`theory.bands.${band.reason}`, { message: band.message });
  const { networks, silent, median, low, high } = band.band;
  const within = t('theory.bands.found', {
    networks,
    median: formatNorm(median[0]!),
    low: formatNorm(low[0]!),
    high: formatNorm(high[0]!),
  });
  return silent > 0 ? within + t('theory.bands.silent', { silent }) : within;
}
