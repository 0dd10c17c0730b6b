import { memo } from 'react';
import { categoryColor, formatNumber, formatPercent } from '../../charts';
import { useTranslation } from '../../locales/useTranslation';
import { useTransfer } from '../../store/transfer';
import {
  Diverged,
  EntryName,
  MeasuredValue,
  type OutcomeMeasure,
  OutcomeTable,
  Term,
  Verdict,
} from '../study';
import { judgeAll, type Measure, type Result, scoresIn } from './results';

const columns: readonly { readonly name: Measure; format(value: number): string }[] = [
  { name: 'targetAccuracy', format: formatPercent },
  { name: 'sourceAccuracy', format: formatPercent },
  { name: 'targetLoss', format: formatNumber },
  { name: 'sourceLoss', format: formatNumber },
];

interface MethodOutcomesProps {
  readonly results: readonly Result[];
  /** Whether the results are of several seeds. */
  readonly many: boolean;
}

/** One row for each method. Every heading has an explanation. The intervals are not computed again while another run trains. */
export const MethodOutcomes = memo(function MethodOutcomes({ results, many }: MethodOutcomesProps) {
  const { t } = useTranslation('transfer');
  const spec = useTransfer((transfer) => transfer.spec);
  const data = useTransfer((transfer) => transfer.data);
  const judged = judgeAll(spec, results);
  const samples: Partial<Record<Measure, number | undefined>> = {
    targetAccuracy: data?.target.testCount,
    sourceAccuracy: data?.source.testCount,
  };
  const heading = (name: string) => <Term name={t(`columns.${name}`)} meaning={t(`columnHelp.${name}`)} />;
  const measures = columns.map(
    ({ name, format }): OutcomeMeasure => ({
      key: name,
      heading: heading(name),
      data: { 'data-column': name },
      style: { whiteSpace: 'nowrap' },
      cell: (i) => (
        <MeasuredValue scores={scoresIn(results[i]!, name)} format={format} samples={samples[name]} />
      ),
    }),
  );
  const against: OutcomeMeasure = {
    key: 'against',
    heading: heading('against'),
    style: { minWidth: 220 },
    cell: (i) => <Verdict judged={judged[i]} planned={spec.seeds} percent />,
  };
  return (
    <OutcomeTable
      testId="outcomes"
      columns="measures"
      corner={heading('method')}
      entries={results.map(({ method, name, fullName, rows }) => ({
        key: String(method),
        heading: (
          <EntryName color={categoryColor(method)} name={name} fullName={fullName}>
            <Diverged steps={rows.map((row) => row.divergedAt).filter(Number.isFinite)} runs={rows.length} />
          </EntryName>
        ),
        data: { 'data-method': method },
      }))}
      measures={many ? [...measures, against] : measures}
    />
  );
});
