import { Stack, Text } from '@mantine/core';
import { Suspense, useEffect, useMemo } from 'react';
import {
  ConfusionMatrix,
  categoryColor,
  DecisionBoundary,
  formatPercent,
  OverTime,
  RegressionFit,
} from '../../charts';
import { isScore, type Score } from '../../engine/numeric/score';
import { shareInterval } from '../../engine/statistics/share';
import { loadWords } from '../../locales/i18n';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';
import { useCaption } from './useCaption';
import { pointLimit, useHistory, useSnapshot } from './useFrames';

// Scores of own data stand below the charts, so their texts may come later.
const scores = async () => (await Promise.all([import('./Scores'), loadWords('scores')]))[0];
const RegressionErrors = lazyPart(async () => ({ default: (await scores()).RegressionErrors }));
const ClassScores = lazyPart(async () => ({ default: (await scores()).ClassScores }));

/** Side of the decision boundary's grid. */
const resolution = 40;
/** Points of a fitted curve. */
const curvePoints = 200;

/** The outcome of the training: loss and accuracy, the boundary or the fitted curve, and the confusion matrix. */
export default function Outcome() {
  const plane = useLab((lab) => lab.data?.plane ?? 0);
  const classification = useLab((lab) => lab.data?.task === 'classification');
  const regression = useLab((lab) => lab.data?.task === 'regression');
  const observe = useLab((lab) => lab.observe);
  useEffect(
    () => observe({ boundaryResolution: plane === 2 ? resolution : plane === 1 ? curvePoints : 0 }),
    [observe, plane],
  );
  return (
    <Stack gap={8}>
      <Losses />
      {regression && (
        <Suspense>
          <RegressionErrors />
        </Suspense>
      )}
      {classification && <Accuracies />}
      {plane === 2 && <Boundary />}
      {plane === 1 && <Fit />}
      {classification && <Confusion />}
    </Stack>
  );
}

/** The frame of a step. Past the end of the run, a frame without numbers. */
const exactly = (history: History, step: number): number => {
  const frame = history.indexOf(step);
  return step > history.run(-1, 'step') ? history.length : frame;
};

/** A quantity on the training batches and on the test set. */
function useTrainTest(train: 'loss' | 'accuracy', test: 'testLoss' | 'testAccuracy') {
  const { t } = useTranslation('observe');
  const shown = useHistory();
  const baseline = useLab((lab) => lab.baseline);
  return useMemo(() => {
    const { history } = shown;
    const frames = history.sample(pointLimit);
    const steps = frames.map((i) => history.run(i, 'step'));
    const lines = (of: History, at: readonly number[]) => ({
      train: at.map((i) => of.run(i, train)),
      test: at.map((i) => (of.run(i, 'evaluated') === 1 ? of.run(i, test) : Number.NaN)),
    });
    const now = lines(history, frames);
    const then =
      baseline &&
      lines(
        baseline.history,
        steps.map((step) => exactly(baseline.history, step)),
      );
    return {
      shown,
      steps,
      series: [
        { id: 'train', label: t('trainBatch'), values: now.train, color: categoryColor(0) },
        { id: 'test', label: t('testSet'), values: now.test, color: categoryColor(1) },
        ...(then
          ? [
              {
                id: 'train-a',
                label: `A, ${t('trainBatch')}`,
                values: then.train,
                color: categoryColor(0),
                dash: '4 3',
              },
              {
                id: 'test-a',
                label: `A, ${t('testSet')}`,
                values: then.test,
                color: categoryColor(1),
                dash: '4 3',
              },
            ]
          : []),
      ],
    };
  }, [shown, baseline, train, test, t]);
}

function Losses() {
  const { t } = useTranslation('observe');
  const { steps, series, shown } = useTrainTest('loss', 'testLoss');
  const loss = useLab((lab) => lab.spec.training.loss);
  const unit = loss === 'crossEntropy' ? 'nat' : '';
  const meta = { id: 'loss', title: t('loss'), description: t(`lossHelp.${loss}`), caption: useCaption() };
  return (
    <OverTime
      meta={meta}
      steps={steps}
      cursor={shown.cursor}
      end={shown.end}
      series={series}
      axis={{ label: t('loss'), ...(unit ? { unit } : {}), scale: 'linear', switchable: true }}
      height={118}
    />
  );
}

