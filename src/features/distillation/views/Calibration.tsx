import { useMemo } from 'react';
import { ReliabilityDiagram } from '../../../charts';
import { calibrationError, reliability } from '../../../engine/distillation/logitMetrics';
import { softmax } from '../../../engine/numeric/softmax';
import { useTranslation } from '../../../locales/useTranslation';
import { useDistillation } from '../../../store/distillation';
import { UntilPlayed } from '../../study';
import { useAnswers } from './pictures';
import { useMeta } from './seriesStyles';

/** Whether each network's accuracy equals its confidence. */
export function Calibration() {
  const { t } = useTranslation('distillationViews');
  const answers = useAnswers();
  const step = useDistillation((state) => state.snapshot?.step);
  const meta = useMeta(step);
  const series = useMemo(
    () =>
      (answers?.models ?? []).map((model) => {
        const { labels, classes } = answers!;
        const bins = reliability(softmax(model.logits, classes, 1), labels, classes);
        return { ...model, bins, ece: calibrationError(bins) };
      }),
    [answers],
  );
  if (!answers) return <UntilPlayed>{t('untaught')}</UntilPlayed>;
  return (
    <ReliabilityDiagram
      meta={meta(
        'distil-reliability',
        t('reliability'),
        t('reliabilityHelp', { count: answers.labels.length }),
      )}
      series={series}
      height={380}
    />
  );
}
