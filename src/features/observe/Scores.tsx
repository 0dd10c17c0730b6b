import { Group, Text } from '@mantine/core';
import { formatNumber, formatPercent } from '../../charts';
import { regressionScores } from '../../engine/numeric/regressionScores';
import { isScore, type Score } from '../../engine/numeric/score';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { enumerationComma } from '../../schema/names';
import { useLab } from '../../store/lab';
import type { DataSummary } from '../../worker/protocol';
import { Hint } from '../setup';
import { useHistory, useSnapshot } from './useFrames';

/** RMSE and R² at the step that is shown: on the test set where it was last evaluated, else on the training batch. */
export function RegressionErrors() {
  const { t } = useTranslation('scores');
  const text = useText();
  const { history, at } = useHistory();
  const data = useLab((lab) => lab.data);
  if (!data || history.length === 0) return null;
  let tested = data.testCount > 0 ? at : -1;
  while (tested >= 0 && history.run(tested, 'evaluated') !== 1) tested--;
  const on = tested >= 0 ? 'test' : 'train';
  const loss = tested >= 0 ? history.run(tested, 'testLoss') : history.run(at, 'loss');
  const { variance, unit } = data.baseline;
  const { rmse, rSquared } = regressionScores(loss, variance[on], unit);
  const number = (score: Score) =>
    isScore(score)
      ? formatNumber(score).replace(/^-/, '−')
      : t(score === 'undefined' ? 'noVariance' : 'notFinite');
  const name = data.outcomeNames.join(text(enumerationComma));
  return (
    <Group gap="sm" data-testid="regression-errors" wrap="wrap">
      <Text size="xs" c="dimmed">
        {t(on === 'test' ? 'testSet' : 'trainBatch')}
      </Text>
      <Explained about={t('rmse')} help={t('rmseHelp')} formula="\sqrt{\tfrac1n \sum_i (\hat y_i - y_i)^2}">
        {t('rmseIn', { value: number(rmse), name })}
      </Explained>
      <Explained
        about={t('rSquared')}
        help={t('rSquaredHelp')}
        formula="1 - \frac{\sum_i (\hat y_i - y_i)^2}{\sum_i (y_i - \bar y)^2}"
      >
        {`${t('rSquared')} ${number(rSquared)}`}
      </Explained>
    </Group>
  );
}

/** What always predicting the majority class reaches, and the AUC for two classes, on the samples of the confusion matrix. */
export function ClassScores({ data }: { readonly data: DataSummary }) {
  const { t } = useTranslation('scores');
  const { auc } = useSnapshot('auc');
  const [negative, positive] = data.outcomeNames;
  const reason = auc === 'constant' ? 'aucConstant' : auc === 'diverged' ? 'notFinite' : 'aucMissing';
  return (
    <div data-testid="class-scores">
      <Text size="xs" c="dimmed">
        {t('majority', { share: formatPercent(data.baseline.majority) })}
      </Text>
      {data.outcomeNames.length === 2 && auc !== undefined && (
        <Explained about={t('auc')} help={t('aucHelp', { positive, negative })}>
          {`${t('auc')} ${isScore(auc) ? formatNumber(auc) : t(reason)}`}
        </Explained>
      )}
    </div>
  );
}

interface ExplainedProps {
  readonly about: string;
  readonly help: string;
  readonly formula?: string;
  readonly children: string;
}

/** A number with its definition one hover away. */
const Explained = ({ about, help, formula, children }: ExplainedProps) => (
  <span style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
    <Text span size="xs">
      {children}
    </Text>
    <Hint about={about} help={help} formula={formula} />
  </span>
);
