import { Table, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { categoryColor, formatNumber } from '../../charts';
import { median } from '../../engine/numeric/quantile';
import { isScore } from '../../engine/numeric/score';
import { useDistillation } from '../../store/distillation';
import { MeasuredValue, Verdict } from '../study';
import { type Column, columns } from './columns';
import { judgeAll, type Result, type RunSelection, scoresIn } from './results';
import './distillation.css';

interface OutcomeTableProps {
  readonly results: readonly Result[];
  /** What students are compared with hard labels by. */
  readonly measure: Column;
  readonly source: RunSelection;
}

/** A row each for the teacher and every student; every heading says what it is. */
export function OutcomeTable({ results, measure, source }: OutcomeTableProps) {
  const { t } = useTranslation('distillation');
  const many = source === 'seeds';
  const distillation = useDistillation((state) => state.spec);
  const planned = distillation.seeds;
  const judged = judgeAll(results, distillation, measure);
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table withTableBorder verticalSpacing={4} data-testid="outcomes" style={{ width: 'auto' }} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Heading label={t('columns.who')} help={t('columnHelp.who')} />
            </Table.Th>
            {many && (
              <Table.Th>
                <Heading
                  label={t('columns.against', { measure: t(`columns.${measure.name}`) })}
                  help={t('columnHelp.against')}
                />
              </Table.Th>
            )}
            {columns.map(({ name }) => (
              <Table.Th key={name}>
                <Heading label={t(`columns.${name}`)} help={t(`columnHelp.${name}`)} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {results.map((result, i) => (
            <Table.Tr key={result.name} data-student={result.name}>
              <Table.Th fw={500} style={{ minWidth: 170 }}>
                <span
                  aria-hidden
                  style={{
                    display: 'inline-block',
                    width: 10,
                    height: 10,
                    borderRadius: 2,
                    marginRight: 6,
                    background:
                      result.who === undefined ? 'var(--mantine-color-text)' : categoryColor(result.who),
                  }}
                />
                {result.name}
                <Diverged result={result} />
              </Table.Th>
              {many && (
                <Table.Td style={{ minWidth: 220 }}>
                  <Verdict judged={judged[i]} planned={planned} format={formatNumber} />
                </Table.Td>
              )}
              {columns.map((column) => (
                <Table.Td key={column.name} data-column={column.name} style={{ whiteSpace: 'nowrap' }}>
                  <Value result={result} column={column} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** A heading and its definition, on hover, keyboard focus or touch. */
function Heading({ label, help }: { readonly label: string; readonly help: string }) {
  return (
    <Tooltip label={help} multiline w={280} events={{ hover: true, focus: true, touch: true }} withinPortal>
      <UnstyledButton className="definition" fz="sm">
        {label}
      </UnstyledButton>
    </Tooltip>
  );
}

function Diverged({ result }: { readonly result: Result }) {
  const { t } = useTranslation('distillation');
  const steps = result.rows.flatMap((row) =>
    row && Number.isFinite(row.divergedAt) ? [row.divergedAt] : [],
  );
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
