import { Table, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryColor, formatNumber, formatPercent } from '../../charts';
import { useTransfer } from '../../store/transfer';
import { MeasuredValue, Swatch, Term, Verdict } from '../study';
import { judgeAll, type Measure, type Result, scoresIn } from './results';

const columns: readonly { readonly name: Measure; format(value: number): string }[] = [
  { name: 'targetAccuracy', format: formatPercent },
  { name: 'sourceAccuracy', format: formatPercent },
  { name: 'targetLoss', format: formatNumber },
  { name: 'sourceLoss', format: formatNumber },
];

interface OutcomeTableProps {
  readonly results: readonly Result[];
  /** Whether they are of several seeds. */
  readonly many: boolean;
}

/** A row for each method; every heading says what it is. Its intervals are not taken anew while another run trains. */
export const OutcomeTable = memo(function OutcomeTable({ results, many }: OutcomeTableProps) {
  const { t } = useTranslation('transfer');
  const spec = useTransfer((transfer) => transfer.spec);
  const data = useTransfer((transfer) => transfer.data);
  const judged = judgeAll(spec, results);
  const samples: Partial<Record<Measure, number | undefined>> = {
    targetAccuracy: data?.target.testCount,
    sourceAccuracy: data?.source.testCount,
  };
  const headings = ['method', ...columns.map(({ name }) => name), ...(many ? ['against'] : [])];
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table withTableBorder verticalSpacing={4} data-testid="outcomes" style={{ width: 'auto' }} fz="sm">
        <Table.Thead>
          <Table.Tr>
            {headings.map((name) => (
              <Table.Th key={name} style={{ whiteSpace: 'nowrap' }}>
                <Term name={t(`columns.${name}`)} meaning={t(`columnHelp.${name}`)} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {results.map((result, i) => (
            <Table.Tr key={result.method} data-method={result.method}>
              <Table.Th fw={500} style={{ minWidth: 170 }}>
                <Swatch color={categoryColor(result.method)} />
                {result.name}
                <Diverged result={result} />
              </Table.Th>
              {columns.map(({ name, format }) => (
                <Table.Td key={name} data-column={name} style={{ whiteSpace: 'nowrap' }}>
                  <MeasuredValue scores={scoresIn(result, name)} format={format} samples={samples[name]} />
                </Table.Td>
              ))}
              {many && (
                <Table.Td style={{ minWidth: 220 }}>
                  <Verdict judged={judged[i]} planned={spec.seeds} format={formatPercent} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
});

function Diverged({ result }: { readonly result: Result }) {
  const { t } = useTranslation('transfer');
  const steps = result.rows.flatMap(({ divergedAt }) => (Number.isFinite(divergedAt) ? [divergedAt] : []));
  if (steps.length === 0) return null;
  return (
    <Text span size="xs" c="red">
      {' '}
      {result.rows.length === 1
        ? t('divergedAt', { step: steps[0] })
        : t('diverged', { count: steps.length })}
    </Text>
  );
}
