import { Table } from '@mantine/core';
import { useMemo } from 'react';
import { formatNumber, formatPercent, Sideways } from '../../../charts';
import { entropyAt } from '../../../engine/distillation/darkKnowledge';
import { argmax } from '../../../engine/numeric/argmax';
import { softmax } from '../../../engine/numeric/softmax';
import { useTranslation } from '../../../locales/useTranslation';
import { Swatch, TermRow } from '../../study';
import { type Answers, rowOf } from './pictures';
import { useSampleAtTemperature } from './SamplePicker';

/** The outputs of every network for the picked sample at temperature T, as numbers. */
export function AnswersAt({ answers }: { readonly answers: Answers }) {
  const { t } = useTranslation('distillationViews');
  const { sample, temperature } = useSampleAtTemperature();
  const { classes, classNames, labels, models } = answers;
  const truth = labels[sample]!;
  const rows = useMemo(
    () =>
      models.map((model) => {
        const logits = rowOf(model, answers, sample);
        const soft = softmax(logits, classes, temperature);
        const answer = argmax(logits, 0, classes);
        return { model, answer, soft, entropy: entropyAt(logits, classes, temperature) };
      }),
    [models, answers, sample, classes, temperature],
  );
  return (
    <Sideways>
      <Table verticalSpacing={3} fz="xs" data-testid="answers-at">
        <Table.Thead>
          <TermRow
            corner={t('who')}
            terms={[
              { name: t('answer'), meaning: t('answerHelp') },
              { name: t('ofTruth', { class: classNames[truth] }), meaning: t('ofTruthHelp') },
              { name: t('entropy'), meaning: t('entropyTerm') },
            ]}
          />
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ model, answer, soft, entropy }) => (
            <Table.Tr key={model.id} data-model={model.id}>
              <Table.Td>
                <Swatch color={model.color} />
                {model.label}
              </Table.Td>
              <Table.Td
                style={{
                  whiteSpace: 'nowrap',
                  ...(answer === truth ? {} : { color: 'var(--mantine-color-error)' }),
                }}
              >
                {answer === truth ? '✓' : '✗'} {classNames[answer]} ({formatPercent(soft[answer]!)})
              </Table.Td>
              <Table.Td data-share={soft[truth]} style={{ whiteSpace: 'nowrap' }}>
                {formatPercent(soft[truth]!)}
              </Table.Td>
              <Table.Td>{formatNumber(entropy)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}
