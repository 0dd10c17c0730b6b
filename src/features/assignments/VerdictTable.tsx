import { Table } from '@mantine/core';
import { Sideways } from '../../charts';
import { goalInWords, measuredInWords } from '../../engine/assignments/judge';
import { betweenSentences, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { verdictNames } from '../../worker/verdicts';
import type { Verdict } from '../../worker/verify';

/** The verdict on every answer: whose, pass or not, what was measured, what was changed, and why not. */
export function VerdictTable({ verdicts }: { readonly verdicts: readonly (Verdict | undefined)[] }) {
  const { t } = useTranslation('assignments');
  const text = useText();
  return (
    <Sideways label={t('verdicts')}>
      <Table verticalSpacing={4} horizontalSpacing="sm" mt={10}>
        <Table.Thead>
          <Table.Tr>
            {(['student', 'verdict', 'measured', 'changed', 'reason'] as const).map((column) => (
              <Table.Th key={column}>{t(`columns.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {verdicts.map((verdict, i) => (
            <Table.Tr key={i} data-verdict={verdict?.kind}>
              {verdict ? (
                <>
                  <Table.Td>{verdict.student || verdict.source}</Table.Td>
                  <Table.Td className="verdict">{text(verdictNames[verdict.kind])}</Table.Td>
                  <Table.Td>
                    {verdict.goals.map(({ goal, measured, reached }) => (
                      <div key={JSON.stringify(goal)}>
                        {text(goalInWords(goal))}
                        {t('colon')}
                        <b>{text(measuredInWords(goal.metric, measured))}</b> {reached ? '✓' : '✗'}
                      </div>
                    ))}
                  </Table.Td>
                  <Table.Td>{verdict.changes.map(text).join(t('listComma')) || '–'}</Table.Td>
                  <Table.Td>{verdict.reasons.map(text).join(text(betweenSentences)) || '–'}</Table.Td>
                </>
              ) : (
                <Table.Td colSpan={5}>{t('running')}</Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}
