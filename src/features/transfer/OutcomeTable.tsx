import { Table, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryColor, formatNumber, formatPercent } from '../../charts';
import { useTransfer } from '../../store/transfer';
import { Swatch, Term } from '../study';
import { against, type Measure, type Result, tell } from './results';

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
          {results.map((result) => (
            <Table.Tr key={result.method} data-method={result.method}>
              <Table.Th fw={500} style={{ minWidth: 170 }}>
                <Swatch color={categoryColor(result.method)} />
                {result.name}
                <Diverged result={result} />
              </Table.Th>
              {columns.map(({ name, format }) => (
                <Table.Td key={name} data-column={name} style={{ whiteSpace: 'nowrap' }}>
                  <Value result={result} measure={name} format={format} />
                </Table.Td>
              ))}
              {many && (
                <Table.Td style={{ minWidth: 220 }}>
                  <Verdict results={results} result={result} />
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

interface ValueProps {
  readonly result: Result;
  readonly measure: Measure;
  format(value: number): string;
}

function Value({ result, measure, format }: ValueProps) {
  const { t } = useTranslation('transfer');
  const told = tell(result, measure);
  if (!told) return '–';
  const { value, low, high, count } = told;
  if (low === undefined || high === undefined) return <span data-value={value}>{format(value)}</span>;
  return (
    <span title={t('intervalHelp', { count })} data-value={value}>
      {format(value)}{' '}
      <Text span size="xs" c="dimmed">
        [{format(low)}, {format(high)}]
      </Text>
    </span>
  );
}

/** Seeds with which a sign test can be sure at 5 %: 2 / 2ⁿ < 0.05. */
const fewest = 6;

/** What many seeds say of a method beside source only, in one sentence. */
function Verdict({ results, result }: { readonly results: readonly Result[]; readonly result: Result }) {
  const { t } = useTranslation('transfer');
  const spec = useTransfer((transfer) => transfer.spec);
  const paired = against(spec, results, result);
  if (!paired) return '–';
  const { better, worse, pairs, difference, low, high, verdict } = paired;
  const sentence =
    verdict === 'undecided'
      ? t(pairs < fewest ? 'verdicts.few' : 'verdicts.undecided', { better, worse, count: pairs, fewest })
      : t(`verdicts.${verdict}`, { times: verdict === 'better' ? better : worse, count: pairs });
  return (
    <Text size="xs" data-testid="verdict" data-verdict={verdict}>
      {sentence}{' '}
      <span style={{ whiteSpace: 'nowrap' }}>
        {difference > 0 && '+'}
        {formatPercent(difference)} [{formatPercent(low)}, {formatPercent(high)}]
      </span>
    </Text>
  );
}