function Accuracies() {
  const { t } = useTranslation('observe');
  const { steps, series, shown } = useTrainTest('accuracy', 'testAccuracy');
  const meta = {
    id: 'accuracy',
    title: t('accuracy'),
    description: t('accuracyHelp'),
    caption: useCaption(),
  };
  const majority = useLab((lab) => lab.data?.baseline.majority) ?? Number.NaN;
  const { history, at } = shown;
  // The accuracy to beat: always predicting the majority class.
  const toBeat = {
    id: 'majority',
    label: t('majority'),
    values: Array.from(steps, () => majority),
    color: '#868e96',
    dash: '1 3',
  };
  // A finite loss without an accuracy: see the engine's `constantOutputs`.
  const constant =
    Number.isFinite(history.run(at, 'loss')) &&
    Number.isNaN(history.run(at, 'accuracy')) &&
    history.length > 0;
  return (
    <>
      <OverTime
        meta={meta}
        steps={steps}
        cursor={shown.cursor}
        end={shown.end}
        series={[...series, toBeat]}
        axis={{ label: t('accuracy'), scale: 'linear', domain: [0, 1], percent: true }}
        height={104}
      />
      {constant && (
        <Text size="xs" c="red" data-no-score="constant">
          {t('noAccuracy.constant')}
        </Text>
      )}
    </>
  );
}

function Boundary() {
  const { t } = useTranslation('observe');
  const data = useLab((lab) => lab.data)!;
  const { surface } = useSnapshot('surface');
  const meta = {
    id: 'decision-boundary',
    title: t('boundary'),
    description: t('boundaryHelp'),
    caption: useCaption(),
  };
  return (
    <DecisionBoundary
      meta={meta}
      task={data.task}
      classNames={data.outcomeNames}
      data={data}
      surface={surface}
      height={205}
    />
  );
}

function Fit() {
  const { t } = useTranslation('observe');
  const data = useLab((lab) => lab.data)!;
  const { surface } = useSnapshot('surface');
  const meta = { id: 'fit', title: t('fit'), description: t('fitHelp'), caption: useCaption() };
  return <RegressionFit meta={meta} data={data} surface={surface} height={205} />;
}

function Confusion() {
  const { t } = useTranslation('observe');
  const data = useLab((lab) => lab.data)!;
  const { confusion: counts, confusionOn, accuracy } = useSnapshot('confusion', 'confusionOn', 'accuracy');
  const caption = useCaption();
  if (!counts || accuracy === undefined) return null;
  const part = t(confusionOn === 'test' ? 'testSet' : 'trainSet');
  const meta = { id: 'confusion', title: t('confusion'), description: t('confusionHelp', { part }), caption };
  return (
    <div>
      <ConfusionMatrix
        meta={meta}
        classNames={data.outcomeNames}
        counts={counts}
        height={data.outcomeNames.length > 4 ? 320 : 165}
      />
      <Answered accuracy={accuracy} counts={counts} />
      <Suspense>
        <ClassScores data={data} />
      </Suspense>
    </div>
  );
}

/** The accuracy with the interval that the number of samples allows, or the reason why there is none. */
function Answered({ accuracy, counts }: { readonly accuracy: Score; readonly counts: Int32Array }) {
  const { t } = useTranslation('observe');
  if (accuracy === 'undefined' || accuracy === 'notRun') return null;
  if (!isScore(accuracy)) {
    return (
      <Text size="xs" c="red" data-testid="answered" data-no-score={accuracy}>
        {t(`noAccuracy.${accuracy}`)}
      </Text>
    );
  }
  const count = counts.reduce((sum, one) => sum + one, 0);
  const { low, high } = shareInterval(accuracy, count);
  const numbers = { low: formatPercent(low), high: formatPercent(high), count };
  return (
    <Text size="xs" c="dimmed" data-testid="answered">
      {t('answered', { accuracy: formatPercent(accuracy), ...numbers })}
    </Text>
  );
}
