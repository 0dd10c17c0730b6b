import { Text, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Band, formatNorm, formatNumber } from '../../charts';
import { noPredictionReason, type Prediction, predict } from '../../engine/theory/profile';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';
import { layerValues } from './useFrames';

/** What mean-field theory expects of the experiment's signal at step 0; undefined where it is silent. */
export function usePrediction(): Prediction | undefined {
  const spec = useLab((lab) => lab.spec);
  const inputSquare = useLab((lab) => lab.data?.inputSquare);
  const features = useLab((lab) => lab.data?.features);
  return useMemo(() => {
    if (inputSquare === undefined || features === undefined || noPredictionReason(spec, 0)) return undefined;
    return predict(spec, inputSquare, features);
  }, [spec, inputSquare, features]);
}

/** The predicted profile through the measured signal of the last hidden layer, with two standard deviations of finite width. */
export function signalBand({ ratios, spreads }: Prediction, signals: readonly number[], label: string): Band {
  const last = signals[ratios.length - 1]!;
  const at = (deviations: number) =>
    ratios.map((ratio, l) => last * ratio * Math.exp(deviations * spreads[l]!));
  return { label, values: at(0), low: at(-2), high: at(2) };
}

/** Theory against what was measured at step 0, and the network's phase; or why theory is silent. */
export function TheorySentence({
  history,
  prediction,
}: {
  readonly history: History;
  readonly prediction: Prediction | undefined;
}) {
  const { t } = useTranslation('observe');
  const spec = useLab((lab) => lab.spec);
  if (!prediction) {
    const reason = noPredictionReason(spec, 0);
    return reason ? (
      <Text size="xs" c="dimmed" mb={4} data-testid="theory">
        {t('theory.silent', { reason: t(`theory.reasons.${reason}`) })}
      </Text>
    ) : null;
  }
  const signals = layerValues(history, 'signalNorm', 0);
  const { ratios, spreads, limit } = prediction;
  const measured = signals[0]! / signals[ratios.length - 1]!;
  const definitions = (['length', 'chi', 'gradientDepth', 'lengthDepth'] as const).map(
    (name) => `${t(`theory.${name}`)}: ${formatNumber(limit[name])}. ${t(`theory.definitions.${name}`)}`,
  );
  return (
    <Tooltip
      multiline
      w={420}
      events={{ hover: true, focus: true, touch: true }}
      label={[...definitions, t('theory.band'), t('theory.source')].map((line) => (
        <div key={line}>{line}</div>
      ))}
    >
      <Text size="xs" c="dimmed" mb={4} tabIndex={0} style={{ cursor: 'help' }} data-testid="theory">
        {t('theory.sentence', {
          predicted: formatNorm(ratios[0]!),
          factor: formatNumber(Math.exp(2 * spreads[0]!)),
          measured: formatNorm(measured),
          phase: t(`theory.phases.${limit.phase}`),
          chi: formatNumber(limit.chi),
        })}
      </Text>
    </Tooltip>
  );
}
