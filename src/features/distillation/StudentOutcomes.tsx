import { Text } from '@mantine/core';
import { categoryColor } from '../../charts';
import { median } from '../../engine/numeric/quantile';
import { isScore } from '../../engine/numeric/score';
import { useTranslation } from '../../locales/useTranslation';
import { useDistillation } from '../../store/distillation';
import {
  Diverged,
  EntryName,
  MeasuredValue,
  type OutcomeMeasure,
  OutcomeTable,
  Term,
  Verdict,
} from '../study';
import { type Column, columns } from './columns';
import { judgeAll, type Result, type RunSelection, scoresIn } from './results';

interface StudentOutcomesProps {
  readonly results: readonly Result[];
  /** The measure for comparing students with hard labels. */
  readonly measure: Column;
  readonly source: RunSelection;
}

/** One row each for the teacher and every student. Every heading has an explanation. */
export function StudentOutcomes({ results, measure, source }: StudentOutcomesProps) {
  const { t } = useTranslation('distillation');
  const distillation = useDistillation((state) => state.spec);
  const judged = judgeAll(results, distillation, measure);
  const against: OutcomeMeasure = {
    key: 'against',
    heading: (
      <Term
        name={t('columns.against', { measure: t(`columns.${measure.name}`) })}
        meaning={t('columnHelp.against')}
      />
    ),
    style: { minWidth: 220 },
    cell: (i) => (
      <Verdict judged={judged[i]} planned={distillation.seeds} percent={measure.percent === true} />
    ),
  };
  const measures = columns.map(
    (column): OutcomeMeasure => ({
      key: column.name,
      heading: <Term name={t(`columns.${column.name}`)} meaning={t(`columnHelp.${column.name}`)} />,
      data: { 'data-column': column.name },
      style: { whiteSpace: 'nowrap' },
      cell: (i) => <Value result={results[i]!} column={column} />,
    }),
  );
  return (
    <OutcomeTable
      testId="outcomes"
      columns="measures"
      corner={<Term name={t('columns.who')} meaning={t('columnHelp.who')} />}
      entries={results.map((result) => ({
        key: result.name,
        heading: <Heading result={result} />,
        data: { 'data-student': result.name },
      }))}
      measures={source === 'seeds' ? [against, ...measures] : measures}
    />
  );
}

function Heading({ result: { who, name, fullName, rows } }: { readonly result: Result }) {
  const steps = rows.flatMap((row) => (row && Number.isFinite(row.divergedAt) ? [row.divergedAt] : []));
  return (
    <EntryName
      color={who === undefined ? 'var(--mantine-color-text)' : categoryColor(who)}
      name={name}
      fullName={fullName}
    >
      <Diverged steps={steps} runs={rows.length} />
    </EntryName>
  );
}

function Value({ result, column }: { readonly result: Result; readonly column: Column }) {
  const { t, i18n } = useTranslation('distillation');
  const format = (value: number) => column.format(value, i18n.language);
  const samples = result.rows.find((row) => row)?.samples;
  const byChance = scoresIn(result, 'calibrationByChance').filter(isScore);
  return (
    <>
      <MeasuredValue
        scores={scoresIn(result, column.name)}
        format={format}
        samples={column.name === 'accuracy' || column.name === 'agreement' ? samples : undefined}
      />
      {column.name === 'calibrationError' && byChance.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('byChance', { value: format(median(byChance)) })}
        </Text>
      )}
    </>
  );
}
